import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { isSameValue } from './same-value.js';

describe('two values', () => {
  it('are the same exactly when their JSON is, whatever the order of the members', () =>
    fc.assert(
      fc.property(fc.jsonValue({ maxDepth: 2 }), fc.jsonValue({ maxDepth: 2 }), (one, other) => {
        expect(isSameValue(one, JSON.parse(JSON.stringify(one)))).toBe(true);
        expect(isSameValue(one, other)).toBe(isSameValue(other, one));
        expect(isSameValue([one], [one, other])).toBe(false);
        expect(isSameValue({ a: one, b: other }, { b: other, a: one })).toBe(true);
      }),
    ));

  it.each<[unknown, unknown]>([
    [{ a: 1 }, { a: 2 }],
    [{ a: 1 }, { b: 1 }],
    [{ a: 1 }, { a: 1, b: 1 }],
    [
      [1, 2],
      [2, 1],
    ],
    [[], {}],
    [null, {}],
    [0, '0'],
  ])('%j and %j are different', (one, other) => expect(isSameValue(one, other)).toBe(false));
});
