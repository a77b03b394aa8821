import { closeSync, fdatasync, fstatSync, fsyncSync, ftruncate, openSync, readSync, writevSync } from 'node:fs';
import { promisify } from 'node:util';

/** The few file operations the log rests on; tests replace them to make a disk fail. */
export interface LogFile {
  /** Writes all of `buffers` at `position`, not durably yet. Throws the system's error; part of it may then be written. */
  write(buffers: readonly Buffer[], position: number): void;
  /** Resolves when everything written is durable. */
  sync(): Promise<void>;
  /** Cuts the file to `length` bytes. */
  truncate(length: number): Promise<void>;
  /** Fills `length` bytes of `target` from `at` on with what stands at `position`; throws when there is less. */
  read(target: Buffer, at: number, length: number, position: number): void;
  /** Length in bytes. */
  size(): number;
  close(): void;
}

const sync = promisify(fdatasync);
const cut = promisify(ftruncate);

// Linux takes at most 1,024 buffers in one call.
const MOST_BUFFERS = 1_000;

// The system's page cache takes it in less time than another thread takes to be woken for it; the disk waits for `sync`.
function writeAll(fd: number, buffers: readonly Buffer[], position: number): void {
  let rest = [...buffers];
  let at = position;
  while (rest.length > 0) {
    let written = writevSync(fd, rest.slice(0, MOST_BUFFERS), at);
    at += written;
    let whole = 0;
    for (let first = rest[whole]; first && first.length <= written; first = rest[whole]) {
      written -= first.length;
      whole += 1;
    }
    rest = rest.slice(whole);
    if (rest[0] && written > 0) rest[0] = rest[0].subarray(written);
  }
}

/** Opens the existing file at `path` for reading and writing. */
export function openLogFile(path: string): LogFile {
  const fd = openSync(path, 'r+');
  return {
    write: (buffers, position) => {
      writeAll(fd, buffers, position);
    },
    sync: () => sync(fd),
    truncate: (length) => cut(fd, length),
    read: (target, at, length, position) => {
      for (let done = 0; done < length;) {
        const got = readSync(fd, target, at + done, length - done, position + done);
        if (got === 0) throw new RangeError(`the log ends at ${position + done}, ${position + length} was asked for`);
        done += got;
      }
    },
    size: () => fstatSync(fd).size,
    close: () => {
      closeSync(fd);
    },
  };
}

/** Makes the names in a folder durable: a new or renamed file is not on disk before this. */
export function syncFolder(folder: string): void {
  const fd = openSync(folder, 'r');
  try {
    fsyncSync(fd);
  } finally {
    closeSync(fd);
  }
}
