import type { PolicyProblem } from '@tierline/kernel';
import { DEMOTIONS, PROMOTIONS, type Cause, type CustomerValuePolicyValues, type Transition } from './policy-values.js';
import { GENEROSITY_ORDER, generosityOf, type CustomerValue } from './values.js';

const DESIGNATIONS = {
  'designation-small-business': 4,
  'designation-corporate': 5,
} as const satisfies Partial<Record<Cause, CustomerValue>>;

const EARNED = ['merit', 'high-merit', 'recovery'] as const satisfies readonly Cause[];

/** What is wrong with one entry of the table, as a sentence; `null` when nothing is. */
type Check = (cause: Cause, from: CustomerValue, to: CustomerValue, transition: Transition) => string | null;

const isPromotion = (cause: Cause): boolean => PROMOTIONS.some((each) => each === cause);
const isEarned = (cause: Cause): boolean => EARNED.some((each) => each === cause);
const designatedBy = (cause: Cause): CustomerValue | undefined =>
  cause in DESIGNATIONS ? DESIGNATIONS[cause as keyof typeof DESIGNATIONS] : undefined;

const CHECKS: readonly Check[] = [
  function neverPassesAnother(_, from, to, transition) {
    const less = GENEROSITY_ORDER[generosityOf(from) - 1];
    if (less === undefined || generosityOf(transition[less]) <= generosityOf(to)) return null;
    return `leads ${from} to less than ${less} (CV-07)`;
  },
  function keepsItsDirection(cause, from, to) {
    const isUp = generosityOf(to) > generosityOf(from);
    const isDown = generosityOf(to) < generosityOf(from);
    if (isPromotion(cause)) return isDown ? 'makes a number less generous, though it is a promotion (CV-08)' : null;
    return isUp ? 'makes a number more generous, though it is a demotion (CV-08)' : null;
  },
  function promotesFromZeroToTwo(cause, from, to) {
    return isEarned(cause) && from === 0 && to !== 0 && to !== 2 ? 'promotes 0 past 2 (CV-08)' : null;
  },
  function earnsThreeAtMost(cause, from, to) {
    return isEarned(cause) && to > 3 && to !== from ? 'earns more than 3 (CV-03)' : null;
  },
  function designatesOneNumber(cause, from, to) {
    if ((to !== 4 && to !== 5) || to === from || designatedBy(cause) === to) return null;
    return `leads to ${to}, which is a matter of designation (CV-04, CV-05)`;
  },
];

/** What a table of transitions breaks of CV-03 to CV-08, each place with the reason. */
export function transitionProblems(transitions: CustomerValuePolicyValues['transitions']): readonly PolicyProblem[] {
  const causes: readonly Cause[] = [...PROMOTIONS, ...DEMOTIONS];
  return [
    ...causes.flatMap((cause) =>
      GENEROSITY_ORDER.flatMap((from) =>
        CHECKS.flatMap((check) => {
          const problem = check(cause, from, transitions[cause][from], transitions[cause]);
          return problem === null ? [] : [{ field: `values.transitions.${cause}.${from}`, problem }];
        }),
      ),
    ),
    ...requiredMovements(transitions),
  ];
}

/** Movements that the rules demand, not only allow. */
function requiredMovements(transitions: CustomerValuePolicyValues['transitions']): readonly PolicyProblem[] {
  const required: readonly (readonly [Cause, CustomerValue, CustomerValue, string])[] = [
    ['merit', 0, 2, 'CV-08'],
    ['high-merit', 2, 3, 'CV-03'],
    ['recovery', 1, 2, 'section 7.1'],
    ['credits-won', 0, 1, 'CV-08'],
    ['designation-small-business', 0, 4, 'CV-05'],
    ['designation-corporate', 0, 5, 'CV-04'],
  ];
  return required.flatMap(([cause, from, to, rule]) =>
    transitions[cause][from] === to
      ? []
      : [{ field: `values.transitions.${cause}.${from}`, problem: `must be ${to} (${rule})` }],
  );
}
