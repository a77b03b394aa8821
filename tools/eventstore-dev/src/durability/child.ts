import { EventStoreDBClient } from '@eventstore/db-client';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { startEventStore, type EventStoreOptions, type RunningEventStore } from '../index.js';

/** The command line of the server. */
export const MAIN = fileURLToPath(new URL('../main.js', import.meta.url));

/** How a process ended and what it said. */
export interface Ended {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** A server in a process of its own. */
export interface Child {
  readonly pid: number;
  readonly url: string;
  /** Sends the signal and waits for the end. */
  end(signal: 'SIGTERM' | 'SIGINT' | 'SIGKILL'): Promise<Ended>;
  /** Waits for the end. */
  ended: Promise<Ended>;
  /** Resident memory in bytes. */
  memory(): number;
}

// What a spec started, so that one that fails leaves nothing running.
const leftovers = new Set<() => Promise<unknown>>();

interface Running {
  readonly pid: number;
  readonly kill: (signal: NodeJS.Signals) => void;
  readonly ended: Promise<Ended>;
  readonly firstLine: Promise<string>;
}

function run(command: string, args: readonly string[]): Running {
  const child = spawn(command, args, { stdio: ['ignore', 'pipe', 'pipe'] });
  const said = { stdout: '', stderr: '' };
  const line = Promise.withResolvers<string>();
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    said.stdout += text;
    if (said.stdout.includes('\n')) line.resolve(said.stdout.slice(0, said.stdout.indexOf('\n')));
  });
  child.stderr.setEncoding('utf8').on('data', (text: string) => (said.stderr += text));
  const end = async (): Promise<Ended> => {
    const [code] = (await once(child, 'close')) as [number | null];
    line.resolve('');
    return { code, ...said };
  };
  const ended = end();
  leftovers.add(() => {
    child.kill('SIGKILL');
    return ended;
  });
  return { pid: child.pid ?? 0, kill: (signal) => child.kill(signal), ended, firstLine: line.promise };
}

/** Runs the command line until it ends by itself. */
export const runMain = (...args: readonly string[]): Promise<Ended> => run(process.execPath, [MAIN, ...args]).ended;

/** Runs a module's source text until it ends. */
export const runSource = (source: string): Promise<Ended> =>
  run(process.execPath, ['--input-type=module', '--eval', source]).ended;

/**
 * Starts a server on `dir` and waits until it is ready.
 * @param blocks most KiB that any of its files may have
 */
export async function startChild(dir: string, port = 0, blocks?: number): Promise<Child> {
  const args = [MAIN, '--dir', dir, '--port', String(port)];
  const limited = ['-c', `ulimit -f ${blocks}; exec "$@"`, 'bash', process.execPath, ...args];
  const running = blocks === undefined ? run(process.execPath, args) : run('bash', limited);
  const [word, url] = (await running.firstLine).split(' ');
  if (word !== 'ready' || url === undefined) throw new Error(`not ready: ${(await running.ended).stderr}`);
  return {
    pid: running.pid,
    url,
    end: (signal) => {
      running.kill(signal);
      return running.ended;
    },
    ended: running.ended,
    memory: () => {
      const [, kilobytes] = /VmRSS:\s+(\d+) kB/.exec(readFileSync(`/proc/${running.pid}/status`, 'utf8')) ?? [];
      return Number(kilobytes) * 1024;
    },
  };
}

/** Starts a server in this process. */
export async function startHere(options: EventStoreOptions): Promise<RunningEventStore> {
  const server = await startEventStore(options);
  leftovers.add(server.stop);
  return server;
}

/** Runs `work` with a folder that is removed afterwards, when all that was started has ended. */
export async function withFolder<T>(work: (dir: string) => Promise<T>): Promise<T> {
  const dir = mkdtempSync(join(tmpdir(), 'eventstore-dev-'));
  try {
    return await work(dir);
  } finally {
    for (const end of leftovers) await end();
    leftovers.clear();
    rmSync(dir, { recursive: true });
  }
}

/** Runs `work` with a client that is disposed of afterwards. */
export async function withClient<T>(url: string, work: (client: EventStoreDBClient) => Promise<T>): Promise<T> {
  const client = EventStoreDBClient.connectionString(url);
  try {
    return await work(client);
  } finally {
    await client.dispose();
  }
}
