import { randomUUID } from 'node:crypto';
import { mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';

/** @typedef {{ pid: number, born: string, token: string }} Owner */

/**
 * When a process was started, as far as the system tells: a number that is used again is then no longer the same
 * process. Field 22 of Linux's stat, counted from behind the name, which may hold blanks and brackets.
 * @param {number} pid
 */
export function bornAt(pid) {
  try {
    return (
      readFileSync(`/proc/${String(pid)}/stat`, 'utf8')
        .split(') ')
        .at(-1)
        ?.split(' ')[19] ?? ''
    );
  } catch {
    return '';
  }
}

/** @param {Owner} owner */
function isAlive({ pid, born }) {
  try {
    process.kill(pid, 0);
  } catch (error) {
    if (/** @type {NodeJS.ErrnoException} */ (error).code === 'ESRCH') return false;
  }
  return born === bornAt(pid);
}

/**
 * @param {string} folder
 * @returns {Owner | undefined} undefined when nobody holds the lock
 */
function ownerOf(folder) {
  try {
    return JSON.parse(readFileSync(join(folder, 'owner.json'), 'utf8'));
  } catch (error) {
    if (/** @type {NodeJS.ErrnoException} */ (error).code === 'ENOENT') return undefined;
    throw error;
  }
}

/**
 * A folder cannot be renamed onto one that has something in it: whoever's rename succeeds is the only one.
 * @param {string} from
 * @param {string} to
 */
function renamed(from, to) {
  try {
    renameSync(from, to);
    return true;
  } catch (error) {
    const code = /** @type {NodeJS.ErrnoException} */ (error).code ?? '';
    if (['ENOTEMPTY', 'EEXIST', 'ENOENT', 'EPERM'].includes(code)) return false;
    throw error;
  }
}

/**
 * Runs a task while no other process on this machine holds the lock. A lock whose owner died is taken over: it is
 * moved to a name made of its owner's token, where it stays, so that a slow second taker cannot move a newer lock there.
 * @template Result
 * @param {string} folder the lock, a folder that exists while somebody holds it
 * @param {{ onWait?: (pid: number) => void }} options `onWait` is told once who holds the lock
 * @param {() => Promise<Result>} task
 * @returns {Promise<Result>}
 */
export async function withLock(folder, { onWait }, task) {
  const mine = { pid: process.pid, born: bornAt(process.pid), token: randomUUID() };
  const offer = `${folder}.${mine.token}`;
  mkdirSync(offer, { recursive: true });
  writeFileSync(join(offer, 'owner.json'), JSON.stringify(mine));
  let told = false;
  try {
    while (!renamed(offer, folder)) {
      const owner = ownerOf(folder);
      if (owner === undefined) continue;
      if (!isAlive(owner)) {
        renamed(folder, join(dirname(folder), `dead.${owner.token}`));
        continue;
      }
      if (!told) onWait?.(owner.pid);
      told = true;
      await pause(200);
    }
    return await task();
  } finally {
    // Moved before it is emptied: an empty folder could be taken while this is still emptying it.
    if (ownerOf(folder)?.token === mine.token) renamed(folder, offer);
    rmSync(offer, { recursive: true, force: true });
  }
}
