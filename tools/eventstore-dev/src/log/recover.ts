import type { LogFile } from './file.js';
import { claimedSize, FRAME_HEADER, FRAME_MAGIC, readFrame, type FoundFrame } from './frame.js';
import { FILE_HEADER, readFileHeader } from './header.js';
import { isTorn } from './torn.js';

/** The log is damaged where a crash cannot have damaged it; nothing was changed. */
export class CorruptLogError extends Error {
  override readonly name = 'CorruptLogError';
  constructor(
    readonly offset: number,
    what: string,
  ) {
    super(`corrupt log: ${what} at offset ${offset}; acknowledged events stand there, so nothing is skipped`);
  }
}

/** What a scan found: where the intact log ends, how many bytes of a torn write follow, and the next position's floor. */
export interface Scan {
  readonly end: number;
  readonly torn: number;
  readonly nextPosition: number;
}

const CHUNK = 4 << 20;

/** Reads stretches of a file through one reused window. */
export function windowOn(file: LogFile): (at: number, length: number) => Buffer {
  const total = file.size();
  let window = Buffer.alloc(0);
  let start = 0;
  return (at, length) => {
    const wanted = Math.min(length, total - at);
    if (at < start || at + wanted > start + window.length) {
      const size = Math.min(Math.max(CHUNK, wanted), total - at);
      if (window.length !== size) window = Buffer.allocUnsafe(size);
      file.read(window, 0, size, at);
      start = at;
    }
    return window.subarray(at - start, at - start + wanted);
  };
}

/**
 * Reads all frames of a log in order.
 * @param visit gets each intact frame with its bytes and its offset in the file
 * @throws CorruptLogError when the damage cannot be a torn last write
 */
export function scanLog(file: LogFile, visit: (frame: FoundFrame, bytes: Buffer, offset: number) => void): Scan {
  const total = file.size();
  const view = windowOn(file);
  const nextPosition = total < FILE_HEADER ? undefined : readFileHeader(view(0, FILE_HEADER));
  if (nextPosition === undefined) throw new CorruptLogError(0, 'the file header is damaged');
  let at = FILE_HEADER;
  while (at < total) {
    const claimed = claimedSize(view(at, FRAME_HEADER)) ?? 0;
    const bytes = claimed <= total - at ? view(at, claimed) : undefined;
    const frame = bytes && readFrame(bytes);
    if (!frame) break;
    visit(frame, bytes, at);
    at += frame.size;
  }
  if (at < total && !isTorn(view, at, total, nextIntact(view, at + 1, total))) {
    throw new CorruptLogError(at, 'a damaged frame');
  }
  return { end: at, torn: total - at, nextPosition };
}

/** Offset and flush start of the first intact frame at or behind `from`. */
function nextIntact(
  view: (at: number, length: number) => Buffer,
  from: number,
  total: number,
): { offset: number; flushStart: number } | undefined {
  for (let base = from; base < total; base += CHUNK) {
    const found: number[] = [];
    const chunk = view(base, CHUNK + FRAME_MAGIC.length - 1);
    for (let hit = chunk.indexOf(FRAME_MAGIC); hit >= 0; hit = chunk.indexOf(FRAME_MAGIC, hit + 1)) {
      found.push(base + hit);
    }
    for (const offset of found) {
      const claimed = claimedSize(view(offset, FRAME_HEADER));
      const frame = claimed !== undefined && claimed <= total - offset ? readFrame(view(offset, claimed)) : undefined;
      if (frame) return { offset, flushStart: frame.flushStart };
    }
  }
  return undefined;
}
