import { describe, expect, it } from '@jest/globals';
import { layoutFrame, sealFrame } from './frame.js';
import { FILE_HEADER, fileHeader } from './header.js';
import { memoryFile } from './memory-file.js';
import { CorruptLogError, scanLog } from './recover.js';

/** A log written in flushes: each inner list is the payload sizes of the frames that one flush wrote. */
function written(...flushes: readonly (readonly number[])[]): { bytes: Buffer; starts: number[] } {
  let bytes = fileHeader(77);
  const starts: number[] = [];
  for (const flush of flushes) {
    const begun = bytes.length;
    for (const size of flush) {
      starts.push(bytes.length);
      bytes = Buffer.concat([bytes, sealFrame(layoutFrame([Buffer.alloc(size, 'x')]).frame, begun)]);
    }
  }
  return { bytes, starts };
}

const scan = (bytes: Buffer) => {
  const found: number[] = [];
  const result = scanLog(memoryFile(bytes), (_frame, _bytes, offset) => found.push(offset));
  return { ...result, found };
};
const flipped = (bytes: Buffer, at: number): Buffer => {
  const damaged = Buffer.from(bytes);
  damaged[at] = (damaged[at] ?? 0) ^ 0x10;
  return damaged;
};
const zeroed = (bytes: Buffer, from: number, to: number): Buffer => Buffer.from(bytes).fill(0, from, to);

describe('an intact log', () => {
  it('is read frame by frame, with the least next position', () => {
    const { bytes, starts } = written([10], [20, 30], [40]);
    expect(scan(bytes)).toEqual({ found: starts, end: bytes.length, torn: 0, nextPosition: 77 });
  });
  it('may be empty', () => {
    expect(scan(fileHeader(5))).toEqual({ found: [], end: FILE_HEADER, torn: 0, nextPosition: 5 });
  });
  it('may hold frames larger than what is read at once', () => {
    const { bytes, starts } = written([9_000_000], [3], [5_000_000]);
    expect(scan(bytes).found).toEqual(starts);
  });
});

describe('a torn last write', () => {
  const { bytes, starts } = written([100], [100], [1500, 1500]);
  const last = starts.slice(2);
  it('is cut wherever it ends', () => {
    for (let length = (last[0] ?? 0) + 1; length < bytes.length; length += 97) {
      const { end, torn } = scan(bytes.subarray(0, length));
      expect(end + torn).toBe(length);
      expect(starts).toContain(end);
    }
  });
  it('is cut when the file was extended and its last pages were never written', () => {
    const holed = zeroed(bytes, (last[1] ?? 0) + 200, bytes.length);
    expect(scan(holed)).toMatchObject({ end: last[1], torn: bytes.length - (last[1] ?? 0) });
  });
  it('is cut when an earlier page of the same flush is missing', () => {
    const holed = zeroed(bytes, (last[0] ?? 0) + 30, (last[0] ?? 0) + 1400);
    expect(scan(holed)).toMatchObject({ end: last[0] });
  });
  it('is cut when it is a few bytes of anything', () => {
    expect(scan(Buffer.concat([bytes, Buffer.from('garbage at the end of the file')]))).toMatchObject({
      ...{ end: bytes.length, torn: 30 },
    });
  });
});

describe('a log that is damaged in the middle', () => {
  const { bytes, starts } = written([100], [1500], [100], [100, 100]);
  it.each([0, 1, 2])('is refused with the offset of frame %i, wherever in it the damage is', (index) => {
    const [from = 0, to = 0] = starts.slice(index, index + 2);
    for (let at = from; at < to; at += 7) {
      expect(() => scan(flipped(bytes, at))).toThrow(`a damaged frame at offset ${from}`);
    }
  });
  it('is refused when a hole stands where an earlier flush was acknowledged', () => {
    const [from = 0, to = 0] = starts.slice(1, 3);
    expect(() => scan(zeroed(bytes, from, to))).toThrow(CorruptLogError);
  });
  it('is refused when a piece of it is missing', () => {
    const [from = 0] = starts.slice(1, 2);
    expect(() => scan(Buffer.concat([bytes.subarray(0, from), bytes.subarray(from + 50)]))).toThrow(CorruptLogError);
  });
  it('is refused when its header is damaged', () => {
    expect(() => scan(flipped(bytes, 9))).toThrow('the file header is damaged at offset 0');
  });
});

describe('the last frame of a log', () => {
  const { bytes, starts } = written([100], [100]);
  const last = starts[1] ?? 0;
  it('is refused when it is complete but any one of its bytes is another', () => {
    for (let at = last; at < bytes.length - 1; at += 1) {
      // A greater length cannot be told from a frame that was to be longer.
      const lengthByte = at >= last + 4 && at < last + 8;
      if (!lengthByte) expect(() => scan(flipped(bytes, at))).toThrow(CorruptLogError);
    }
  });
  it('is refused when its length is damaged and the rest is intact', () => {
    expect(() => scan(flipped(bytes, last + 4))).toThrow(CorruptLogError);
  });
});
