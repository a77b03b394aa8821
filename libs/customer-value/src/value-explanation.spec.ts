import { policyBook } from '@tierline/kernel';
import { recordCommands } from '@tierline/kernel/testing';
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { customerDecider } from './customer.decider.js';
import { best, good } from './testing/customers.js';
import {
  billPaid,
  complaint,
  device,
  faultVerified,
  lineAdded,
  opened,
  plan,
  times,
  type Told,
} from './testing/facts.js';
import { policy } from './testing/fixtures.js';
import { histories } from './testing/histories.js';
import { afterFacts } from './testing/story.js';
import { valueCounterfactuals, type ValueCounterfactual } from './value-counterfactuals.js';
import { explainValue } from './value-explanation.js';
import { generosityOf, type LineId } from './values.js';

const recorded = (all: readonly Told[]) =>
  recordCommands(
    customerDecider,
    policy,
    all.map(({ record }) => record),
  );
const explained = async (all: readonly Told[], upTo?: number) =>
  explainValue((await recorded(all)).slice(0, upTo), policyBook([policy]));

/** What a counterfactual says, told as a fact by those who would tell it. */
function tellingOf(change: ValueCounterfactual): readonly Told[] {
  switch (change.kind) {
    case 'bills-on-time':
      return times(change.count, (index) => billPaid(900 + index));
    case 'lines':
      return times(change.count, (index) => lineAdded(`line-${900 + index}`));
    case 'plan':
      return [plan('order-900', change.monthlyMinor, { lineId: 'line-900' as LineId })];
    case 'device':
      return [device('order-900', change.priceMinor, 'line-900' as LineId)];
    case 'fault-verified':
      return [faultVerified(change.complaintId)];
  }
}

describe('the explanation of a number', () => {
  it('CV-22: tells each step to it, the facts with their place, the rules and the policy', async () => {
    const { value, revision, steps } = await explained([...good, complaint('c1', 500), complaint('c2', 500)]);
    expect([value, revision, steps.length]).toStrictEqual([1, 10, 2]);
    expect(steps).toMatchObject([
      {
        ...{ revision: 7, from: 0, to: 2, policy: { name: 'customer-value', version: 1 } },
        reasons: [{ cause: 'merit', rules: ['CV-02', 'CV-08'] }],
      },
      {
        ...{ revision: 10, from: 2, to: 1 },
        reasons: [
          {
            ...{ cause: 'credits-won', rules: ['CV-06', 'CV-08'] },
            facts: [
              { fact: 'ComplaintMade', id: 'c1', revision: 8, data: { credit: { amountMinor: 500, currency: 'USD' } } },
              { fact: 'ComplaintMade', id: 'c2', revision: 9 },
            ],
          },
        ],
      },
    ]);
    expect(steps[0]?.reasons[0]?.facts.map((fact) => fact.revision)).toStrictEqual([1, 2, 3, 4, 5, 6]);
  });

  it('CV-22: is by what was known then: of an earlier moment it knows nothing of what came later', async () => {
    const story = [...good, complaint('c1', 500), complaint('c2', 500), faultVerified('c1')];
    expect((await explained(story)).value).toBe(2);
    const then = await explained(story, 11);
    expect(then.value).toBe(1);
    expect(JSON.stringify(then)).not.toContain('FaultVerified');
    expect(then.counterfactuals).toContainEqual({ kind: 'fault-verified', complaintId: 'c2', to: 2 });
  });

  it('CV-01, CV-22: of a stream that does not exist is 0', async () =>
    expect(await explained([])).toStrictEqual({ value: 0, revision: -1, steps: [], counterfactuals: [] }));

  it('CV-22: says that one more bill on time would make it 2', async () => {
    const { value, counterfactuals } = await explained([opened(), ...times(5, (index) => billPaid(index))]);
    expect(value).toBe(0);
    expect(counterfactuals).toStrictEqual([
      { kind: 'bills-on-time', count: 1, to: 2 },
      { kind: 'lines', count: 2, to: 2 },
      { kind: 'plan', monthlyMinor: 4_000, to: 2 },
      { kind: 'device', priceMinor: 20_000, to: 2 },
    ]);
  });

  it('CV-03, CV-22: has nothing to say where nothing that can be earned leads further', async () =>
    expect((await explained(best)).counterfactuals).toStrictEqual([]));
});

describe('what would make a number more generous', () => {
  const fiveBills = [opened(), ...times(5, (index) => billPaid(index))];
  const twoCredits = [...good, complaint('c1', 500), complaint('c2', 500)];

  it('CV-22: does so when it is told, and nothing less does', () => {
    const seen = new Set<string>();
    fc.assert(
      fc.property(histories, (history) => {
        const { customer } = afterFacts(history);
        for (const change of valueCounterfactuals(customer.facts, policy.values)) {
          seen.add(change.kind);
          const told = tellingOf(change);
          expect(afterFacts([...history, ...told]).customer.value).toBe(change.to);
          expect(generosityOf(change.to)).toBeGreaterThan(generosityOf(customer.value));
          const less = afterFacts([...history, ...told.slice(0, -1)]).customer.value;
          expect(generosityOf(less)).toBeLessThanOrEqual(generosityOf(customer.value));
        }
      }),
      { numRuns: 100, examples: [[fiveBills], [twoCredits]] },
    );
    expect([...seen].sort()).toStrictEqual(['bills-on-time', 'device', 'fault-verified', 'lines', 'plan']);
  });

  it('CV-22: is named for everybody whom bills can lift', () =>
    fc.assert(
      fc.property(histories, (history) => {
        const { customer } = afterFacts(history);
        const lifted = afterFacts([...history, ...times(40, (index) => billPaid(900 + index))]).customer.value;
        const named = valueCounterfactuals(customer.facts, policy.values).some(({ kind }) => kind === 'bills-on-time');
        expect(named).toBe(generosityOf(lifted) > generosityOf(customer.value));
      }),
      { numRuns: 100 },
    ));
});
