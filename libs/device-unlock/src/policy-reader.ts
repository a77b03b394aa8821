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

/** Checks one place: reports what is wrong there. When nothing was reported, the value is a `Value`. */
export interface Check<Value> {
  (json: unknown, field: string, report: (problem: PolicyProblem) => void): void;
  /** For the compiler only. */
  readonly promises?: Value;
}

/**
 * Reads JSON as what a check promises.
 *
 * @throws {InvalidPolicy} with every problem at once
 */
export function readAs<Value>(json: unknown, check: Check<Value>): Value {
  const problems: PolicyProblem[] = [];
  check(json, '', (problem) => problems.push(problem));
  if (problems.length > 0) throw new InvalidPolicy(problems);
  return json as Value;
}

/** A whole number from `least` to `most`. */
export const integer =
  (least: number, most: number): Check<number> =>
  (json, field, report) => {
    const isRight = Number.isInteger(json) && Number(json) >= least && Number(json) <= most;
    if (!isRight) report({ field, problem: `must be a whole number from ${least} to ${most}, not ${told(json)}` });
  };

/** `true` or `false`. */
export const flag: Check<boolean> = (json, field, report) => {
  if (typeof json !== 'boolean') report({ field, problem: `must be true or false, not ${told(json)}` });
};

/** A text of a form, which is described in words. */
export const text =
  <Text extends string>(form: RegExp, description: string): Check<Text> =>
  (json, field, report) => {
    if (typeof json !== 'string' || !form.test(json))
      report({ field, problem: `must be ${description}, not ${told(json)}` });
  };

/** One of these texts. */
export const oneOf =
  <Text extends string>(...allowed: readonly Text[]): Check<Text> =>
  (json, field, report) => {
    if (!allowed.includes(json as Text))
      report({ field, problem: `must be one of ${allowed.join(', ')}, not ${told(json)}` });
  };

/** An object with exactly these members. */
export const object =
  <Value extends object>(members: { readonly [Key in keyof Value]: Check<Value[Key]> }): Check<Value> =>
  (json, field, report) => {
    if (!isRecord(json)) {
      report({ field, problem: `must be an object, not ${told(json)}` });
      return;
    }
    const within = (name: string) => (field === '' ? name : `${field}.${name}`);
    for (const name of Object.keys(json)) {
      if (!Object.hasOwn(members, name)) report({ field: within(name), problem: 'is unknown' });
    }
    for (const [name, check] of Object.entries<Check<unknown>>(members)) {
      if (Object.hasOwn(json, name)) check(json[name], within(name), report);
      else report({ field: within(name), problem: 'is missing' });
    }
  };

/** Any object whose members all pass one check. */
export const map =
  <Value>(member: Check<Value>): Check<Readonly<Record<string, Value>>> =>
  (json, field, report) => {
    if (!isRecord(json)) report({ field, problem: `must be an object, not ${told(json)}` });
    else for (const [name, value] of Object.entries(json)) member(value, `${field}.${name}`, report);
  };

/** The places of all leaves below a value, as `proofMatch.priceToleranceMinor`. */
export const leaves = (value: unknown): readonly string[] =>
  isRecord(value)
    ? Object.entries(value).flatMap(([name, member]) =>
        isRecord(member) ? leaves(member).map((leaf) => `${name}.${leaf}`) : [name],
      )
    : [];

const isRecord = (json: unknown): json is Readonly<Record<string, unknown>> =>
  typeof json === 'object' && json !== null && !Array.isArray(json);

const told = (json: unknown): string => JSON.stringify(json);
