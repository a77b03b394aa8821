import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { Recent } from './recent.js';

describe('what was used recently', () => {
  it('is kept, and what was used longest ago goes first', () => {
    const recent = new Recent<string, number>(2);
    recent.set('a', 1);
    recent.set('b', 2);
    expect(recent.get('a')).toBe(1);
    recent.set('c', 3);
    expect(['a', 'b', 'c'].map((key) => recent.get(key))).toEqual([1, undefined, 3]);
    recent.delete('a');
    expect(recent.get('a')).toBeUndefined();
  });

  it('weighs no more than it may, unless it is one thing', () => {
    const step = fc.tuple(
      fc.constantFrom('set', 'get', 'delete'),
      fc.integer({ min: 1, max: 6 }),
      fc.integer({ min: 1, max: 15 }),
    );
    fc.assert(
      fc.property(fc.array(step, { maxLength: 60 }), (steps) => {
        const recent = new Recent<number, { readonly weight: number }>(10, ({ weight }) => weight);
        let used: { key: number; weight: number }[] = [];
        for (const [what, key, weight] of steps) {
          const known = used.find((each) => each.key === key);
          if (what === 'set') recent.set(key, { weight });
          else if (what === 'get') expect(recent.get(key)?.weight).toBe(known?.weight);
          else recent.delete(key);
          const now = what === 'set' ? { key, weight } : what === 'get' ? known : undefined;
          used = [...used.filter((each) => each.key !== key), ...(now ? [now] : [])];
          while (used.length > 1 && used.reduce((sum, each) => sum + each.weight, 0) > 10) used = used.slice(1);
        }
        expect(used.map(({ key }) => recent.get(key)?.weight)).toEqual(used.map(({ weight }) => weight));
        for (const key of [1, 2, 3, 4, 5, 6]) {
          if (!used.some((each) => each.key === key)) expect(recent.get(key)).toBeUndefined();
        }
      }),
    );
  });
});
