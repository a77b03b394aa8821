import { statfs } from 'node:fs/promises';
import { diskFull } from './errors.js';

/**
 * Throws the `disk-full` error when the disk of an existing folder has less than `bytes` left, so that a start fails
 * with a clear line and not halfway through.
 */
export async function requireSpace(folder: string, bytes: number): Promise<void> {
  const { bavail, bsize } = await statfs(folder);
  if (bavail * bsize < bytes) throw diskFull(folder);
}

/** Whether a program's output tells that it met a full disk. */
export function tellsOfFullDisk(output: string): boolean {
  return /No space left on device|ENOSPC|Disk quota exceeded/.test(output);
}
