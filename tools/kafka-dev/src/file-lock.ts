import { setTimeout as delay } from 'node:timers/promises';
import { DatabaseSync } from 'node:sqlite';

const POLL_MS = 100;
const SQLITE_BUSY = 5;

/**
 * Takes the exclusive lock on `file`, across processes, and answers with how to give it back; nothing when somebody
 * else holds it. The lock is SQLite's, hence the operating system's: it ends with its process however that dies, so
 * there is no stale lock to detect.
 */
export function tryFileLock(file: string): (() => void) | undefined {
  const database = new DatabaseSync(file, { timeout: 0 });
  try {
    database.exec('BEGIN EXCLUSIVE');
  } catch (error) {
    database.close();
    if (isBusy(error)) return undefined;
    throw error;
  }
  return () => {
    database.close();
  };
}

/**
 * Runs `work` while holding the lock on `file`; `onWait` is called once when somebody else holds it first. Rejects with
 * whatever `work` rejects with, after the lock is free again.
 */
export async function withFileLock<T>(file: string, work: () => Promise<T>, onWait: () => void): Promise<T> {
  let release = tryFileLock(file);
  if (!release) onWait();
  while (!release) {
    await delay(POLL_MS);
    release = tryFileLock(file);
  }
  try {
    return await work();
  } finally {
    release();
  }
}

function isBusy(error: unknown): boolean {
  return typeof error === 'object' && error !== null && 'errcode' in error && error.errcode === SQLITE_BUSY;
}
