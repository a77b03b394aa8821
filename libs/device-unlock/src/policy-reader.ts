import type { Schema } from '@tierline/kernel';

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

const isRecord = (json: unknown): json is Readonly<Record<string, unknown>> =>
  typeof json === 'object' && json !== null && !Array.isArray(json);
