import { specify } from '@tierline/kernel/testing';
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { lineUsageDecider, type ReportUsage } from './line-usage.decider.js';
import { flagIdOf, type LineUsageEvent, type Period, type PeriodUsage } from './line-usage.events.js';
import { at, cleo, command, line, policy } from './testing/fixtures.js';
import { median, usageThreshold } from './usage-threshold.js';
import type { LineId } from './values.js';

const given = specify(lineUsageDecider, policy);
const { decide, evolve, initial } = lineUsageDecider;
const { usage: values } = policy.values;
const quantiles = { p95: 15_000, p99: 20_000 };
const used = (period: Period, megabytes: number, change: Partial<PeriodUsage> = {}): PeriodUsage => ({
  ...{ customerId: cleo, lineId: line, period, megabytes, plan: 'unlimited-2009', quantiles, ...change },
});
const tell = (usage: PeriodUsage): ReportUsage => command('ReportUsage', usage);
const reported = (usage: PeriodUsage): LineUsageEvent => ({ type: 'UsageReported', data: { ...usage, at } });
const steady = (['2025-10', '2025-11', '2025-12', '2026-01'] as const).map((period) => reported(used(period, 30_000)));
const flagged: LineUsageEvent = {
  type: 'UnusualUsageFlagged',
  data: {
    ...{
      flagId: flagIdOf(line, '2026-02'),
      flag: 'unusual-usage',
      customerId: cleo,
      lineId: line,
      period: '2026-02',
      at,
    },
    megabytes: 35_001,
    threshold: {
      own: { median: 30_000, deviation: 0, periods: 4 },
      ...{ ownMegabytes: 35_000, planMegabytes: 24_000, megabytes: 35_000 },
    },
  },
};

describe('the use of a line', () => {
  it('CV-20: is kept', () =>
    given(...steady)
      .when(tell(used('2026-02', 35_000)))
      .then(reported(used('2026-02', 35_000))));
  it('CV-20: that is unusual is flagged, with the threshold and how it came about', () =>
    given(...steady)
      .when(tell(used('2026-02', 35_001)))
      .then(reported(used('2026-02', 35_001)), flagged));
  it('CV-20: changes nothing when it is told again', () =>
    given(...steady, reported(used('2026-02', 35_001)), flagged)
      .when(tell(used('2026-02', 35_001)))
      .thenNothing());
  it('CV-20: that is corrected counts as corrected, and its period is flagged once', () => {
    given(...steady, reported(used('2026-02', 35_001)), flagged)
      .when(tell(used('2026-02', 99_000)))
      .then(reported(used('2026-02', 99_000)));
    given(...steady, reported(used('2026-02', 20_000)))
      .when(tell(used('2026-02', 35_001)))
      .then(reported(used('2026-02', 35_001)), flagged);
  });
  it('CV-20: is refused on the stream of another line', () =>
    given(...steady)
      .when(tell(used('2026-02', 1, { lineId: 'line-2' as LineId })))
      .thenRejected('another-line', 'CV-20'));
  it('CV-20: is compared with the periods before it, in whatever order reports come', () => {
    const late = [reported(used('2026-03', 90_000)), ...steady.toReversed()];
    given(...late)
      .when(tell(used('2026-02', 35_001)))
      .then(reported(used('2026-02', 35_001)), flagged);
  });
});

describe('the threshold', () => {
  it.each<[string, number[], number]>([
    ['of a new line is the plan’s', [], 24_000],
    ['of a line with little history is the plan’s', [90_000, 90_000], 24_000],
    ['of a line that uses little is the plan’s', [100, 100, 100, 100], 24_000],
    ['of a line that uses much is its own', [60_000, 62_000, 58_000], 70_000],
    ['is not moved by one extraordinary period', [60_000, 62_000, 58_000, 900_000, 61_000], 66_000],
    [
      'is of the latest twelve periods',
      [...Array.from({ length: 30 }, () => 90_000), ...Array.from({ length: 12 }, () => 30_000)],
      35_000,
    ],
  ])('CV-20: %s', (_, history, megabytes) =>
    expect(usageThreshold(history, quantiles, values).megabytes).toBe(megabytes),
  );

  it('CV-20: is never below what nobody is looked at for', () =>
    expect(usageThreshold([], { p95: 10, p99: 20 }, values).megabytes).toBe(10_000));

  it.each([
    [[], 0],
    [[7], 7],
    [[9, 1, 5], 5],
    [[4, 1, 2, 10], 3],
    [[1, 2], 1],
  ])('has the median of %j, which is %d', (numbers, middle) => expect(median(numbers)).toBe(middle));

  it('CV-20: is a whole number, at least every one that it is made of, and the same in any order of few periods', () =>
    fc.assert(
      fc.property(fc.array(fc.nat(200_000), { maxLength: 12 }), fc.nat(100_000), (history, p99) => {
        const threshold = usageThreshold(history, { p95: 0, p99 }, values);
        expect(Number.isInteger(threshold.megabytes)).toBe(true);
        expect(threshold.megabytes).toBeGreaterThanOrEqual(
          Math.max(threshold.ownMegabytes ?? 0, threshold.planMegabytes),
        );
        expect(usageThreshold(history.toReversed(), { p95: 0, p99 }, values)).toStrictEqual(threshold);
      }),
    ));

  it('CV-20: flags exactly what is above it, and each period once', () =>
    fc.assert(
      fc.property(fc.array(fc.nat(90_000), { maxLength: 24 }), (months) => {
        let state = initial;
        for (const [index, megabytes] of months.entries()) {
          const period: Period =
            `${2024 + Math.floor(index / 12)}-${String((index % 12) + 1).padStart(2, '0')}` as Period;
          const decision = decide(tell(used(period, megabytes)), state, policy);
          if ('rejected' in decision) throw new Error(decision.rejected);
          const { megabytes: limit } = usageThreshold(months.slice(0, index), quantiles, values);
          expect(decision.map(({ type }) => type)).toStrictEqual(
            megabytes > limit ? ['UsageReported', 'UnusualUsageFlagged'] : ['UsageReported'],
          );
          state = decision.reduce(evolve, state);
        }
      }),
    ));
});
