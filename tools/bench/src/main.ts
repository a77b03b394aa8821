import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { startStack } from '@tierline/stack';
import { benchAppend } from './append.js';
import { benchPrice } from './price.js';
import { benchReplay } from './replay.js';
import { table, type Row } from './row.js';

const benches: Readonly<Record<string, (url: string) => Promise<readonly Row[]>>> = {
  append: benchAppend,
  price: benchPrice,
  replay: benchReplay,
};

const { positionals, values } = parseArgs({ allowPositionals: true, options: { json: { type: 'boolean' } } });
const unknown = positionals.filter((name) => !Object.hasOwn(benches, name));
if (unknown.length > 0) {
  console.error(`there is no benchmark ${unknown.join(', ')}; there are ${Object.keys(benches).join(', ')}`);
  process.exit(1);
}

const dir = await mkdtemp(join(tmpdir(), 'tierline-bench-'));
const stack = await startStack({ dir, parts: ['eventstore'], topics: [] });
try {
  const rows: Row[] = [];
  for (const [name, bench] of Object.entries(benches)) {
    if (positionals.length > 0 && !positionals.includes(name)) continue;
    rows.push(...(await bench(stack.eventStoreUrl)));
  }
  console.log(values.json ? rows.map((each) => JSON.stringify(each)).join('\n') : table(rows));
} finally {
  await stack.stop();
  await rm(dir, { recursive: true, force: true });
}
