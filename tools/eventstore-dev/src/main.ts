#!/usr/bin/env node
import { parseOptions, USAGE } from './cli-options.js';
import { startEventStore } from './server.js';

const explanations: Readonly<Record<string, string>> = {
  EADDRINUSE: 'the port is in use: stop what listens there, or choose another with --port',
  EACCES: 'no permission',
  EROFS: 'the data folder is on a read-only disk',
  ENOSPC: 'the disk is full: make room, or choose another folder with --dir',
  ENOTDIR: '--dir: not a folder',
};

function fail(error: unknown): never {
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  const message = error instanceof Error ? error.message : String(error);
  const explanation = explanations[code];
  process.stderr.write(`eventstore-dev: ${explanation === undefined ? message : `${explanation} (${message})`}\n`);
  process.exit(1);
}

try {
  const options = parseOptions(process.argv.slice(2));
  if (!options) {
    process.stdout.write(`${USAGE}\n`);
    process.exit(0);
  }
  process.stderr.write('eventstore-dev: a development server for one machine, not for production\n');
  const server = await startEventStore(options);
  const stop = (): void => {
    server.stop().then(() => process.exit(0), fail);
  };
  process.once('SIGTERM', stop).once('SIGINT', stop);
  process.stdout.write(`ready ${server.url}\n`);
} catch (error) {
  fail(error);
}
