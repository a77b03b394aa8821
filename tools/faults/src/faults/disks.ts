import { execFile } from 'node:child_process';
import { readdir, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { isAlive, type Fault } from './fault.js';

const run = promisify(execFile);
const A_WHILE = 3_000;

/** Lets no file of a running process grow beyond a size, in bytes: for the process the disk is full then. */
async function limitFiles(pid: number, bytes: number | 'unlimited'): Promise<void> {
  await run('prlimit', [`--pid=${String(pid)}`, `--fsize=${String(bytes)}:`]);
}

/** The size of the largest file below a folder whose name has an ending. */
async function largest(folder: string, ending: string): Promise<number> {
  const names = (await readdir(folder, { recursive: true })).filter((name) => name.endsWith(ending));
  const sizes = await Promise.all(names.map(async (name) => (await stat(join(folder, name))).size));
  return Math.max(...sizes);
}

/** The disk of the store is full for a while: nothing can be decided, and nothing that was is lost. */
export const storeDiskFull: Fault = {
  about: 'the disk of the store is full',
  recoversFrom: 'end',
  lasts: A_WHILE,
  strike: async ({ cluster }) => {
    const pid = cluster.stack.parts.eventstore?.pid;
    if (pid === undefined) throw new Error('the store runs elsewhere, so its disk cannot be filled');
    await limitFiles(pid, await largest(join(cluster.dir, 'eventstore', 'data'), ''));
    return { at: performance.now(), heal: () => limitFiles(pid, 'unlimited') };
  },
};

/** The disk under the read models of a replica is full: it ends, or waits, and decides nothing wrongly. */
export const viewDiskFull: Fault = {
  about: 'the disk under the read models of a replica is full',
  recoversFrom: 'end',
  lasts: A_WHILE,
  strike: async ({ cluster, random }) => {
    const replica = random.pick(cluster.replicas);
    const { pid, logFile } = replica.service;
    await limitFiles(pid, await largest(join(dirname(logFile), 'data'), '-wal'));
    const heal = async () => {
      if (isAlive(replica) && replica.service.pid === pid) await limitFiles(pid, 'unlimited');
    };
    return { at: performance.now(), heal };
  },
};
