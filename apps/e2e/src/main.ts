import { fileURLToPath } from 'node:url';
import { roles } from '@tierline/contracts';
import { StackError, type Stack } from '@tierline/stack';
import { optionsOf, type Options } from './options.js';
import { play } from './play.js';
import { startSystem, usualPorts } from './start.js';
import { stories } from './stories/index.js';
import { openWorld } from './world.js';

const DATA = fileURLToPath(new URL('../../../.tierline/start', import.meta.url));
const STEP = 16;

const print = (text: string) => {
  console.log(text);
};

/** Plays all stories, and tells which fact was missing, if one was. */
async function tellStories(stack: Stack): Promise<boolean> {
  const world = await openWorld({ ...stack, deviceUnlockUrl: stack.services['device-unlock']?.httpUrl ?? '' });
  try {
    const missing = await play(stories, world, print);
    print(missing === undefined ? '\nEvery fact was seen in the store and on Kafka.' : `\nMissing: ${missing}`);
    return missing === undefined;
  } finally {
    await world.close();
  }
}

function printAddresses({ kafkaBrokers, eventStoreUrl, issuerUrl, services }: Stack): void {
  const service = services['device-unlock'];
  print('\nAddresses');
  for (const [what, where] of [
    ['device unlock', service?.httpUrl],
    ['its API', `${service?.httpUrl ?? ''}/docs`],
    ['its health', `${service?.healthUrl ?? ''}/readyz`],
    ['tokens', `${issuerUrl}/token?role=${roles[1]}&sub=Ada  (roles: ${roles.join(', ')})`],
    ['Kafka', kafkaBrokers],
    ['event store', eventStoreUrl],
  ] as const) {
    print(`  ${what.padEnd(STEP)}${where ?? ''}`);
  }
}

async function main({ once, fresh }: Options): Promise<boolean> {
  const asked = Promise.withResolvers<undefined>();
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.on(signal, () => {
      asked.resolve(undefined);
    });
  }
  print('Starting');
  const stack = await startSystem(DATA, fresh, usualPorts, {
    onStep: ({ name, ms }) => {
      print(`  ${name.padEnd(STEP)}${(ms / 1000).toFixed(1)} s`);
    },
    onProgress: (text) => {
      print(`  ${text}`);
    },
    onExit: ({ name, logFile }) => {
      print(`${name} ended by itself; its log is ${logFile}`);
      asked.resolve(undefined);
    },
  });
  try {
    const told = await Promise.race([tellStories(stack), asked.promise]);
    if (once || told === undefined) return told ?? false;
    printAddresses(stack);
    print('\nCtrl-C stops everything.');
    await asked.promise;
    return true;
  } finally {
    const begun = performance.now();
    await stack.stop();
    print(`Stopped in ${((performance.now() - begun) / 1000).toFixed(1)} s.`);
  }
}

try {
  process.exitCode = (await main(optionsOf(process.argv.slice(2)))) ? 0 : 1;
} catch (error) {
  const isExpected = error instanceof StackError || error instanceof TypeError;
  console.error(isExpected ? error.message : error);
  process.exitCode = 1;
}
