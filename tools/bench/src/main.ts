import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { customerValueTopics, deviceUnlockTopics, topicDeclarations } from '@tierline/contracts';
import { startStack, type Stack, type StackOptions } from '@tierline/stack';
import { benchAppend } from './append.js';
import { benchConsume } from './consume.js';
import { benchEndToEnd, measuredService } from './end-to-end.js';
import { benchPrice } from './price.js';
import { benchPublish } from './publish.js';
import { benchReplay } from './replay.js';
import { table, type Row } from './row.js';

interface Bench extends Pick<StackOptions, 'parts'>, Partial<Pick<StackOptions, 'topics' | 'services'>> {
  readonly run: (stack: Stack) => Promise<readonly Row[]>;
}

const benches: Readonly<Record<string, Bench>> = {
  append: { parts: ['eventstore'], run: ({ eventStoreUrl }) => benchAppend(eventStoreUrl) },
  price: { parts: ['eventstore'], run: ({ eventStoreUrl }) => benchPrice(eventStoreUrl) },
  replay: { parts: ['eventstore'], run: ({ eventStoreUrl }) => benchReplay(eventStoreUrl) },
  publish: { parts: ['kafka', 'eventstore'], run: benchPublish },
  'end-to-end': {
    parts: ['kafka', 'eventstore', 'identity'],
    topics: [...topicDeclarations(deviceUnlockTopics), ...topicDeclarations(customerValueTopics)],
    services: [measuredService()],
    run: benchEndToEnd,
  },
  consume: { parts: ['kafka', 'eventstore'], run: benchConsume },
};

const { positionals, values } = parseArgs({ allowPositionals: true, options: { json: { type: 'boolean' } } });
const unknown = positionals.filter((name) => !Object.hasOwn(benches, name));
if (unknown.length > 0) {
  console.error(`there is no benchmark ${unknown.join(', ')}; there are ${Object.keys(benches).join(', ')}`);
  process.exit(1);
}

const rows: Row[] = [];
for (const [name, bench] of Object.entries(benches)) {
  if (positionals.length > 0 && !positionals.includes(name)) continue;
  rows.push(...(await measured(bench)));
}
console.log(values.json ? rows.map((each) => JSON.stringify(each)).join('\n') : table(rows));

/** Each has parts of its own: what one leaves behind is no burden for the next. */
async function measured({ run, topics = [], ...options }: Bench): Promise<readonly Row[]> {
  const dir = await mkdtemp(join(tmpdir(), 'tierline-bench-'));
  try {
    const stack = await startStack({ ...options, dir, topics });
    try {
      return await run(stack);
    } finally {
      await stack.stop();
    }
  } finally {
    await rm(dir, { recursive: true, force: true });
  }
}
