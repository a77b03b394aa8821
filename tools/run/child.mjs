import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { constants } from 'node:os';
import { setTimeout as pause } from 'node:timers/promises';
import { Interrupted, Problem } from './problem.mjs';
import { endAll, familyOf, parentOf, send } from './process-tree.mjs';

/**
 * @typedef {object} Options
 * @property {string} cwd
 * @property {NodeJS.ProcessEnv} env
 * @property {boolean} [show] it writes to this terminal; otherwise its output is collected
 * @property {boolean} [stopsItself] it is sent the signals that come here and waited for, and answers for the exit code
 * @property {(line: string) => void} [onLine] told every line that it prints
 */

const GRACE_MS = 4_000;
const ONE_KEY_PRESS_MS = 1_000;
const LAST_OUTPUT_MS = 2_000;
const LOOK_MS = 500;

/** @type {Map<import('node:child_process').ChildProcess, Options>} */
const children = new Map();
/** @type {Interrupted | undefined} */
let interrupted;
let lastSignalAt = 0;

/** Ends every program that was started here, with all that these started. */
export async function endChildren() {
  const pids = [...children.keys()].flatMap(({ pid }) => (pid === undefined ? [] : familyOf(pid)));
  await endAll(pids, GRACE_MS);
}

/** @param {NodeJS.Signals} signal */
async function interrupt(signal) {
  const isRepeated = interrupted !== undefined;
  // One Ctrl-C arrives twice: from the terminal and from npm.
  if (isRepeated && Date.now() - lastSignalAt < ONE_KEY_PRESS_MS) return;
  lastSignalAt = Date.now();
  interrupted ??= new Interrupted(signal);
  const polite = [...children].filter(([, { stopsItself }]) => stopsItself).map(([{ pid }]) => pid);
  if (polite.length === 0 || isRepeated) await endChildren();
  else for (const pid of polite) if (pid !== undefined) send(pid, signal);
}

/**
 * Who called: the shell, and npm behind it.
 * @param {number} shell
 */
const callersOf = (shell) => `${String(shell)} ${process.env.npm_lifecycle_event ? String(parentOf(shell)) : ''}`;

/** From now on Ctrl-C and its like end the programs that run here; a second one does not wait for them. */
export function passSignalsOn() {
  for (const signal of /** @type {const} */ (['SIGINT', 'SIGTERM', 'SIGHUP'])) {
    process.on(signal, () => void interrupt(signal));
  }
  // Whoever kills npm alone reaches neither its shell nor this process.
  const callers = callersOf(process.ppid);
  setInterval(() => {
    if (callersOf(process.ppid) !== callers) void interrupt('SIGHUP');
  }, LOOK_MS).unref();
  process.on('exit', () => {
    for (const { pid } of children.keys()) if (pid !== undefined) familyOf(pid).forEach((one) => send(one, 'SIGKILL'));
  });
}

/**
 * Starts a program. It gets a process group of its own, so that Ctrl-C reaches it through this process alone, and a
 * standard input that closes when this process is gone. It ends at the latest with this process.
 * @param {string} command
 * @param {readonly string[]} args
 * @param {Options} options
 */
export function start(command, args, options) {
  if (interrupted !== undefined) throw interrupted;
  const { cwd, env, show = false } = options;
  const output = show ? 'inherit' : 'pipe';
  const child = spawn(command, args, { cwd, env, detached: true, stdio: ['pipe', output, output] });
  children.set(child, options);
  child.once('exit', () => children.delete(child));
  child.once('error', () => children.delete(child));
  return child;
}

/**
 * Runs a program to its end. Throws `Interrupted` when a signal ended it, and a `Problem` when it does not exist.
 * @param {string} command
 * @param {readonly string[]} args
 * @param {Options} options
 * @returns {Promise<{ code: number, output: string }>}
 */
export async function run(command, args, options) {
  const child = start(command, args, options);
  let output = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream?.setEncoding('utf8').on('data', (/** @type {string} */ text) => {
      output += text;
      const lines = text.split('\n').map((line) => line.trim());
      for (const line of lines.filter(Boolean)) options.onLine?.(line);
    });
  }
  const closed = once(child, 'close').catch(() => []);
  const [code, signal] = await once(child, 'exit').catch((/** @type {NodeJS.ErrnoException} */ error) => {
    throw error.code === 'ENOENT' ? new Problem(`${command} was not found: remove node_modules and try again.`) : error;
  });
  // Something that it left behind may hold its output open; nothing that it printed itself takes this long.
  await Promise.race([closed, pause(LAST_OUTPUT_MS, undefined, { ref: false })]);
  if (interrupted !== undefined && !options.stopsItself) throw interrupted;
  return { code: code ?? 128 + constants.signals[/** @type {NodeJS.Signals} */ (signal)], output };
}
