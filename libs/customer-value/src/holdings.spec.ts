import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { CustomerFact, DeviceTaken, PlanTaken } from './customer-facts.events.js';
import { noHoldings, withFact, type HoldingFact } from './holdings.js';
import { device, factsOf, lineAdded, lineEnded, plan, times } from './testing/facts.js';
import { day } from './testing/fixtures.js';
import { histories } from './testing/histories.js';

const TYPES: readonly CustomerFact['type'][] = ['LineAdded', 'PlanTaken', 'DeviceTaken', 'LineEnded'];
const isHolding = (fact: CustomerFact): fact is HoldingFact => TYPES.includes(fact.type);
const holdingsOf = (facts: readonly CustomerFact[]) => facts.filter(isHolding).reduce(withFact, noHoldings);

/** The same, by looking at everything that was told. */
function heldOf(facts: readonly CustomerFact[]) {
  const ended = new Set(facts.flatMap((fact) => (fact.type === 'LineEnded' ? [fact.data.lineId] : [])));
  const held = facts.filter(isHolding).filter(({ data }) => !ended.has(data.lineId));
  const plans = new Map<string, PlanTaken>();
  for (const fact of held) {
    if (fact.type !== 'PlanTaken') continue;
    const { lineId, takenOn } = fact.data;
    if ((plans.get(lineId)?.data.takenOn ?? '') <= takenOn) plans.set(lineId, fact);
  }
  const dearest = <Fact>(all: readonly Fact[], priceOf: (fact: Fact) => number) =>
    all.find((each) => all.every((other) => priceOf(other) <= priceOf(each))) ?? null;
  const devices = held.filter((fact): fact is DeviceTaken => fact.type === 'DeviceTaken');
  return {
    lines: held.filter(({ type }) => type === 'LineAdded'),
    plans: [...plans.entries()].toSorted(([one], [other]) => (one < other ? -1 : 1)).map(([, each]) => each),
    dearestPlan: dearest([...plans.values()], ({ data }) => data.monthly.amountMinor),
    devices,
    dearestDevice: dearest(devices, ({ data }) => data.price.amountMinor),
  };
}

describe('what a customer has', () => {
  it('CV-02: is what was told of lines that have not ended, in whatever order it was told', () =>
    fc.assert(
      fc.property(histories, (history) => {
        const facts = factsOf(history);
        const { lines, plans, dearestPlan, devices, dearestDevice } = holdingsOf(facts);
        const told = { lines, plans: plans.map((each) => each.plan), devices };
        expect({ ...told, dearestPlan: dearestPlan?.plan ?? null, dearestDevice }).toStrictEqual(heldOf(facts));
      }),
      { numRuns: 1_000 },
    ));

  it('CV-02: names of plans that cost the same the one whose line was told first, also when that line has another one now', () => {
    const facts = factsOf([
      plan('order-1', 7_000, { lineId: 'line-9' as never }),
      plan('order-2', 9_000, { lineId: 'line-1' as never }),
      plan('order-3', 9_000, { lineId: 'line-9' as never, takenOn: day('2024-06-01') }),
    ]);
    expect(holdingsOf(facts).dearestPlan?.plan).toStrictEqual(facts[2]);
  });

  it('CV-02: goes with its line, of which nothing can be told any more', () => {
    const facts = factsOf([
      ...[lineAdded('line-1'), plan('order-1', 7_000), device('order-2', 80_000), lineEnded('line-1')],
      ...[plan('order-3', 9_000), device('order-4', 90_000), lineAdded('line-1')],
    ]);
    const nothing = { lines: [], plans: [], devices: [], dearestPlan: null, dearestDevice: null };
    expect(holdingsOf(facts)).toMatchObject(nothing);
    expect(holdingsOf(facts).ended).toStrictEqual(new Set(['line-1']));
  });

  it('CV-02: of an account of thousands of lines is found plan by plan', () => {
    const lines = times(3_000, (index) => `line-${String((index * 7) % 3_000)}`);
    const facts = factsOf(
      lines.map((lineId, index) => plan(`order-${index}`, 4_000 + index, { lineId: lineId as never })),
    );
    expect(holdingsOf(facts).plans.map((each) => each.plan.data.lineId)).toStrictEqual(lines.toSorted());
    expect(holdingsOf(facts).dearestPlan?.plan).toStrictEqual(facts.at(-1));
  });
});
