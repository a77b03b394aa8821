import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { customerValueTopics, deviceUnlockTopics, topicDeclarations } from '@tierline/contracts';
import { startStack, type Stack, type StackOptions } from '@tierline/stack';
import { benchAppend } from './append.js';
import { benchConsume } from './consume.js';
import { benchEndToEnd, measuredService } from './end-to-end.js';
import { benchImport, importStack } from './import/import.js';
import { syntheticCustomers } from './import/synthetic-file.js';
import { monthStack, runMonth } from './month/month.js';
import { readTacs } from './month/tacs.js';
import { benchPrice } from './price.js';
import { benchPublish } from './publish.js';
import { benchReplay } from './replay/replay.js';
import { table, type Row } from './row.js';

interface Bench extends Pick<StackOptions, 'parts'>, Partial<Pick<StackOptions, 'topics' | 'services'>> {
  readonly run: (stack: Stack) => Promise<readonly Row[]>;
  /** It takes minutes, so it runs only when it is named. */
  readonly isLong?: true;
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
  month: { ...monthStack(), run: month, isLong: true },
  import: { ...importStack(), run: importCustomers, isLong: true },
};
const SYNTHETIC_CUSTOMERS = 200;
const SYNTHETIC_TACS = ['00000000', '99000001', '35000099'];

const { positionals, values } = parseArgs({
  allowPositionals: true,
  options: {
    json: { type: 'boolean' },
    tacs: { type: 'string' },
    requests: { type: 'string', default: '20000' },
    customers: { type: 'string' },
    seed: { type: 'string', default: '1' },
  },
});
const unknown = positionals.filter((name) => !Object.hasOwn(benches, name));
if (unknown.length > 0)
  stop(`there is no benchmark ${unknown.join(', ')}; there are ${Object.keys(benches).join(', ')}`);

const rows: Row[] = [];
for (const [name, bench] of Object.entries(benches)) {
  if (positionals.includes(name) || (positionals.length === 0 && !bench.isLong)) rows.push(...(await measured(bench)));
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

/** DU-15 over a month of traffic. What was not as planted is told, and fails the run. */
async function month(stack: Stack): Promise<readonly Row[]> {
  const { tacs: file, requests, seed } = values;
  const { tacs, bad } = file === undefined ? { tacs: SYNTHETIC_TACS, bad: [] } : readTacs(await readFile(file, 'utf8'));
  for (const { line, reason } of bad) console.error(`line ${String(line)}: ${reason}`);
  const found = await runMonth(stack, {
    size: wholeNumber('requests', requests),
    seed: wholeNumber('seed', seed),
    tacs,
  });
  tellDeviations(found.deviations);
  return found.rows;
}

/** A file of customers, or made-up ones, told to customer value twice. What is not as it should be is told, and fails the run. */
async function importCustomers(stack: Stack): Promise<readonly Row[]> {
  const dir = await mkdtemp(join(tmpdir(), 'tierline-bench-'));
  try {
    const made = join(dir, 'customers.csv');
    if (values.customers === undefined)
      await writeFile(made, syntheticCustomers(SYNTHETIC_CUSTOMERS, wholeNumber('seed', values.seed)));
    const found = await benchImport(stack, values.customers ?? made);
    tellDeviations(found.deviations);
    return found.rows;
  } finally {
    await rm(dir, { recursive: true, force: true });
  }
}

function tellDeviations(deviations: readonly string[]): void {
  for (const line of deviations) console.error(line);
  if (deviations.length > 0) process.exitCode = 1;
}

function wholeNumber(name: string, text: string): number {
  return /^\d{1,9}$/.test(text) ? Number(text) : stop(`--${name} must be a whole number, not ${text}`);
}

function stop(problem: string): never {
  console.error(problem);
  process.exit(1);
}
