import { parseArgs } from 'node:util';
import { startStack, type StackOptions } from '../start-stack.js';

// Starts a stack, prints the ids of its processes as one line of JSON, and waits to be killed.
const { positionals } = parseArgs({ allowPositionals: true });
const options = JSON.parse(positionals[0] ?? '{}') as StackOptions;
const { parts, services } = await startStack(options);
const pids = [...Object.values(parts), ...Object.values(services)].flatMap(({ pid }) =>
  pid === undefined ? [] : [pid],
);
console.log(JSON.stringify(pids));
setInterval(() => undefined, 60_000);
