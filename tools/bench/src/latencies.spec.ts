import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { latencyRows, quantile } from './latencies.js';

describe('a quantile', () => {
  const hundred = Array.from({ length: 100 }, (_, index) => 100 - index);

  it.each([
    [0.5, 50],
    [0.95, 95],
    [0.99, 99],
    [1, 100],
    [0, 1],
  ])('of %d of 1 to 100 is %d', (share, number) => {
    expect(quantile(hundred, share)).toBe(number);
  });

  it('is the least number that so large a share does not exceed', () => {
    const numbers = fc.array(fc.integer(), { minLength: 1, maxLength: 50 });
    fc.assert(
      fc.property(numbers, fc.double({ min: 0.01, max: 1, noNaN: true }), (all, share) => {
        const found = quantile(all, share);
        expect(all).toContain(found);
        expect(all.filter((each) => each <= found).length).toBeGreaterThanOrEqual(all.length * share);
        expect(all.filter((each) => each < found).length).toBeLessThan(all.length * share);
      }),
    );
  });

  it('is refused of nothing', () => {
    expect(() => quantile([], 0.5)).toThrow(RangeError);
  });
});

describe('the rows of latencies', () => {
  it('name each quantile, and have nothing to compare it with', () => {
    expect(latencyRows('200/s', [1, 2, 3, 4], ['p50', 'max'])).toEqual([
      { bench: 'end-to-end', case: '200/s, p50', value: 2, unit: 'ms', baseline: null, ratio: null },
      { bench: 'end-to-end', case: '200/s, max', value: 4, unit: 'ms', baseline: null, ratio: null },
    ]);
  });
});
