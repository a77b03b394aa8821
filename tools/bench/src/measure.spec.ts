import { describe, expect, it } from '@jest/globals';
import { inTurns, median, medianPace, pace, rate, rounds } from './measure.js';
import { row, table } from './row.js';

describe('measuring', () => {
  it('does the work as often as it was asked to, with no more in flight', async () => {
    let inFlight = 0;
    let most = 0;
    const done: number[] = [];
    await rate(50, 4, async (index) => {
      inFlight += 1;
      most = Math.max(most, inFlight);
      await Promise.resolve();
      done.push(index);
      inFlight -= 1;
    });
    expect(done.toSorted((a, b) => a - b)).toEqual(Array.from({ length: 50 }, (_, index) => index));
    expect(most).toBe(4);
  });

  it.each([
    [[3, 1, 2], 2],
    [[4, 1, 2, 3], 2.5],
    [[7], 7],
  ])('takes of %j the median %d', (numbers, middle) => {
    expect(median(numbers)).toBe(middle);
  });

  it('measures in turns, and lets the first round go', async () => {
    const order: string[] = [];
    let round = 0;
    const result = await inTurns(
      3,
      () => Promise.resolve((order.push('measured'), (round += 1))),
      () => Promise.resolve((order.push('baseline'), 10)),
    );
    expect(order.slice(0, 4)).toEqual(['baseline', 'measured', 'baseline', 'measured']);
    expect(result).toEqual({ value: 3, baseline: 10 });
  });

  it('gives every thing as many turns as every other', async () => {
    const order: string[] = [];
    const turn = (name: string) => () => Promise.resolve(order.push(name));
    expect(await rounds(2, { a: turn('a'), b: turn('b'), c: turn('c') })).toEqual({ a: [4, 7], b: [5, 8], c: [6, 9] });
    expect(order.join('')).toBe('abcabcabc');
  });

  it('tells how often a second something was done, and what it took of the processor', async () => {
    const busy = (until: number) => {
      while (performance.now() < until);
    };
    const found = await pace(10, async () => {
      busy(performance.now() + 50);
      await Promise.resolve();
    });
    expect(found.rate).toBeLessThanOrEqual(200);
    expect(found.rate).toBeGreaterThan(0);
    expect(found.cpu).toBeGreaterThan(0);
  });

  it('takes the medians of rate and processor time apart', () => {
    const paces = [
      { rate: 1, cpu: 30 },
      { rate: 2, cpu: 10 },
      { rate: 3, cpu: 20 },
    ];
    expect(medianPace(paces)).toEqual({ rate: 2, cpu: 20 });
  });
});

describe('a row', () => {
  it('carries the ratio to what was measured beside it', () => {
    expect(row('append', 'create', 'appends/s', 801.4, 1000)).toEqual({
      bench: 'append',
      case: 'create',
      value: 801,
      unit: 'appends/s',
      baseline: 1000,
      ratio: 0.8,
    });
  });

  it('has no ratio where there is nothing to compare with', () => {
    expect(row('idle', 'service', 'MB', 120.456)).toMatchObject({ value: 120, baseline: null, ratio: null });
  });

  it('stands in a table under its column', () => {
    expect(table([row('append', 'create', 'appends/s', 800, 1000)])).toBe(
      'bench   case    value  unit       baseline  ratio\nappend  create    800  appends/s      1000    0.8',
    );
  });
});
