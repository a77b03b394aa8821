import { describe, expect, it } from '@jest/globals';
import { decodeCheckpoint, encodeCheckpoint, UnreadableCheckpoint, type Checkpoint } from './checkpoint.js';

const position = { commit: 2n ** 63n, prepare: 7n };
const lastEvent = { position: { commit: 5n, prepare: 4n }, id: 'e', hash: 'h' };

describe('a checkpoint', () => {
  it.each<Checkpoint>([
    { position, lastEvent },
    { position, lastEvent: undefined },
  ])('is read as it was written: %#', (checkpoint) => {
    expect(decodeCheckpoint(encodeCheckpoint(checkpoint))).toEqual(checkpoint);
  });

  it.each(['', '{', 'null', '{}', '{"version":2,"position":["1","1"]}', '{"version":1,"position":["x","1"]}'])(
    'is not guessed from %j',
    (text) => {
      expect(() => decodeCheckpoint(text)).toThrow(UnreadableCheckpoint);
    },
  );
});
