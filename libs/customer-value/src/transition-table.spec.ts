import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { DEMOTIONS, PROMOTIONS, type Cause } from './policy-values.js';
import { policy } from './testing/fixtures.js';
import { transitionProblems } from './transition-table.js';
import { GENEROSITY_ORDER, generosityOf, type CustomerValue } from './values.js';

const { transitions } = policy.values;
const CAUSES: readonly Cause[] = [...PROMOTIONS, ...DEMOTIONS];
const changed = (cause: Cause, from: CustomerValue, to: CustomerValue) => ({
  ...transitions,
  [cause]: { ...transitions[cause], [from]: to },
});
const isMonotone = (table: typeof transitions) =>
  CAUSES.every((cause) =>
    GENEROSITY_ORDER.every((one) =>
      GENEROSITY_ORDER.every(
        (other) =>
          generosityOf(one) > generosityOf(other) ||
          generosityOf(table[cause][one]) <= generosityOf(table[cause][other]),
      ),
    ),
  );

describe('the table of transitions', () => {
  it('CV-07, CV-08: is monotone in the order of generosity as it was released, for every number and every cause', () => {
    expect(GENEROSITY_ORDER).toStrictEqual([1, 0, 2, 3, 4, 5]);
    expect(isMonotone(transitions)).toBe(true);
    expect(transitionProblems(transitions)).toStrictEqual([]);
  });

  it.each<[Cause, CustomerValue, CustomerValue, string]>([
    ['credits-won', 2, 3, 'makes a number more generous, though it is a demotion (CV-08)'],
    ['merit', 3, 2, 'makes a number less generous, though it is a promotion (CV-08)'],
    ['merit', 0, 3, 'promotes 0 past 2 (CV-08)'],
    ['high-merit', 3, 4, 'earns more than 3 (CV-03)'],
    ['designation-small-business', 3, 5, 'leads to 5, which is a matter of designation (CV-04, CV-05)'],
    ['designation-corporate', 3, 4, 'leads to 4, which is a matter of designation (CV-04, CV-05)'],
    ['falling-spend', 5, 4, 'leads to 4, which is a matter of designation (CV-04, CV-05)'],
    ['falling-spend', 2, 1, 'leads 2 to less than 0 (CV-07)'],
    ['credits-won', 0, 0, 'must be 1 (CV-08)'],
    ['recovery', 1, 0, 'must be 2 (section 7.1)'],
    ['designation-small-business', 0, 0, 'must be 4 (CV-05)'],
    ['designation-corporate', 0, 0, 'must be 5 (CV-04)'],
  ])('CV-08: is refused when %s leads from %d to %d', (cause, from, to, problem) =>
    expect(transitionProblems(changed(cause, from, to))).toContainEqual({
      field: `values.transitions.${cause}.${from}`,
      problem,
    }),
  );

  it('CV-08: passes no other change that breaks monotony or direction', () =>
    fc.assert(
      fc.property(
        fc.constantFrom(...CAUSES),
        fc.constantFrom(...GENEROSITY_ORDER),
        fc.constantFrom(...GENEROSITY_ORDER),
        (cause, from, to) => {
          const table = changed(cause, from, to);
          const isRight = PROMOTIONS.includes(cause as never)
            ? generosityOf(to) >= generosityOf(from)
            : generosityOf(to) <= generosityOf(from);
          if (transitionProblems(table).length === 0) expect([isMonotone(table), isRight]).toStrictEqual([true, true]);
        },
      ),
    ));
});
