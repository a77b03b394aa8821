import { InvalidPolicy, provenanceProblems, readAs, schema, type Policy, type PolicyProblem } from '@tierline/kernel';
import { ATTITUDES, GENEROSITY_ORDER, type Attitude, type DeviceUnlockPolicyValues } from './policy-values.js';

/** A device-unlock policy as its file says it; whoever loads the file adds the hash of its content. */
export interface DeviceUnlockPolicy extends Omit<Policy<DeviceUnlockPolicyValues>, 'hash'> {
  readonly name: 'device-unlock';
  /** Where each value is from, by its place below `values`. */
  readonly provenanceOf: Readonly<Record<string, string>>;
}

const { dictionary, flag, instant, integer, nullOr, object, oneOf, someText, text } = schema;

const words = someText();
const meaning = object<DeviceUnlockPolicyValues['sellers']['authorised']>({
  warranty: oneOf('maker', 'none'),
  proof: oneOf('retailer-may-confirm', 'maker-record-only'),
});
const attitude = oneOf(...ATTITUDES, 'never' as const);

const policy = object<DeviceUnlockPolicy>({
  name: oneOf('device-unlock'),
  version: integer(1, 1_000_000),
  owner: words,
  provenance: words,
  provenanceOf: dictionary(words),
  activeFrom: nullOr(instant),
  values: object({
    proofMatch: object({
      priceToleranceMinor: integer(0, 1_000_000),
      priceTolerancePerMille: integer(0, 1_000),
      purchasedOnToleranceDays: integer(0, 366),
      sellerIgnoresCase: flag,
      sellerIgnoresWhitespace: flag,
    }),
    sellers: object({ authorised: meaning, unauthorised: meaning, liquidating: meaning }),
    retailerEnquiry: object({ answerWithinBusinessDays: integer(1, 366) }),
    carrierUnlock: object({
      minimumActiveDays: integer(0, 3_660),
      answerWithinBusinessDays: integer(1, 366),
      calendar: text(/^[A-Z]{2}(?:-[A-Z0-9]+)*$/, 'a holiday calendar as US or US-NY'),
      zone: text(/^[A-Za-z_]+(?:\/[A-Za-z_+-]+)*$/, 'a time zone as America/New_York'),
    }),
    travelUnlock: object({
      longestTripDays: integer(1, 366),
      earliestDaysBefore: integer(0, 366),
      leastAttitude: object({ 0: attitude, 1: attitude, 2: attitude, 3: attitude, 4: attitude, 5: attitude }),
    }),
    codes: object({ showAgainMinutes: integer(0, 10_080) }),
    requestSources: object({ requestsPerMonth: integer(0, 1_000_000), duplicatesPerMille: integer(0, 1_000) }),
  }),
});

/**
 * Checks a policy file of device unlock.
 *
 * @param json the parsed file
 * @throws {InvalidPolicy} with every field that is wrong, and why; also when a value has no provenance of its own, or a more
 * valued customer would be treated worse than a less valued one
 */
export function parseDeviceUnlockPolicy(json: unknown): DeviceUnlockPolicy {
  const parsed = readAs(json, policy);
  const problems = [...provenanceProblems(parsed.values, parsed.provenanceOf), ...generosityProblems(parsed)];
  if (problems.length > 0) throw new InvalidPolicy(problems);
  return parsed;
}

function generosityProblems({ values }: DeviceUnlockPolicy): readonly PolicyProblem[] {
  const { leastAttitude } = values.travelUnlock;
  const demands: readonly (Attitude | 'never')[] = [...ATTITUDES, 'never'];
  return GENEROSITY_ORDER.flatMap((value, rank) => {
    const less = GENEROSITY_ORDER[rank - 1];
    const isFair = less === undefined || demands.indexOf(leastAttitude[value]) <= demands.indexOf(leastAttitude[less]);
    const field = `values.travelUnlock.leastAttitude.${value}`;
    return isFair ? [] : [{ field, problem: `demands more than value ${less} has to show` }];
  });
}
