import type { Schema } from './schema.js';

/** What is wrong with one place of a policy file. */
export interface PolicyProblem {
  /** The place, as `values.proofMatch.priceToleranceMinor`. */
  readonly field: string;
  readonly problem: string;
}

/** A policy file that must not be used, with everything that is wrong with it. */
export class InvalidPolicy extends Error {
  override readonly name = 'InvalidPolicy';
  constructor(readonly problems: readonly PolicyProblem[]) {
    super(`invalid policy: ${problems.map(({ field, problem }) => `${field} ${problem}`).join('; ')}`);
  }
}

/**
 * Reads JSON as what a schema promises. Nothing in a policy is secret, so a problem tells what was found as well.
 *
 * @throws {InvalidPolicy} with every problem at once
 */
export function readAs<Value>(json: unknown, schema: Schema<Value>): Value {
  const problems = schema(json);
  if (problems.length === 0) return json as Value;
  throw new InvalidPolicy(
    problems.map(({ field, problem, ...rest }) => ({
      field,
      problem: 'found' in rest ? `${problem}, not ${JSON.stringify(rest.found)}` : problem,
    })),
  );
}

/** The places of all leaves below a value, as `proofMatch.priceToleranceMinor`. */
export const leaves = (value: unknown): readonly string[] =>
  isRecord(value)
    ? Object.entries(value).flatMap(([name, member]) =>
        isRecord(member) ? leaves(member).map((leaf) => `${name}.${leaf}`) : [name],
      )
    : [];

/**
 * Compares the places of a policy's values with those that it tells the provenance of: each value has one, and none is told
 * of nothing.
 */
export function provenanceProblems(
  values: object,
  provenanceOf: Readonly<Record<string, string>>,
): readonly PolicyProblem[] {
  const places = leaves(values);
  const told = Object.keys(provenanceOf);
  const problem = (place: string, what: string) => ({ field: `provenanceOf.${place}`, problem: what });
  return [
    ...places.filter((place) => !told.includes(place)).map((place) => problem(place, 'is missing')),
    ...told.filter((place) => !places.includes(place)).map((place) => problem(place, 'tells of no value')),
  ];
}

const isRecord = (json: unknown): json is Readonly<Record<string, unknown>> =>
  typeof json === 'object' && json !== null && !Array.isArray(json);
