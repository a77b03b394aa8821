import { describe, expect, it } from '@jest/globals';
import { claimedSize, frameSize, layoutFrame, readFrame, sealFrame } from './frame.js';

const EVENTS = [Buffer.from('first'), Buffer.alloc(0), Buffer.from('third event')];
const frame = (): Buffer => sealFrame(layoutFrame(EVENTS).frame, 4096);

describe('a frame', () => {
  it('holds the events of one append, and where its flush began', () => {
    const bytes = frame();
    const found = readFrame(bytes);
    expect(found?.flushStart).toBe(4096);
    expect(found?.size).toBe(bytes.length);
    expect(found?.events.map(({ offset, length }) => bytes.subarray(offset, offset + length))).toEqual(EVENTS);
  });
  it('says where each event will stand when it is laid out', () => {
    const { frame: bytes, offsets } = layoutFrame(EVENTS);
    sealFrame(bytes, 0);
    expect(readFrame(bytes)?.events.map(({ offset }) => offset)).toEqual(offsets);
  });
  it('is found in front of other bytes', () => {
    expect(readFrame(Buffer.concat([frame(), Buffer.from('more')]))?.size).toBe(frame().length);
  });
  it('claims its size by its header alone', () => {
    expect(claimedSize(frame().subarray(0, 20))).toBe(frame().length);
    expect(frameSize(0)).toBe(21);
  });
  it('does not read when any one of its bytes is another', () => {
    const intact = frame();
    for (let at = 0; at < intact.length; at += 1) {
      const damaged = Buffer.from(intact);
      damaged[at] = (damaged[at] ?? 0) ^ 0x40;
      expect([at, readFrame(damaged)]).toEqual([at, undefined]);
    }
  });
  it('does not read at any shorter length', () => {
    const intact = frame();
    for (let length = 0; length < intact.length; length += 1) {
      expect([length, readFrame(intact.subarray(0, length))]).toEqual([length, undefined]);
    }
  });
});
