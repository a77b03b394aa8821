import { FRAME_HEADER, FRAME_MAGIC, frameSize, readFrame } from './frame.js';

const SECTOR = 512;

/** Whether a sector of the file between `from` and `to` holds only zeros: a write that never reached the disk. */
function hasHole(view: (at: number, length: number) => Buffer, from: number, to: number): boolean {
  const empty = Buffer.alloc(SECTOR);
  for (let at = Math.ceil(from / SECTOR) * SECTOR; at + SECTOR <= to; at += SECTOR) {
    if (view(at, SECTOR).equals(empty)) return true;
  }
  return false;
}

/** Offset behind the last byte that is not zero: an extended file whose last pages were lost ends in zeros. */
function writtenEnd(view: (at: number, length: number) => Buffer, from: number, to: number): number {
  let end = to;
  while (end > from && view(end - 1, 1)[0] === 0) end -= 1;
  return end;
}

/** Whether the bytes are a complete frame once the magic number, or the length as well, is put right. */
function isFrameWithDamagedHeader(rest: Buffer): boolean {
  if (rest.length <= FRAME_HEADER) return false;
  const mended = Buffer.from(rest);
  FRAME_MAGIC.copy(mended);
  if (frameSize(mended.readUInt32LE(4)) <= mended.length && readFrame(mended)) return true;
  mended.writeUInt32LE(rest.length - FRAME_HEADER - 1, 4);
  return readFrame(mended) !== undefined;
}

/**
 * Tells a torn last write from damage to what was acknowledged.
 * @param view reads a stretch of the file, which is `total` bytes long
 * @param at offset of the first frame that does not read
 * @param next the first intact frame behind it, if there is one
 */
export function isTorn(
  view: (at: number, length: number) => Buffer,
  at: number,
  total: number,
  next: { readonly offset: number; readonly flushStart: number } | undefined,
): boolean {
  if (next) return next.flushStart <= at && hasHole(view, at, next.offset);
  const end = writtenEnd(view, at, total);
  const head = Buffer.from(view(at, Math.min(FRAME_HEADER, end - at)));
  if (head.length < FRAME_HEADER) return true;
  const complete = head.subarray(0, 4).equals(FRAME_MAGIC) && at + frameSize(head.readUInt32LE(4)) <= end;
  if (complete) return hasHole(view, at, end);
  return !isFrameWithDamagedHeader(view(at, end - at));
}
