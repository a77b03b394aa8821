import type { PolicyProblem } from '@tierline/kernel';
import type { Band, CustomerValuePolicyValues } from './policy-values.js';
import { ATTITUDES, AUTHORITY_ROLES, CONCESSION_KINDS, EFFORTS, GENEROSITY_ORDER } from './values.js';

/** A number of a policy, and where it stands. */
interface Placed {
  readonly field: string;
  readonly number: number;
}

/** The places of a policy at which more would lead to less, or at which a number makes another one meaningless. */
export function orderProblems(values: CustomerValuePolicyValues): readonly PolicyProblem[] {
  const { merits, demotion, concessions, terminationFee, usage } = values;
  return [
    ...bandProblems('merits.planBands', merits.planBands),
    ...bandProblems('merits.deviceBands', merits.deviceBands),
    ...rising([placed('merits.meritFrom', merits.meritFrom), placed('merits.highMeritFrom', merits.highMeritFrom)]),
    ...recoveryProblems(values),
    ...rising([placed('demotion.lateBills', demotion.lateBills), placed('demotion.amongBills', demotion.amongBills)]),
    ...CONCESSION_KINDS.flatMap((kind) =>
      rising(
        GENEROSITY_ORDER.map((value) =>
          placed(`concessions.ceilingMinor.${kind}.${value}`, concessions.ceilingMinor[kind][value]),
        ),
      ),
    ),
    ...CONCESSION_KINDS.flatMap((kind) =>
      rising(
        AUTHORITY_ROLES.map((role) =>
          placed(`concessions.authorityMinor.${role}.${kind}`, concessions.authorityMinor[role][kind]),
        ),
      ),
    ),
    ...rising(
      ATTITUDES.map((each) => placed(`concessions.attitudePerMille.${each}`, concessions.attitudePerMille[each])),
    ),
    ...rising(EFFORTS.map((each) => placed(`concessions.effortPerMille.${each}`, concessions.effortPerMille[each]))),
    ...(['months', 'onTimePerMille', 'paidMinor'] as const).flatMap((name) =>
      rising(
        (['standard', 'high'] as const).map((effort) =>
          placed(`concessions.effortFrom.${effort}.${name}`, concessions.effortFrom[effort][name]),
        ),
      ),
    ),
    ...eraProblems(terminationFee),
    ...rising([placed('usage.leastPeriods', usage.leastPeriods), placed('usage.historyPeriods', usage.historyPeriods)]),
  ];
}

const placed = (place: string, number: number): Placed => ({ field: `values.${place}`, number });

/** Each number must be at least as large as the one before it. */
const rising = (numbers: readonly Placed[]): readonly PolicyProblem[] =>
  numbers.flatMap(({ field, number }, index) => {
    const before = numbers[index - 1];
    return before === undefined || before.number <= number
      ? []
      : [{ field, problem: `must be at least ${before.number}, which is ${before.field}` }];
  });

const bandProblems = (place: string, bands: readonly Band[]): readonly PolicyProblem[] =>
  bands.flatMap((band, index) => {
    const before = bands[index - 1];
    return before === undefined || (band.fromMinor > before.fromMinor && band.points >= before.points)
      ? []
      : [
          {
            field: `values.${place}[${index}]`,
            problem: 'must be from more than the band before, with no fewer points',
          },
        ];
  });

/** Whoever recovers leads to 2, so it has to be worth what a new customer needs for 2; else 1 would be the shorter way (CV-07). */
function recoveryProblems({ merits, recovery }: CustomerValuePolicyValues): readonly PolicyProblem[] {
  const earned = Math.min(recovery.onTimeBills, merits.onTimeBill.atMostBills) * merits.onTimeBill.points;
  if (earned >= merits.meritFrom) return [];
  return [{ field: 'values.recovery.onTimeBills', problem: `must be worth ${merits.meritFrom} points, not ${earned}` }];
}

function eraProblems({ eras }: CustomerValuePolicyValues['terminationFee']): readonly PolicyProblem[] {
  const begun = Object.values(eras).map(({ begunFrom }) => begunFrom);
  const field = 'values.terminationFee.eras';
  return [
    ...(begun.includes(null) ? [] : [{ field, problem: 'must have one that is since ever' }]),
    ...(new Set(begun).size === begun.length ? [] : [{ field, problem: 'must each be from a day of its own' }]),
  ];
}
