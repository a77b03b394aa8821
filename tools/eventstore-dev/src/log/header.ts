import { closeSync, fsyncSync, openSync, renameSync, writeSync } from 'node:fs';
import { dirname } from 'node:path';
import { crc32 } from 'node:zlib';
import { syncFolder } from './file.js';

// File header: 8 bytes name of the format | f64 next position | crc32 of both. A scavenge may drop the last
// events of a file; the next position stands here so that none is ever given twice.

const FORMAT = Buffer.from('TIERLOG1', 'latin1');
/** Bytes in front of the first frame. */
export const FILE_HEADER = 20;

/** The header of a log whose next event gets a position of at least `nextPosition`. */
export function fileHeader(nextPosition: number): Buffer {
  const header = Buffer.alloc(FILE_HEADER);
  FORMAT.copy(header);
  header.writeDoubleLE(nextPosition, 8);
  header.writeUInt32LE(crc32(header.subarray(0, 16)), 16);
  return header;
}

/** The next position a header holds; undefined when it is not this format's or is damaged. */
export function readFileHeader(header: Buffer): number | undefined {
  const intact = header.subarray(0, 8).equals(FORMAT) && crc32(header.subarray(0, 16)) === header.readUInt32LE(16);
  return intact ? header.readDoubleLE(8) : undefined;
}

/**
 * Puts a whole file in place at once: after a crash there is the old one or the new one, never a part.
 * `write` gets a function that appends bytes.
 */
export function replaceFile(path: string, write: (append: (bytes: Buffer) => void) => void): void {
  const draft = `${path}.new`;
  const fd = openSync(draft, 'w');
  try {
    write((bytes) => {
      for (let done = 0; done < bytes.length;) done += writeSync(fd, bytes, done);
    });
    fsyncSync(fd);
  } finally {
    closeSync(fd);
  }
  renameSync(draft, path);
  syncFolder(dirname(path));
}
