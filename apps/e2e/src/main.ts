import { fileURLToPath } from 'node:url';
import { roles } from '@tierline/contracts';
import { StackError, type Stack } from '@tierline/stack';
import { crashInABurst, crashTold } from './crash/crash.js';
import { isWhole } from './crash/account.js';
import { whenParentEnds } from './lifeline.js';
import { optionsOf, type Options } from './options.js';
import { play } from './play.js';
import { services as started } from './services.js';
import { startSystem, usualPorts } from './start.js';
import { stories } from './stories/index.js';
import { openWorld } from './world.js';

const DATA = fileURLToPath(new URL('../../../.tierline/start', import.meta.url));
const STEP = 16;

const print = (text: string) => {
  console.log(text);
};

/** Plays all stories, tells which fact was missing, if one was, and what a crash of the service does to a burst of commands. */
async function tellStories(stack: Stack): Promise<boolean> {
  const service = stack.services['device-unlock'];
  if (!service) throw new Error('device unlock was not started');
  const world = await openWorld(stack);
  try {
    const missing = await play(stories, world, print);
    print(missing === undefined ? '\nEvery fact was seen in the store and on Kafka.' : `\nMissing: ${missing}`);
    if (missing !== undefined) return false;
    print('\nA crash in the middle of a burst');
    const crash = await crashInABurst(world, service);
    for (const line of crashTold(crash)) print(`  ${line}`);
    return isWhole(crash.account);
  } finally {
    await world.close();
  }
}

/** A token for every role, for whoever wants to knock at the doors. */
async function printTokens(stack: Stack): Promise<void> {
  print('\nTokens, for `Authorization: Bearer …`');
  for (const role of roles) print(`  ${role.padEnd(STEP)}${await stack.token({ role, sub: 'newcomer' })}`);
}

function printAddresses({ kafkaBrokers, eventStoreUrl, issuerUrl, services }: Stack): void {
  const ofServices = started.flatMap(({ name, title }) => {
    const { httpUrl = '', healthUrl = '' } = services[name] ?? {};
    return [
      [title, httpUrl],
      ['its API', `${httpUrl}/docs`],
      ['its health', `${healthUrl}/readyz`],
    ] as const;
  });
  print('\nAddresses');
  for (const [what, where] of [
    ...ofServices,
    ['more tokens', `${issuerUrl}/token?role=${roles[1]}&sub=Ada`],
    ['Kafka', kafkaBrokers],
    ['event store', eventStoreUrl],
  ] as const) {
    print(`  ${what.padEnd(STEP)}${where}`);
  }
}

/** Starts everything, tells the stories, and stays until it is asked to stop. @returns whether all facts were seen */
async function run({ once, fresh }: Options, asked: Promise<undefined>, ask: () => void): Promise<boolean> {
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
      ask();
    },
  });
  try {
    const told = await Promise.race([tellStories(stack), asked]);
    if (once || told === undefined) return told ?? false;
    printAddresses(stack);
    await printTokens(stack);
    print('\nCtrl-C stops everything.');
    await asked;
    return true;
  } finally {
    const begun = performance.now();
    await stack.stop();
    print(`Stopped in ${((performance.now() - begun) / 1000).toFixed(1)} s.`);
  }
}

async function main(options: Options): Promise<boolean> {
  const { promise: asked, resolve } = Promise.withResolvers<undefined>();
  const ask = () => {
    resolve(undefined);
  };
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, ask);
  const letGo = whenParentEnds(ask);
  try {
    return await run(options, asked, ask);
  } finally {
    letGo();
  }
}

try {
  process.exitCode = (await main(optionsOf(process.argv.slice(2)))) ? 0 : 1;
} catch (error) {
  const isExpected = error instanceof StackError || error instanceof TypeError;
  console.error(isExpected ? error.message : error);
  process.exitCode = 1;
}
