import { describe, expect, it } from '@jest/globals';
import { firstVisibleRevision } from './visible.js';

const NOW = 1_000_000;
/** Ten events, one a second, the last one now. */
const firstSince = (instant: number): number => Math.max(0, 9 - Math.floor((NOW - instant) / 1000));
const first = (metadata: Parameters<typeof firstVisibleRevision>[1]): number =>
  firstVisibleRevision(9, metadata, firstSince, NOW);

describe('the first visible revision of a stream', () => {
  it('is 0 without metadata', () => {
    expect(first({})).toBe(0);
  });
  it('follows truncate-before', () => {
    expect(first({ truncateBefore: 4 })).toBe(4);
  });
  it('lies behind the last event when truncate-before does', () => {
    expect(first({ truncateBefore: 12 })).toBe(12);
  });
  it.each([
    [3, 7],
    [10, 0],
    [50, 0],
  ])('leaves the last %i events for that maximum count', (maxCount, revision) => {
    expect(first({ maxCount })).toBe(revision);
  });
  it('leaves the events that are not older than the maximum age', () => {
    expect(first({ maxAge: 2 })).toBe(7);
  });
  it.each([
    [{ truncateBefore: 5, maxCount: 3 }, 7],
    [{ truncateBefore: 8, maxCount: 3 }, 8],
    [{ truncateBefore: 5, maxCount: 8, maxAge: 3 }, 6],
    [{ truncateBefore: 5, maxCount: 2, maxAge: 3 }, 8],
  ])('is the greatest that any of %j asks for', (metadata, revision) => {
    expect(first(metadata)).toBe(revision);
  });
});
