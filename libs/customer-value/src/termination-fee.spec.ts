import { addDays, addMonths, type LocalDate } from '@tierline/kernel';
import { specify } from '@tierline/kernel/testing';
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { Commitment } from './customer-facts.events.js';
import { customerDecider } from './customer.decider.js';
import { feeOwedMinor, terminationFee } from './termination-fee.js';
import { commitment, factsOf, lineEnded, renewal } from './testing/facts.js';
import { at, cleo, command, day, line, policy, todayFact, today } from './testing/fixtures.js';
import type { CommitmentId, LineId } from './values.js';

const { terminationFee: values, currency } = policy.values;
const begun = (begunOn: string, months = 24, equipment = 'smartphone'): Commitment => ({
  ...{ commitmentId: 'commitment-1' as CommitmentId, lineId: line },
  ...{ begunOn: day(begunOn), months, equipment },
});
const feeOn = (each: Commitment, on: LocalDate) => terminationFee(each, on, values, currency);
/** The fee in dollars, a day short of one more full month. */
const dollarsAfter = (each: Commitment, fullMonths: number) =>
  feeOn(each, addDays(addMonths(each.begunOn, fullMonths + 1), -1)).feeMinor / 100;

describe('the early-termination fee', () => {
  it.each([
    ['smartphone', 24, 0, 325],
    ['smartphone', 24, 1, 315],
    ['smartphone', 24, 12, 205],
    ['smartphone', 24, 23, 95],
    ['smartphone', 24, 24, 0],
    ['smartphone', 24, 30, 0],
    ['smartphone', 12, 0, 325],
    ['smartphone', 12, 11, 215],
    ['smartphone', 12, 12, 0],
    ['netbook', 24, 12, 205],
    ['basic-phone', 24, 0, 150],
    ['basic-phone', 24, 12, 102],
    ['basic-phone', 24, 23, 58],
    ['basic-phone', 24, 24, 0],
    ['basic-phone', 12, 11, 106],
    ['smartphone', 36, 35, 10],
  ])(
    'CV-13, CV-14, CV-15, CV-16: of a %s with %d months, after %d full ones, is %d USD',
    (equipment, months, after, fee) => expect(dollarsAfter(begun('2010-06-15', months, equipment), after)).toBe(fee),
  );

  it.each([
    ['2010-06-01', 0, 325, 'from-2010-06-01'],
    ['2010-05-31', 0, 175, 'from-2008-05-25'],
    ['2010-05-31', 1, 170, 'from-2008-05-25'],
    ['2008-05-25', 12, 115, 'from-2008-05-25'],
    ['2008-05-25', 23, 60, 'from-2008-05-25'],
    ['2008-05-25', 24, 0, 'from-2008-05-25'],
    ['2008-05-24', 0, 175, 'before-2008-05-25'],
    ['2008-05-24', 12, 175, 'before-2008-05-25'],
    ['2008-05-24', 23, 175, 'before-2008-05-25'],
    ['2008-05-24', 24, 0, 'before-2008-05-25'],
    ['2001-01-01', 5, 175, 'before-2008-05-25'],
  ])('CV-18: of a smartphone from %s, after %d full months, is %d USD', (begunOn, after, fee, era) => {
    expect(dollarsAfter(begun(begunOn), after)).toBe(fee);
    expect(feeOn(begun(begunOn), day('2012-01-01')).era).toBe(era);
  });

  it.each([
    ['2010-06-15', '2010-07-14', 325, 0],
    ['2010-06-15', '2010-07-15', 315, 1],
    ['2011-01-31', '2011-02-27', 325, 0],
    ['2011-01-31', '2011-02-28', 315, 1],
    ['2011-01-31', '2011-03-30', 315, 1],
    ['2011-01-31', '2011-03-31', 305, 2],
    ['2012-01-31', '2012-02-28', 325, 0],
    ['2012-01-31', '2012-02-29', 315, 1],
    ['2012-02-29', '2013-02-27', 215, 11],
    ['2012-02-29', '2013-02-28', 205, 12],
    ['2012-02-29', '2014-02-27', 95, 23],
    ['2012-02-29', '2014-02-28', 0, 24],
  ])('CV-13: from %s on %s is %d USD, with %d full months', (begunOn, on, fee, fullMonths) =>
    expect(feeOn(begun(begunOn), day(on))).toMatchObject({ feeMinor: fee * 100, fullMonths }),
  );

  it('CV-17: is nothing in the trial period, and the whole on the day after', () => {
    expect(feeOn(begun('2010-06-15'), day('2010-06-15'))).toMatchObject({ feeMinor: 0, status: 'trial' });
    expect(feeOn(begun('2010-06-15'), day('2010-06-28'))).toMatchObject({ feeMinor: 0, status: 'trial' });
    expect(feeOn(begun('2010-06-15'), day('2010-06-29'))).toMatchObject({ feeMinor: 32_500, status: 'owed' });
  });

  it('CV-17: is nothing from the last day on', () =>
    expect(feeOn(begun('2010-06-15'), day('2012-06-15'))).toMatchObject({
      ...{ feeMinor: 0, status: 'ended', endsOn: '2012-06-15' },
    }));

  it('CV-16: is at least 95 USD for 24 months of specified equipment only (section 7.3)', () => {
    const eras = values.eras['from-2010-06-01'];
    if (!eras?.specified) throw new Error('the policy has lost an era');
    const steep = {
      ...values,
      eras: {
        ...values.eras,
        'from-2010-06-01': { ...eras, specified: { ...eras.specified, perFullMonthMinor: 2_000 } },
      },
    };
    const after = (months: number) => terminationFee(begun('2010-06-15', months), day('2011-06-14'), steep, currency);
    expect(after(24).feeMinor).toBe(10_500);
    expect(terminationFee(begun('2010-06-15'), day('2012-06-14'), steep, currency).feeMinor).toBe(9_500);
    expect(after(12).feeMinor).toBe(10_500);
    expect(terminationFee(begun('2010-06-15', 36), day('2013-06-14'), steep, currency).feeMinor).toBe(1_000);
  });

  it('CV-13, CV-17: never grows after the trial period, is never negative, and is what its own formula says', () =>
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 5_000 }),
        fc.constantFrom(1, 12, 18, 24, 36, 60),
        fc.constantFrom('smartphone', 'netbook', 'basic-phone', 'tablet'),
        fc.integer({ min: 0, max: 2_500 }),
        fc.integer({ min: 0, max: 400 }),
        (from, months, equipment, after, later) => {
          const each = begun(addDays(day('2004-01-01'), from), months, equipment);
          const one = feeOn(each, addDays(each.begunOn, after));
          const other = feeOn(each, addDays(each.begunOn, after + later));
          expect(one.feeMinor).toBeGreaterThanOrEqual(0);
          if (one.status !== 'trial') expect(other.feeMinor).toBeLessThanOrEqual(one.feeMinor);
          const { baseMinor, perFullMonthMinor, minimumMinor } = one.formula;
          const formula = Math.max(baseMinor - perFullMonthMinor * one.fullMonths, minimumMinor, 0);
          expect(one.feeMinor).toBe(one.status === 'owed' ? formula : 0);
        },
      ),
    ));
});

describe('a quote of the fee', () => {
  const given = specify(customerDecider, policy);
  const quote = (lineId = line) => command('QuoteTerminationFee', { customerId: cleo, lineId }, todayFact);

  it('CV-13: tells fee, formula, months counted and the version of the policy', () =>
    given(commitment().fact)
      .when(quote())
      .then({
        type: 'TerminationFeeQuoted',
        data: {
          ...{ customerId: cleo, at, commitmentId: 'commitment-1' as CommitmentId, lineId: line, on: today },
          ...{ status: 'owed', feeMinor: 20_500, currency: 'USD', era: 'from-2010-06-01' },
          formula: { baseMinor: 32_500, perFullMonthMinor: 1_000, equipment: 'specified', minimumMinor: 9_500 },
          ...{ fullMonths: 12, endsOn: day('2027-03-02'), policyVersion: 1 },
        },
      }));
  it('CV-13: of a line that was renewed is that of the renewal', () => {
    const decision = customerDecider.decide(
      quote(),
      factsOf([commitment(), renewal(day('2025-12-02'))]).reduce(customerDecider.evolve, customerDecider.initial),
      policy,
    );
    expect(decision).toMatchObject([{ data: { commitmentId: 'commitment-2', fullMonths: 3, feeMinor: 29_500 } }]);
  });
  it.each([
    ['2026-03-02', 'commitment-2', 'trial', 0],
    ['2026-03-03', 'commitment-1', 'owed', 20_500],
  ])(
    'CV-13, CV-17: of a line whose renewal begins on %s is on 2026-03-02 that of %s: %s, %d',
    (begunOn, id, ...fee) => {
      const known = factsOf([commitment(), renewal(day(begunOn))]).reduce(
        customerDecider.evolve,
        customerDecider.initial,
      );
      const [status, feeMinor] = fee;
      expect(customerDecider.decide(quote(), known, policy)).toMatchObject([
        { data: { commitmentId: id, status, feeMinor } },
      ]);
    },
  );
  it('CV-13: of a line whose first commitment begins tomorrow is as on its first day', () =>
    expect(
      customerDecider.decide(
        quote(),
        factsOf([commitment({ begunOn: day('2026-03-03') })]).reduce(customerDecider.evolve, customerDecider.initial),
        policy,
      ),
    ).toMatchObject([{ data: { status: 'trial', feeMinor: 0, fullMonths: 0 } }]));
  it('CV-13: is refused for a line without a commitment, and for one that has ended', () => {
    given(commitment().fact)
      .when(quote('line-2' as LineId))
      .thenRejected('no-commitment', 'CV-13');
    given(commitment().fact, lineEnded('line-1').fact).when(quote()).thenRejected('no-commitment', 'CV-13');
    given(commitment().fact, lineEnded('line-1', today).fact).when(quote()).thenRejected('no-commitment', 'CV-13');
  });
  it('CV-13: of a line that ends tomorrow is what ending it today costs', () => {
    const facts = factsOf([commitment(), lineEnded('line-1', '2026-03-03')]);
    const known = facts.reduce(customerDecider.evolve, customerDecider.initial);
    expect(customerDecider.decide(quote(), known, policy)).toMatchObject([{ data: { feeMinor: 20_500 } }]);
  });
});

it('CV-11: what is owed is the sum over lines, each by the commitment that it has now', () => {
  const other = { ...begun('2025-03-02', 24, 'basic-phone'), lineId: 'line-2' as LineId };
  const all = [begun('2024-03-02'), begun('2025-03-02'), other];
  expect(feeOwedMinor(all, today, values, currency)).toBe(20_500 + 15_000 - 12 * 400);
});
