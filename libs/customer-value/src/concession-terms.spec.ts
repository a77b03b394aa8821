import { addDays } from '@tierline/kernel';
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import {
  concessionTerms,
  discretionBounds,
  grantableMinor,
  hasAuthority,
  isWithinDiscretion,
  retentionEffort,
  type ConcessionInput,
  type PaymentHistory,
} from './concession-terms.js';
import { input } from './testing/concessions.js';
import { day, policy, today, usd } from './testing/fixtures.js';
import { ATTITUDES, CONCESSION_KINDS, EFFORTS, GENEROSITY_ORDER } from './values.js';

const { concessions: values } = policy.values;
const available = (change: Partial<ConcessionInput>) => concessionTerms({ ...input, ...change }, values).availableMinor;

const inputs: fc.Arbitrary<ConcessionInput> = fc.record({
  kind: fc.constantFrom(...CONCESSION_KINDS),
  value: fc.constantFrom(...GENEROSITY_ORDER),
  attitude: fc.constantFrom(...ATTITUDES, null),
  history: fc.record({
    openedOn: fc.option(fc.nat(2_000).map((days) => addDays(today, -days))),
    bills: fc.constantFrom(0, 10, 20, 100),
    onTimeBills: fc.constantFrom(0, 8, 10),
    paidMinor: fc.integer({ min: 0, max: 300_000 }),
  }),
  granted: fc.array(
    fc.record({ grantedMinor: fc.nat(3_000), decidedOn: fc.nat(500).map((days) => addDays(today, -days)) }),
    { maxLength: 2 },
  ),
  feeOwedMinor: fc.nat(40_000),
  on: fc.constant(today),
});

describe('a discretionary offer', () => {
  it('CV-09, CV-12: is the table’s, by attitude and effort, less a share of the fee and what was granted lately', () =>
    expect(
      concessionTerms(
        {
          ...input,
          attitude: 'neutral',
          feeOwedMinor: 10_000,
          granted: [{ grantedMinor: 700, decidedOn: day('2025-12-01') }],
        },
        values,
      ),
    ).toStrictEqual({
      ...{ value: 3, attitude: 'neutral', effort: 'standard', feeOwedMinor: 10_000 },
      ...{ ceilingMinor: 6_000, worthMinor: 4_200, feeReductionMinor: 1_000, grantedLatelyMinor: 700 },
      availableMinor: 2_500,
    }));

  it('CV-09: takes whom nobody has rated as the policy says', () =>
    expect(available({ attitude: null })).toBe(available({ attitude: 'neutral' })));

  it.each([
    ['2025-03-03', 4_000],
    ['2025-03-02', 6_000],
  ])('CV-09: counts what was granted within a year: on %s leaves %d', (decidedOn, left) =>
    expect(available({ granted: [{ grantedMinor: 2_000, decidedOn: day(decidedOn) }] })).toBe(left),
  );

  it('CV-09: is nothing where so little is left that it is not offered', () => {
    expect(available({ granted: [{ grantedMinor: 5_500, decidedOn: today }] })).toBe(500);
    expect(available({ granted: [{ grantedMinor: 5_501, decidedOn: today }] })).toBe(0);
  });

  it('CV-07: gives a demoted customer less than a new one, of everything that a new one gets', () => {
    for (const kind of CONCESSION_KINDS) {
      const [demoted, fresh] = [available({ kind, value: 1 }), available({ kind, value: 0 })];
      if (fresh > 0) expect(demoted).toBeLessThan(fresh);
      else expect(demoted).toBe(0);
    }
  });

  it('CV-11: is never better with a larger fee, the rest being equal', () =>
    fc.assert(
      fc.property(inputs, fc.nat(40_000), (one, more) => {
        const other = { ...one, feeOwedMinor: one.feeOwedMinor + more };
        expect(concessionTerms(other, values).availableMinor).toBeLessThanOrEqual(
          concessionTerms(one, values).availableMinor,
        );
      }),
    ));

  it('CV-09: is never worse with more value or a better attitude, the rest being equal', () =>
    fc.assert(
      fc.property(inputs, fc.nat(5), fc.nat(2), (one, rank, mood) => {
        const value = GENEROSITY_ORDER[Math.max(rank, GENEROSITY_ORDER.indexOf(one.value))] ?? one.value;
        const attitude = ATTITUDES[Math.max(mood, ATTITUDES.indexOf(one.attitude ?? values.unrated))] ?? one.attitude;
        expect(concessionTerms({ ...one, value, attitude }, values).availableMinor).toBeGreaterThanOrEqual(
          concessionTerms(one, values).availableMinor,
        );
      }),
    ));

  it('CV-10: is never worse with a longer history, more bills on time or more paid', () =>
    fc.assert(
      fc.property(inputs, fc.nat(2_000), fc.nat(90), fc.nat(200_000), (one, days, bills, paidMinor) => {
        const { history } = one;
        const better: PaymentHistory = {
          openedOn: history.openedOn === null ? null : addDays(history.openedOn, -days),
          bills: history.bills + bills,
          onTimeBills: history.onTimeBills + bills,
          paidMinor: history.paidMinor + paidMinor,
        };
        const [before, after] = [retentionEffort(history, today, values), retentionEffort(better, today, values)];
        expect(EFFORTS.indexOf(after)).toBeGreaterThanOrEqual(EFFORTS.indexOf(before));
        expect(concessionTerms({ ...one, history: better }, values).availableMinor).toBeGreaterThanOrEqual(
          concessionTerms(one, values).availableMinor,
        );
      }),
    ));
});

describe('the retention effort', () => {
  const long: PaymentHistory = { openedOn: day('2024-03-02'), bills: 20, onTimeBills: 19, paidMinor: 150_000 };

  it.each<[Partial<PaymentHistory>, string]>([
    [{}, 'high'],
    [{ openedOn: day('2024-03-03') }, 'standard'],
    [{ onTimeBills: 18 }, 'standard'],
    [{ paidMinor: 149_999 }, 'standard'],
    [{ paidMinor: 24_999 }, 'low'],
    [{ onTimeBills: 15 }, 'low'],
    [{ openedOn: day('2025-09-03') }, 'low'],
    [{ openedOn: null }, 'low'],
    [{ bills: 0, onTimeBills: 0 }, 'low'],
  ])('CV-10: with %j is %s', (change, effort) =>
    expect(retentionEffort({ ...long, ...change }, today, values)).toBe(effort),
  );
});

describe('what is granted of what is available', () => {
  it.each([
    ['credit', 3_000, 5_000, 3_000],
    ['credit', 6_000, 5_000, 5_000],
    ['free-phone', 6_000, 5_000, 0],
    ['free-phone', 5_000, 5_000, 5_000],
  ] as const)('CV-09: of a %s of %d with %d is %d', (kind, requested, left, granted) =>
    expect(grantableMinor(kind, requested, left, values)).toBe(granted),
  );
});

describe('authority', () => {
  it.each([
    ['tier1-agent', 1_000, true],
    ['tier1-agent', 1_001, false],
    ['tier2-agent', 5_000, true],
    ['tier2-agent', 5_001, false],
    ['supervisor', 26_000, true],
    ['supervisor', 26_001, false],
    ['store-clerk', 1, false],
    ['toString', 1, false],
  ])('CV-09, RT-01: of a %s for a credit of %d is %s', (role, amountMinor, isEnough) =>
    expect(hasAuthority(role, 'credit', amountMinor, values)).toBe(isEnough),
  );
});

describe('the discretion of a supervisor', () => {
  it.each([
    ['credit', 20_000, 6_000, 11_000, true],
    ['credit', 20_000, 6_000, 11_001, false],
    ['credit', 20_000, 6_000, 3_000, true],
    ['credit', 20_000, 6_000, 2_999, false],
    ['credit', 7_000, 6_000, 7_001, false],
    ['credit', 99_000, 25_000, 26_001, false],
    ['free-phone', 60_000, 60_000, 30_000, false],
    ['free-phone', 60_000, 45_000, 60_000, true],
  ] as const)(
    'CV-09: over a %s of %d for which the table gives %d reaches %d: %s',
    (kind, requested, table, amount, is) => {
      const asked = { kind, requested: usd(requested) };
      expect(isWithinDiscretion(asked, amount, discretionBounds(asked, table, values), values)).toBe(is);
    },
  );
});
