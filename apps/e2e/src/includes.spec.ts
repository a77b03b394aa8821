import { describe, expect, it } from '@jest/globals';
import { includes } from './includes.js';

describe('what a story looks for', () => {
  it.each([
    [{ a: 1, b: 2 }, { a: 1 }, true],
    [{ a: { b: [1, 2] } }, { a: { b: [1] } }, true],
    [{ a: 1 }, { a: 2 }, false],
    [{ a: 1 }, { b: 1 }, false],
    [null, { a: 1 }, false],
    [{ a: null }, { a: {} }, false],
  ])('in %j is %j: %s', (value, expected, isThere) => {
    expect(includes(value, expected)).toBe(isThere);
  });
});
