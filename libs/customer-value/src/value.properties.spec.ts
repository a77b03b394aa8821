import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { billPaid, device, factsOf, faultVerified, lineAdded, plan, type Told } from './testing/facts.js';
import { policy } from './testing/fixtures.js';
import { histories, markedHistories } from './testing/histories.js';
import { afterFacts } from './testing/story.js';
import { DEMOTIONS, type Cause } from './policy-values.js';
import { standingOf } from './value-fold.js';
import { generosityOf, type CustomerValue } from './values.js';

const valueOf = (history: readonly Told[]): CustomerValue => standingOf(factsOf(history), policy.values).value;
const generosityAfter = (history: readonly Told[]) => generosityOf(valueOf(history));
const inserted = (history: readonly Told[], index: number, more: Told) => history.toSpliced(index, 0, more);
const changesOf = (history: readonly Told[]) =>
  afterFacts(history).events.flatMap((event) => (event.type === 'ValueChanged' ? [event.data] : []));

describe('over generated histories', () => {
  it.each<[string, (index: number) => Told]>([
    ['a further bill on time', () => billPaid(500)],
    ['a further line', () => lineAdded('line-further')],
    ['a further dear phone', () => device('order-further', 90_000)],
    ['a plan on a line that has none', () => plan('order-further', 12_000, { lineId: 'line-further' as never })],
    ['a fault that is verified', (index) => faultVerified(`c${index}`)],
  ])('CV-02, CV-23: %s never lowers the number, wherever it comes', (_, more) =>
    fc.assert(
      fc.property(markedHistories, fc.nat(40), ([history, index], of) =>
        expect(generosityAfter(inserted(history, index, more(of)))).toBeGreaterThanOrEqual(generosityAfter(history)),
      ),
      { numRuns: 1_000 },
    ),
  );

  it('CV-02: a bill that is paid on time in place of late, or a dearer plan or phone in place of one, never lowers the number', () =>
    fc.assert(
      fc.property(histories, fc.nat(40), fc.integer({ min: 1, max: 200_000 }), (history, index, more) => {
        const better = history.map((told, each) => (each === index ? improved(told, more) : told));
        expect(generosityAfter(better)).toBeGreaterThanOrEqual(generosityAfter(history));
      }),
      { numRuns: 1_000 },
    ));

  it('CV-06: a complaint never raises the number', () =>
    fc.assert(
      fc.property(histories, fc.nat(40), (history, index) => {
        const without = history.filter(({ fact }, each) => each !== index || fact.type !== 'ComplaintMade');
        expect(generosityAfter(history)).toBeLessThanOrEqual(generosityAfter(without));
      }),
      { numRuns: 1_000 },
    ));

  it('CV-03: nobody has more than 3 who was never designated', () =>
    fc.assert(
      fc.property(histories, (history) => {
        const earned = history.filter(({ fact }) => fact.type !== 'AccountClassified');
        expect([0, 1, 2, 3]).toContain(valueOf(earned));
      }),
    ));

  it('CV-04, CV-05: 4 and 5 are reached by designation, or by taking a credit back, and by nothing else', () =>
    fc.assert(
      fc.property(histories, (history) => {
        for (const { from, to, reasons } of changesOf(history)) {
          if (to < 4 || to === from) continue;
          const cause = to === 4 ? 'designation-small-business' : 'designation-corporate';
          expect(['credit-taken-back', cause]).toContain(reasons.at(-1)?.cause);
        }
      }),
      { numRuns: 500 },
    ));

  it('CV-08: 1 is reached by a demotion only, and nothing that is earned leads from 0 anywhere but to 2', () =>
    fc.assert(
      fc.property(histories, (history) => {
        for (const { from, to, reasons } of changesOf(history)) {
          const causes = reasons.map(({ cause }) => cause);
          if (to === 1) expect(causes.some((cause) => DEMOTIONS.includes(cause as never))).toBe(true);
          if (from === 0 && causes.every((cause) => EARNED.includes(cause as Cause))) expect(to).toBe(2);
          if (from === 1 && causes.every((cause) => cause !== 'credit-taken-back'))
            expect(causes).toContain('recovery');
        }
      }),
      { numRuns: 1_000 },
    ));

  it('CV-22: the changes lead from 0 to the number, step by step, and every one has a reason', () =>
    fc.assert(
      fc.property(histories, (history) => {
        const changes = changesOf(history);
        const { customer } = afterFacts(history);
        expect(changes.reduce((value, { from, to }) => (from === value ? to : Number.NaN), 0)).toBe(customer.value);
        expect(customer.value).toBe(standingOf(customer.facts, policy.values).value);
        for (const { reasons } of changes) expect(reasons.every(({ facts }) => facts.length > 0)).toBe(true);
        for (const { reasons } of changes) expect(reasons).not.toHaveLength(0);
      }),
      { numRuns: 500 },
    ));

  it('CV-22: telling everything again changes nothing', () =>
    fc.assert(
      fc.property(histories, (history) => {
        const once = afterFacts(history);
        expect(afterFacts([...history, ...history]).events).toStrictEqual(once.events);
      }),
    ));
});

const EARNED: readonly Cause[] = ['merit', 'high-merit', 'recovery'];

/** The same fact, and better. */
function improved(told: Told, moreMinor: number): Told {
  const { fact } = told;
  const dearer = <M extends { readonly amountMinor: number }>(money: M): M => ({
    ...money,
    amountMinor: money.amountMinor + moreMinor,
  });
  if (fact.type === 'BillPaid') return { ...told, fact: { ...fact, data: { ...fact.data, punctuality: 'on-time' } } };
  if (fact.type === 'PlanTaken')
    return { ...told, fact: { ...fact, data: { ...fact.data, monthly: dearer(fact.data.monthly) } } };
  if (fact.type === 'DeviceTaken')
    return { ...told, fact: { ...fact, data: { ...fact.data, price: dearer(fact.data.price) } } };
  return told;
}
