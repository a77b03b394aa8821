import type { Policy } from '@tierline/kernel';
import {
  flag,
  integer,
  InvalidPolicy,
  leaves,
  map,
  object,
  oneOf,
  readAs,
  text,
  type PolicyProblem,
} from './policy-reader.js';

/** How far a proof of purchase may be from the record, field by field (DU-03). */
export interface ProofMatchValues {
  /** Minor units of the record's currency. The larger of the two price tolerances holds. */
  readonly priceToleranceMinor: number;
  /** Thousandths of the recorded price, rounded down to minor units. */
  readonly priceTolerancePerMille: number;
  /** Days, in both directions. */
  readonly purchasedOnToleranceDays: number;
  readonly sellerIgnoresCase: boolean;
  /** White space at the ends, and how much of it stands between words. */
  readonly sellerIgnoresWhitespace: boolean;
}

/** A rating of how a customer meets the staff. */
export type Attitude = 'bad' | 'neutral' | 'good';

/** A customer's value number (CV-01). */
export type CustomerValue = 0 | 1 | 2 | 3 | 4 | 5;

/** Every number that device unlock decides by. */
export interface DeviceUnlockPolicyValues {
  readonly proofMatch: ProofMatchValues;
}

/** A device-unlock policy as its file says it; whoever loads the file adds the hash of its content. */
export interface DeviceUnlockPolicy extends Omit<Policy<DeviceUnlockPolicyValues>, 'hash'> {
  readonly name: 'device-unlock';
  /** Where each value is from, by its place below `values`. */
  readonly provenanceOf: Readonly<Record<string, string>>;
}

const words = text(/\S/, 'a text');

const policy = object<DeviceUnlockPolicy>({
  name: oneOf('device-unlock'),
  version: integer(1, 1_000_000),
  owner: words,
  provenance: words,
  provenanceOf: map(words),
  activeFrom: text(/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}\.\d{3}Z$/, 'an instant as 2026-03-01T09:30:00.000Z'),
  values: object({
    proofMatch: object({
      priceToleranceMinor: integer(0, 1_000_000),
      priceTolerancePerMille: integer(0, 1_000),
      purchasedOnToleranceDays: integer(0, 366),
      sellerIgnoresCase: flag,
      sellerIgnoresWhitespace: flag,
    }),
  }),
});

/**
 * Checks a policy file of device unlock.
 *
 * @param json the parsed file
 * @throws {InvalidPolicy} with every field that is wrong, and why; also when a value has no provenance of its own
 */
export function parseDeviceUnlockPolicy(json: unknown): DeviceUnlockPolicy {
  const parsed = readAs(json, policy);
  const problems = provenanceProblems(parsed);
  if (problems.length > 0) throw new InvalidPolicy(problems);
  return parsed;
}

function provenanceProblems({ values, provenanceOf }: DeviceUnlockPolicy): readonly PolicyProblem[] {
  const places = leaves(values);
  const told = Object.keys(provenanceOf);
  const problem = (place: string, what: string) => ({ field: `provenanceOf.${place}`, problem: what });
  return [
    ...places.filter((place) => !told.includes(place)).map((place) => problem(place, 'is missing')),
    ...told.filter((place) => !places.includes(place)).map((place) => problem(place, 'tells of no value')),
  ];
}
