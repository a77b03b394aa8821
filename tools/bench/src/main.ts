import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { startStack } from '@tierline/stack';
import { benchAppend } from './append.js';
import { monthStack, runMonth } from './month/month.js';
import { readTacs } from './month/tacs.js';
import { benchPrice } from './price.js';
import { benchReplay } from './replay.js';
import { table, type Row } from './row.js';

const benches: Readonly<Record<string, (url: string) => Promise<readonly Row[]>>> = {
  append: benchAppend,
  price: benchPrice,
  replay: benchReplay,
};
/** It takes minutes and the whole service, so it runs alone and only when it is named. */
const MONTH = 'month';
const SYNTHETIC_TACS = ['00000000', '99000001', '35000099'];

const { positionals, values } = parseArgs({
  allowPositionals: true,
  options: {
    json: { type: 'boolean' },
    tacs: { type: 'string' },
    requests: { type: 'string', default: '20000' },
    seed: { type: 'string', default: '1' },
  },
});
const names = [...Object.keys(benches), MONTH];
const unknown = positionals.filter((name) => !names.includes(name));
if (unknown.length > 0) stop(`there is no benchmark ${unknown.join(', ')}; there are ${names.join(', ')}`);
if (positionals.includes(MONTH) && positionals.length > 1) stop(`${MONTH} runs alone`);

const dir = await mkdtemp(join(tmpdir(), 'tierline-bench-'));
try {
  const rows = await (positionals.includes(MONTH) ? month() : benchesOf(positionals));
  console.log(values.json ? rows.map((each) => JSON.stringify(each)).join('\n') : table(rows));
} finally {
  await rm(dir, { recursive: true, force: true });
}

async function benchesOf(chosen: readonly string[]): Promise<readonly Row[]> {
  const stack = await startStack({ dir, parts: ['eventstore'], topics: [] });
  try {
    const rows: Row[] = [];
    for (const [name, bench] of Object.entries(benches)) {
      if (chosen.length > 0 && !chosen.includes(name)) continue;
      rows.push(...(await bench(stack.eventStoreUrl)));
    }
    return rows;
  } finally {
    await stack.stop();
  }
}

async function month(): Promise<readonly Row[]> {
  const { tacs: file, requests, seed } = values;
  const { tacs, bad } = file === undefined ? { tacs: SYNTHETIC_TACS, bad: [] } : readTacs(await readFile(file, 'utf8'));
  for (const { line, reason } of bad) console.error(`line ${String(line)}: ${reason}`);
  const stack = await startStack({ dir, ...monthStack() });
  try {
    const found = await runMonth(stack, {
      size: wholeNumber('requests', requests),
      seed: wholeNumber('seed', seed),
      tacs,
    });
    for (const line of found.deviations) console.error(line);
    if (found.deviations.length > 0) process.exitCode = 1;
    return found.rows;
  } finally {
    await stack.stop();
  }
}

function wholeNumber(name: string, text: string): number {
  return /^\d{1,9}$/.test(text) ? Number(text) : stop(`--${name} must be a whole number, not ${text}`);
}

function stop(problem: string): never {
  console.error(problem);
  process.exit(1);
}
