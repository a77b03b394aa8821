import { describe, expect, it } from '@jest/globals';
import { random, type Random } from './random.js';

const drawn = ({ below, between, chance, pick, uuid }: Random) =>
  Array.from({ length: 100 }, () => [below(10), between(-3, 3), chance(0.5), pick(['a', 'b', 'c']), uuid()]);

describe('chance', () => {
  it('is the same for the same seed, and another one for another', () => {
    expect(drawn(random(7))).toEqual(drawn(random(7)));
    expect(drawn(random(7))).not.toEqual(drawn(random(8)));
  });

  it('reaches both ends, and goes past neither', () => {
    const { below, between } = random(1);
    const found = Array.from({ length: 1_000 }, () => [below(3), between(-2, 2)] as const);
    expect(new Set(found.map(([number]) => number))).toEqual(new Set([0, 1, 2]));
    expect(new Set(found.map(([, number]) => number))).toEqual(new Set([-2, -1, 0, 1, 2]));
  });

  it('is as often true as was said', () => {
    const { chance } = random(1);
    const often = (probability: number) =>
      Array.from({ length: 10_000 }, () => chance(probability)).filter(Boolean).length;
    expect([often(0), often(1)]).toEqual([0, 10_000]);
    expect(Math.abs(often(0.3) - 3_000)).toBeLessThan(200);
  });

  it('makes UUIDs of version 4, no two the same', () => {
    const { uuid } = random(1);
    const made = Array.from({ length: 1_000 }, uuid);
    for (const each of made) expect(each).toMatch(/^[\da-f]{8}-[\da-f]{4}-4[\da-f]{3}-a[\da-f]{3}-[\da-f]{12}$/);
    expect(new Set(made).size).toBe(made.length);
  });

  it('picks nothing of an empty list', () => {
    expect(() => random(1).pick([])).toThrow(RangeError);
  });
});
