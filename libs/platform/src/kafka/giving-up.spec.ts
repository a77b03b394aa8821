import { describe, expect, it } from '@jest/globals';
import { givingUp } from './giving-up.js';

describe('giving a message up', () => {
  it('is right while few keys fail', () => {
    const { mayGiveUp } = givingUp(3);
    expect(['a', 'a', 'a', 'b'].map(mayGiveUp)).toEqual([true, true, true, true]);
  });

  it('is wrong when key after key fails and nothing succeeds', () => {
    const { mayGiveUp } = givingUp(3);
    expect(['a', 'b', 'c', 'd', 'a'].map(mayGiveUp)).toEqual([true, true, false, false, false]);
  });

  it('is right again as soon as something succeeds', () => {
    const { mayGiveUp, succeeded } = givingUp(2);
    expect(['a', 'b'].map(mayGiveUp)).toEqual([true, false]);
    succeeded();
    expect(mayGiveUp('b')).toBe(true);
  });
});
