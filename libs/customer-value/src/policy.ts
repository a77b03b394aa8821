import { InvalidPolicy, localDate, provenanceProblems, readAs, schema, type Policy } from '@tierline/kernel';
import { orderProblems } from './policy-order.js';
import type {
  Band,
  Cause,
  ConcessionValues,
  CustomerValuePolicyValues,
  EffortDemand,
  FeeEra,
  FeeFormula,
  TerminationFeeValues,
  Transition,
  UsageValues,
} from './policy-values.js';
import { transitionProblems } from './transition-table.js';
import { ATTITUDES, type ConcessionKind, type CustomerValue } from './values.js';

/** A customer-value policy as its file says it; whoever loads the file adds the hash of its content. */
export interface CustomerValuePolicy extends Omit<Policy<CustomerValuePolicyValues>, 'hash'> {
  readonly name: 'customer-value';
  /** Where each value is from, by its place below `values`. */
  readonly provenanceOf: Readonly<Record<string, string>>;
}

const { dictionary, flag, instant, integer, list, nullOr, object, oneOf, someText, text } = schema;

const words = someText();
const minor = integer(0, 1_000_000_000);
const perMille = integer(0, 100_000);
const points = integer(0, 1_000);
const months = integer(0, 1_200);
const days = integer(0, 3_660);
const megabytes = integer(0, 1_000_000_000);
const value = oneOf(0, 1, 2, 3, 4, 5);
const transition = object<Transition>({ 0: value, 1: value, 2: value, 3: value, 4: value, 5: value });
const bands = list(object<Band>({ fromMinor: minor, points }));
const byValue = object<Record<CustomerValue, number>>({ 0: minor, 1: minor, 2: minor, 3: minor, 4: minor, 5: minor });
const byKind = object<Record<ConcessionKind, number>>({
  discount: minor,
  credit: minor,
  'free-phone': minor,
  'bill-adjustment': minor,
});
const formula = { baseMinor: minor, perFullMonthMinor: minor };
const demand = object<EffortDemand>({ months, onTimePerMille: integer(0, 1_000), paidMinor: minor });

const transitions = object<Record<Cause, Transition>>({
  merit: transition,
  'high-merit': transition,
  recovery: transition,
  'designation-small-business': transition,
  'designation-corporate': transition,
  'credits-won': transition,
  'late-bills': transition,
  'falling-spend': transition,
  'loss-of-designation': transition,
});

const terminationFee = object<TerminationFeeValues>({
  specifiedEquipment: list(words),
  trialDays: days,
  eras: dictionary(
    object<FeeEra>({
      begunFrom: nullOr(localDate),
      specified: nullOr(
        object<NonNullable<FeeEra['specified']>>({
          ...formula,
          ofMonths: list(months),
          minimum: object({ ofMonths: months, minor }),
        }),
      ),
      other: object<FeeFormula>(formula),
    }),
  ),
});

const concessions = object<ConcessionValues>({
  ceilingMinor: object({ discount: byValue, credit: byValue, 'free-phone': byValue, 'bill-adjustment': byValue }),
  isDivisible: object({ discount: flag, credit: flag, 'free-phone': flag, 'bill-adjustment': flag }),
  attitudePerMille: object({ bad: perMille, neutral: perMille, good: perMille }),
  unrated: oneOf(...ATTITUDES),
  effortPerMille: object({ low: perMille, standard: perMille, high: perMille }),
  effortFrom: object({ standard: demand, high: demand }),
  feeOwedPerMille: perMille,
  countedDays: days,
  leastMinor: integer(1, 1_000_000),
  authorityMinor: object({ 'tier1-agent': byKind, 'tier2-agent': byKind, supervisor: byKind }),
  supervisor: object({ aboveMinor: byKind, atLeastPerMille: integer(0, 1_000) }),
});

const usage = object<UsageValues>({
  historyPeriods: integer(1, 120),
  leastPeriods: integer(1, 120),
  deviationsPerMille: perMille,
  leastDeviationMegabytes: megabytes,
  planQuantile: oneOf('p95', 'p99'),
  planQuantilePerMille: perMille,
  leastMegabytes: megabytes,
});

const policy = object<CustomerValuePolicy>({
  name: oneOf('customer-value'),
  version: integer(1, 1_000_000),
  owner: words,
  provenance: words,
  provenanceOf: dictionary(words),
  activeFrom: nullOr(instant),
  values: object({
    currency: text(/^[A-Z]{3}$/, 'a currency of ISO 4217'),
    accounts: object({ zone: text(/^(?:UTC|[A-Z]\w+(?:\/[A-Z][\w+-]*)+)$/, 'a zone as America/New_York') }),
    bills: object({ graceDays: days }),
    merits: object({
      onTimeBill: object({ points, atMostBills: integer(0, 1_200) }),
      planBands: bands,
      deviceBands: bands,
      extraLine: object({ points, atMostLines: integer(0, 1_000) }),
      meritFrom: points,
      highMeritFrom: points,
    }),
    demotion: object({
      credits: integer(1, 1_000),
      creditsWithinMonths: months,
      lateBills: integer(1, 1_000),
      amongBills: integer(1, 1_200),
    }),
    recovery: object({ onTimeBills: integer(1, 1_200) }),
    designation: object({ corporateYearlySpendMinor: integer(1, Number.MAX_SAFE_INTEGER) }),
    transitions,
    terminationFee,
    concessions,
    entitlements: object({ daysOfMonth: integer(1, 31) }),
    usage,
  }),
});

/**
 * Checks a policy file of customer value.
 *
 * @param json the parsed file
 * @throws {InvalidPolicy} with every field that is wrong, and why; also when a value has no provenance of its own, a transition
 * breaks CV-03 to CV-08, or more of what earns a number or a concession would lead to less of it
 */
export function parseCustomerValuePolicy(json: unknown): CustomerValuePolicy {
  const parsed = readAs(json, policy);
  const problems = [
    ...provenanceProblems(parsed.values, parsed.provenanceOf),
    ...transitionProblems(parsed.values.transitions),
    ...orderProblems(parsed.values),
  ];
  if (problems.length > 0) throw new InvalidPolicy(problems);
  return parsed;
}
