import { describe, expect, it } from '@jest/globals';
import { createEventIndex } from './event-index.js';

const filled = () => {
  const index = createEventIndex();
  ['a', 'b', 'a', 'a'].forEach((stream, at) => {
    const revision = index.stream(stream)?.ordinals.length ?? 0;
    const entry = { position: 10 * (at + 1), offset: 100 * at, length: 5, type: `T${at % 2}`, created: at };
    index.add({ ...entry, stream, revision });
  });
  return index;
};

describe('the index of events', () => {
  it('finds events by their order in $all', () => {
    const index = filled();
    expect([0, 1, 2, 3].map(index.streamName)).toEqual(['a', 'b', 'a', 'a']);
    expect([0, 1, 2, 3].map(index.type)).toEqual(['T0', 'T1', 'T0', 'T1']);
    expect([0, 1, 2, 3].map(index.revision)).toEqual([0, 0, 1, 2]);
  });
  it('finds the events of a stream', () => {
    expect(filled().stream('a')).toMatchObject({ ordinals: [0, 2, 3], last: 2 });
  });
  it('knows no stream that was never written', () => {
    expect(filled().stream('z')).toBeUndefined();
  });
  it.each([
    [0, 0],
    [10, 0],
    [11, 1],
    [40, 3],
    [41, 4],
  ])('finds the first event at or behind position %i', (position, ordinal) => {
    expect(filled().ordinalFrom(position)).toBe(ordinal);
  });
  it('forgets the events from an ordinal on', () => {
    const index = filled();
    index.truncate(1);
    expect(index.length()).toBe(1);
    expect(index.stream('a')).toMatchObject({ ordinals: [0], last: 0 });
    expect(index.stream('b')).toMatchObject({ ordinals: [], last: -1 });
  });
  it('refuses an ordinal that it does not have', () => {
    expect(() => filled().position(4)).toThrow('no entry 4 among 4');
  });
  it('holds more events than it began with room for', () => {
    const index = createEventIndex();
    for (let at = 0; at < 5000; at += 1) {
      index.add({ stream: 's', revision: at, position: at, offset: at, length: 1, type: 't', created: 0 });
    }
    expect(index.position(4999)).toBe(4999);
  });
});
