#!/usr/bin/env node
import { parseArgs } from 'node:util';
import { startEventStore } from './server.js';

const { values } = parseArgs({
  options: {
    dir: { type: 'string' },
    host: { type: 'string', default: '127.0.0.1' },
    port: { type: 'string', default: '2113' },
  },
});
const fail = (reason: string): never => {
  process.stderr.write(`eventstore-dev: ${reason}\n`);
  process.exit(1);
};
const dir = values.dir ?? fail('--dir: a folder for the data is required');
process.stderr.write('eventstore-dev: a development server for one machine, not for production\n');
const server = await startEventStore({ dir, host: values.host, port: Number(values.port) }).catch((error: unknown) =>
  fail(error instanceof Error ? error.message : String(error)),
);
for (const signal of ['SIGTERM', 'SIGINT'] as const) {
  process.once(signal, () => {
    server.stop().then(
      () => process.exit(0),
      (error: unknown) => fail(String(error)),
    );
  });
}
process.stdout.write(`ready ${server.url}\n`);
