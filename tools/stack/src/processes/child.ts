import { spawn } from 'node:child_process';
import { mkdir, open, readFile, rename, rm } from 'node:fs/promises';
import { dirname } from 'node:path';
import type { Guard } from './guard.js';

/** The signals that end a process that does nothing about them and are sent for that purpose. */
export const ENDING: ReadonlySet<NodeJS.Signals> = new Set(['SIGTERM', 'SIGINT', 'SIGKILL', 'SIGHUP']);

/** What to run, where it writes, and who sees to its end if we cannot. */
export interface ChildOptions {
  readonly args: readonly string[];
  readonly env: NodeJS.ProcessEnv;
  readonly logFile: string;
  readonly guard: Guard;
}

/** How a process ended: by itself with a code, or by a signal. */
export interface Exit {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
}

/** A running Node program. `exited` resolves when it has ended; `asked` tells whether we have asked it to end. */
export interface Child {
  readonly pid: number;
  readonly logFile: string;
  readonly exited: Promise<Exit>;
  readonly asked: () => boolean;
  readonly kill: (signal: NodeJS.Signals) => void;
  /** Asks it to end, wakes it if it was stopped, kills it after `graceMs`; resolves when it has ended. */
  readonly stop: (graceMs: number) => Promise<void>;
}

/**
 * Runs a Node program with this process's Node, in a process group of its own (Ctrl-C reaches its starter, which stops
 * the parts in order), both outputs in `logFile`; the log of the run before is kept beside it as `.before`.
 */
export async function runChild({ args, env, logFile, guard }: ChildOptions): Promise<Child> {
  await mkdir(dirname(logFile), { recursive: true });
  await keepLastLog(logFile);
  const log = await open(logFile, 'a');
  const child = spawn(process.execPath, args, { env, detached: true, stdio: ['ignore', log.fd, log.fd] });
  const { pid } = child;
  if (pid !== undefined) guard.add(pid);
  await log.close();
  const exited = new Promise<Exit>((resolve, reject) => {
    child.once('error', reject);
    child.once('exit', (code, signal) => {
      if (pid !== undefined) guard.remove(pid);
      resolve({ code, signal });
    });
  });
  let asked = false;
  const kill = (signal: NodeJS.Signals) => {
    asked ||= ENDING.has(signal);
    child.kill(signal);
  };
  const stop = async (graceMs: number) => {
    kill('SIGTERM');
    kill('SIGCONT');
    const timer = setTimeout(kill, graceMs, 'SIGKILL');
    await exited;
    clearTimeout(timer);
  };
  return { pid: pid ?? 0, logFile, exited, asked: () => asked, kill, stop };
}

/** The last lines that a process wrote, for whoever has to find out why it ended. */
export async function logTail(logFile: string, lines = 20): Promise<string> {
  const text = await readFile(logFile, 'utf8');
  return text.trimEnd().split('\n').slice(-lines).join('\n');
}

async function keepLastLog(logFile: string): Promise<void> {
  const before = `${logFile}.before`;
  await rm(before, { force: true });
  try {
    await rename(logFile, before);
  } catch (error) {
    if (!(typeof error === 'object' && error !== null && 'code' in error && error.code === 'ENOENT')) throw error;
  }
}
