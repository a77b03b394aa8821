import { describe, expect, it } from '@jest/globals';
import { now, onSchedule } from './schedule.js';

describe('a schedule', () => {
  it('has every number once and in order, each due when its turn is and none before', async () => {
    const seen: { readonly index: number; readonly at: number; readonly actedAt: number }[] = [];
    await onSchedule(500, 50, (due) => {
      seen.push(...due.map((each) => ({ ...each, actedAt: now() })));
    });
    expect(seen.map(({ index }) => index)).toEqual(Array.from({ length: 50 }, (_, index) => index));
    expect(seen.filter(({ at, actedAt }) => actedAt < at)).toEqual([]);
    const [first] = seen;
    for (const { index, at } of seen) expect(at - (first?.at ?? NaN)).toBeCloseTo(index * 2, 3);
  });

  it('spares nobody who holds it up: what was due meanwhile is due when it was', async () => {
    const lateness: number[] = [];
    let isFirst = true;
    await onSchedule(1_000, 60, (due) => {
      if (isFirst) {
        const until = now() + 50;
        while (now() < until);
      }
      isFirst = false;
      lateness.push(...due.map(({ at }) => now() - at));
    });
    expect(Math.max(...lateness.slice(1, 20))).toBeGreaterThan(25);
    expect(lateness).toHaveLength(60);
  });
});
