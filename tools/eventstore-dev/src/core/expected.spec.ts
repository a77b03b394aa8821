import { describe, expect, it } from '@jest/globals';
import { judgeExpected, type Expected, type StreamFacts } from './expected.js';

const ANY: Expected = { kind: 'any' };
const NO_STREAM: Expected = { kind: 'no_stream' };
const EXISTS: Expected = { kind: 'stream_exists' };
const at = (revision: number): Expected => ({ kind: 'revision', revision: BigInt(revision) });

/** A stream that holds `ids` from revision 0 on, all of them also remembered as recent unless told otherwise. */
const stream = (ids: readonly string[], facts: Partial<StreamFacts> = {}): StreamFacts => ({
  last: ids.length - 1,
  deleted: 'no',
  hasMetadata: false,
  idAt: (revision) => ids[revision],
  recentRevisionOf: (id) => (ids.includes(id) ? ids.indexOf(id) : undefined),
  ...facts,
});
const forgetful = { recentRevisionOf: () => undefined };
const MISSING = stream([]);
const FULL = stream(['a', 'b', 'c']);

const append = (revision: number, revives = false) => ({ kind: 'append', at: revision, revives });
const wrong = (current: number | undefined) => ({ kind: 'wrong-expected-version', current });
const idempotent = (last: number) => ({ kind: 'idempotent', last });
const DELETED = { kind: 'stream-deleted' };

describe('an append to a stream that never was', () => {
  it('begins at revision 0 when anything is expected', () => {
    expect(judgeExpected(ANY, MISSING, ['x'])).toEqual(append(0));
  });
  it('begins at revision 0 when no stream is expected', () => {
    expect(judgeExpected(NO_STREAM, MISSING, ['x'])).toEqual(append(0));
  });
  it('is refused when the stream is expected to exist', () => {
    expect(judgeExpected(EXISTS, MISSING, ['x'])).toEqual(wrong(undefined));
  });
  it('begins at revision 0 when the stream is expected to exist and has metadata', () => {
    expect(judgeExpected(EXISTS, stream([], { hasMetadata: true }), ['x'])).toEqual(append(0));
  });
  it.each([0, 7])('is refused when revision %i is expected', (revision) => {
    expect(judgeExpected(at(revision), MISSING, ['x'])).toEqual(wrong(undefined));
  });
});

describe('an append to a stream with events', () => {
  it.each([ANY, EXISTS, at(2)])('goes behind the last one when $kind is expected', (expected) => {
    expect(judgeExpected(expected, FULL, ['x', 'y'])).toEqual(append(3));
  });
  it('is refused when no stream is expected', () => {
    expect(judgeExpected(NO_STREAM, FULL, ['x'])).toEqual(wrong(2));
  });
  it.each([3, 4, 2 ** 60])('is refused when the later revision %i is expected', (revision) => {
    expect(judgeExpected(at(revision), FULL, ['x'])).toEqual(wrong(2));
  });
  it.each([0, 1])('is refused when the earlier revision %i is expected and the ids are new', (revision) => {
    expect(judgeExpected(at(revision), FULL, ['x'])).toEqual(wrong(2));
  });
  it('is refused for a revision beyond every integer that a number holds', () => {
    expect(judgeExpected({ kind: 'revision', revision: 2n ** 64n - 1n }, FULL, ['x'])).toEqual(wrong(2));
  });
});

describe('a repeated append with an exact revision', () => {
  it('is idempotent when all ids stand behind that revision', () => {
    expect(judgeExpected(at(0), FULL, ['b', 'c'])).toEqual(idempotent(2));
  });
  it('tells the original last revision when others wrote since', () => {
    expect(judgeExpected(at(0), FULL, ['b'])).toEqual(idempotent(1));
  });
  it('is idempotent though no id is remembered as recent', () => {
    expect(judgeExpected(at(0), stream(['a', 'b', 'c'], forgetful), ['b', 'c'])).toEqual(idempotent(2));
  });
  it('is refused when only the first ids stand there', () => {
    expect(judgeExpected(at(0), FULL, ['b', 'x'])).toEqual(wrong(2));
  });
  it('is refused when known ids are followed by new ones beyond the end', () => {
    expect(judgeExpected(at(0), FULL, ['b', 'c', 'x'])).toEqual(wrong(2));
  });
  it('is refused when the ids stand there in another order', () => {
    expect(judgeExpected(at(0), FULL, ['c', 'b'])).toEqual(wrong(2));
  });
  it('appends again when the expected revision is the last one', () => {
    expect(judgeExpected(at(2), FULL, ['b', 'c'])).toEqual(append(3));
  });
  it('is refused when the ids were scavenged', () => {
    expect(judgeExpected(at(0), stream(['a', 'b', 'c'], { idAt: () => undefined }), ['b'])).toEqual(wrong(2));
  });
});

describe('a repeated append that expects no stream', () => {
  it('is idempotent when the ids stand from revision 0 on', () => {
    expect(judgeExpected(NO_STREAM, FULL, ['a', 'b'])).toEqual(idempotent(1));
  });
  it('is refused when they stand elsewhere', () => {
    expect(judgeExpected(NO_STREAM, FULL, ['b'])).toEqual(wrong(2));
  });
  it('is refused when only a part stands there', () => {
    expect(judgeExpected(NO_STREAM, FULL, ['a', 'x'])).toEqual(wrong(2));
  });
});

describe.each([ANY, EXISTS])('a repeated append that expects $kind', (expected) => {
  it('is idempotent while its ids are remembered', () => {
    expect(judgeExpected(expected, FULL, ['a', 'b'])).toEqual(idempotent(1));
  });
  it('appends again when they are forgotten', () => {
    expect(judgeExpected(expected, stream(['a', 'b', 'c'], forgetful), ['a', 'b'])).toEqual(append(3));
  });
  it('is refused when known ids are followed by new ones', () => {
    expect(judgeExpected(expected, FULL, ['a', 'x'])).toEqual(wrong(2));
  });
  it('appends when new ids are followed by known ones', () => {
    expect(judgeExpected(expected, FULL, ['x', 'a'])).toEqual(append(3));
  });
});

describe('an empty append', () => {
  it.each([ANY, EXISTS, at(2), at(0), NO_STREAM])('is let through when $kind is expected', (expected) => {
    expect(judgeExpected(expected, FULL, [])).toEqual(append(3));
  });
  it('is refused when a later revision is expected', () => {
    expect(judgeExpected(at(3), FULL, [])).toEqual(wrong(2));
  });
});

describe('an append to a softly deleted stream', () => {
  const soft = stream(['a', 'b', 'c'], { deleted: 'soft', hasMetadata: true });
  it.each([ANY, NO_STREAM, at(2)])('revives it behind its last event when $kind is expected', (expected) => {
    expect(judgeExpected(expected, soft, ['x'])).toEqual(append(3, true));
  });
  it('is refused as deleted when the stream is expected to exist', () => {
    expect(judgeExpected(EXISTS, soft, ['x'])).toEqual(DELETED);
  });
  it('is refused when an earlier revision is expected', () => {
    expect(judgeExpected(at(1), soft, ['x'])).toEqual(wrong(2));
  });
  it('is idempotent when it repeats the append that made the stream', () => {
    expect(judgeExpected(NO_STREAM, soft, ['a', 'b'])).toEqual(idempotent(1));
  });
});

describe('an append to a tombstoned stream', () => {
  const dead = stream(['a'], { deleted: 'tombstone', last: 2 ** 63 });
  it.each([ANY, NO_STREAM, EXISTS, at(0)])('is refused as deleted when $kind is expected', (expected) => {
    expect(judgeExpected(expected, dead, ['x'])).toEqual(DELETED);
  });
  it('is refused as deleted even when it repeats what was appended', () => {
    expect(judgeExpected(NO_STREAM, dead, ['a'])).toEqual(DELETED);
  });
});
