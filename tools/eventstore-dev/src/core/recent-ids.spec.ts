import { describe, expect, it } from '@jest/globals';
import { createRecentIds } from './recent-ids.js';

describe('the memory of recent ids', () => {
  it('tells the revision at which an id was written to its stream', () => {
    const recent = createRecentIds();
    recent.add('s', 'a', 3);
    expect(recent.revisionOf('s', 'a')).toBe(3);
  });
  it('knows an id for its own stream only', () => {
    const recent = createRecentIds();
    recent.add('s', 'a', 3);
    expect(recent.revisionOf('t', 'a')).toBeUndefined();
  });
  it('forgets the oldest beyond its bound', () => {
    const recent = createRecentIds(60);
    recent.add('s', 'a', 0);
    recent.add('s', 'b', 1);
    recent.add('s', 'c', 2);
    expect(recent.revisionOf('s', 'a')).toBeUndefined();
    expect(recent.revisionOf('s', 'b')).toBe(1);
    expect(recent.revisionOf('s', 'c')).toBe(2);
  });
  it('remembers nothing with a bound of 0', () => {
    const recent = createRecentIds(0);
    recent.add('s', 'a', 0);
    expect(recent.revisionOf('s', 'a')).toBeUndefined();
  });
  it('forgets what is taken back', () => {
    const recent = createRecentIds();
    recent.add('s', 'a', 0);
    recent.remove('a');
    expect(recent.revisionOf('s', 'a')).toBeUndefined();
  });
});
