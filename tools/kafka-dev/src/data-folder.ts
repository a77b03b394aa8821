import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { requireSpace } from './disk.js';
import { tryFileLock } from './file-lock.js';
import { dataInUse } from './start-failure.js';

const DATA_BYTES = 64 * 1024 * 1024;

/**
 * Makes the broker's folder if need be and takes it for this process alone, waiting up to `graceMs` for a user that is
 * just ending; answers with how to give it back. Throws `KafkaDevError` data-in-use or disk-full. Kafka locks its data
 * as well, but finds out a second into its start, when settings and log of the other broker have been written over.
 */
export async function takeFolder(dir: string, graceMs: number): Promise<() => void> {
  await mkdir(dir, { recursive: true });
  await requireSpace(dir, DATA_BYTES);
  const deadline = Date.now() + graceMs;
  for (;;) {
    const release = tryFileLock(join(dir, 'lock'));
    if (release) return release;
    if (Date.now() >= deadline) throw dataInUse(dir);
    await delay(50);
  }
}
