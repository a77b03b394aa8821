import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { setTimeout as pause } from 'node:timers/promises';

const POLL_MS = 50;
const KILL_MS = 2_000;

/**
 * The parent of a process, as far as the system tells without a program's help.
 * @param {number} pid
 */
export const parentOf = (pid) =>
  Number(
    readOrEmpty(`/proc/${String(pid)}/stat`)
      .split(') ')
      .at(-1)
      ?.split(' ')[1],
  );

/** @returns {Map<number, number>} parent of every process */
function parents() {
  if (process.platform === 'linux') {
    return new Map(
      readdirSync('/proc')
        .filter((name) => /^\d+$/.test(name))
        .map((pid) => [Number(pid), parentOf(Number(pid))]),
    );
  }
  const rows = execFileSync('ps', ['-A', '-o', 'pid=,ppid='], { encoding: 'utf8' }).trim().split('\n');
  return new Map(rows.map((row) => /** @type {[number, number]} */ (row.trim().split(/\s+/).map(Number))));
}

/**
 * A process can end between being listed and being read.
 * @param {string} file
 */
function readOrEmpty(file) {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return '';
  }
}

/**
 * A process and everything that it started, directly or not, whatever process groups and sessions they made.
 * @param {number} root
 * @returns {number[]}
 */
export function familyOf(root) {
  const parentOf = parents();
  const family = [root];
  for (const member of family) {
    for (const [pid, parent] of parentOf) if (parent === member) family.push(pid);
  }
  return family;
}

/**
 * The processes of this user that carry a variable in their environment, also those whose parents are gone. Linux only:
 * nothing elsewhere shows another process's environment.
 * @param {string} variable as NAME=value
 * @returns {{ pid: number, command: string }[]}
 */
export function processesWith(variable) {
  if (process.platform !== 'linux') return [];
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name) && Number(name) !== process.pid)
    .filter((pid) => readOrEmpty(`/proc/${pid}/environ`).split('\0').includes(variable))
    .map((pid) => ({
      pid: Number(pid),
      command: readOrEmpty(`/proc/${pid}/cmdline`).replaceAll('\0', ' ').trim().slice(0, 120),
    }));
}

/**
 * @param {number} pid
 * @param {NodeJS.Signals | 0} signal
 * @returns {boolean} whether the process was there
 */
export function send(pid, signal) {
  try {
    return process.kill(pid, signal);
  } catch (error) {
    if (/** @type {NodeJS.ErrnoException} */ (error).code === 'ESRCH') return false;
    throw error;
  }
}

/**
 * Whether a process still does something; one that ended and that nobody has asked about does not.
 * @param {number} pid
 */
export const isRunning = (pid) => send(pid, 0) && !/\) Z /.test(readOrEmpty(`/proc/${String(pid)}/stat`));

/**
 * Asks processes to end, and ends those that have not done so in time.
 * @param {readonly number[]} pids
 * @param {number} graceMs
 */
export async function endAll(pids, graceMs) {
  for (const pid of pids) send(pid, 'SIGTERM');
  await untilGone(pids, graceMs);
  for (const pid of pids) if (isRunning(pid)) send(pid, 'SIGKILL');
  await untilGone(pids, KILL_MS);
}

/**
 * @param {readonly number[]} pids
 * @param {number} withinMs
 */
async function untilGone(pids, withinMs) {
  const until = Date.now() + withinMs;
  while (Date.now() < until && pids.some(isRunning)) await pause(POLL_MS);
}
