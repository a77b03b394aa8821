import { crc32 } from 'node:zlib';

// Frame: magic u32 | payload length u32 | flush start f64 | crc32 u32 | payload | trailer. Little endian.
// The payload is one append: per event its length as u32, then the event. The crc covers length, flush start and
// payload. "Flush start" is the file offset where the flush that wrote the frame began: all before it was durable
// by then, which tells a torn tail from a corrupt middle. The trailer is never zero, which tells both from a hole.

const MAGIC = 0x31454c54;
const TRAILER = 0x0a;
/** Bytes in front of a frame's payload. */
export const FRAME_HEADER = 20;
/** The magic number as it lies in the file, for finding the next frame behind a damaged one. */
export const FRAME_MAGIC = Buffer.from('TLE1', 'latin1');

/** Bytes that a frame of `payloadLength` takes in the file. */
export const frameSize = (payloadLength: number): number => FRAME_HEADER + payloadLength + 1;

/** Lays out a frame around `events`, still without flush start and checksum, and says where in it each begins. */
export function layoutFrame(events: readonly Uint8Array[]): { readonly frame: Buffer; readonly offsets: number[] } {
  const payload = events.reduce((sum, event) => sum + 4 + event.length, 0);
  const frame = Buffer.allocUnsafe(frameSize(payload));
  frame.writeUInt32LE(MAGIC, 0);
  frame.writeUInt32LE(payload, 4);
  const offsets: number[] = [];
  let at = FRAME_HEADER;
  for (const event of events) {
    at = frame.writeUInt32LE(event.length, at);
    offsets.push(at);
    frame.set(event, at);
    at += event.length;
  }
  frame[at] = TRAILER;
  return { frame, offsets };
}

const checksum = (frame: Buffer, end: number): number =>
  crc32(frame.subarray(FRAME_HEADER, end), crc32(frame.subarray(4, 16)));

/** Completes a laid-out frame in place with the offset at which its flush begins, and the checksum. */
export function sealFrame(frame: Buffer, flushStart: number): Buffer {
  frame.writeDoubleLE(flushStart, 8);
  frame.writeUInt32LE(checksum(frame, frame.length - 1), 16);
  return frame;
}

/** A frame found in a file: its size, its flush start, and offset (from the frame's begin) and length of each event. */
export interface FoundFrame {
  readonly size: number;
  readonly flushStart: number;
  readonly events: readonly { readonly offset: number; readonly length: number }[];
}

/** Size that the frame at the beginning of `bytes` claims, or undefined where no frame header stands. */
export function claimedSize(bytes: Buffer): number | undefined {
  return bytes.length >= FRAME_HEADER && bytes.readUInt32LE(0) === MAGIC ? frameSize(bytes.readUInt32LE(4)) : undefined;
}

/** Reads the whole, undamaged frame at the beginning of `bytes`; undefined where there is none. */
export function readFrame(bytes: Buffer): FoundFrame | undefined {
  const size = claimedSize(bytes);
  if (size === undefined || size > bytes.length || bytes[size - 1] !== TRAILER) return undefined;
  if (checksum(bytes, size - 1) !== bytes.readUInt32LE(16)) return undefined;
  const events: { offset: number; length: number }[] = [];
  for (let at = FRAME_HEADER; at < size - 1;) {
    const length = bytes.readUInt32LE(at);
    events.push({ offset: at + 4, length });
    at += 4 + length;
  }
  return { size, flushStart: bytes.readDoubleLE(8), events };
}
