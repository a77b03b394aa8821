import type { LogFile } from './file.js';

/** A file in memory for specs, whose disk can be made to fail. Flushes begin when `sync` is called. */
export interface MemoryFile extends LogFile {
  /** What stands in the file. */
  bytes: Buffer;
  /** Most bytes the disk holds: a write beyond stores what fits and fails with ENOSPC. */
  capacity: number;
  /** What the next `sync` fails with. */
  syncError: Error | undefined;
  /** While set, `sync` waits for it. */
  gate: Promise<undefined> | undefined;
  /** How often `sync` was called. */
  syncs: number;
}

/** Makes a file that holds `bytes`. */
export function memoryFile(bytes: Buffer): MemoryFile {
  const file: MemoryFile = {
    bytes,
    capacity: Infinity,
    syncError: undefined,
    gate: undefined,
    syncs: 0,
    write: (buffers, position) => {
      const all = Buffer.concat([file.bytes.subarray(0, position), ...buffers]);
      file.bytes = all.subarray(0, Math.min(all.length, file.capacity));
      const full = Object.assign(new Error('no space left on device'), { code: 'ENOSPC' });
      if (all.length > file.capacity) throw full;
    },
    sync: async () => {
      file.syncs += 1;
      await file.gate;
      if (file.syncError) throw file.syncError;
    },
    truncate: (length) => {
      file.bytes = file.bytes.subarray(0, length);
      return Promise.resolve();
    },
    read: (target, at, length, position) => {
      if (position + length > file.bytes.length) throw new RangeError('beyond the end');
      file.bytes.copy(target, at, position, position + length);
    },
    size: () => file.bytes.length,
    close: () => undefined,
  };
  return file;
}
