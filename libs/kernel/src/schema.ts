import type { Instant } from './ids.js';

/** What is wrong at one place of a JSON value. */
export interface SchemaProblem {
  /** The place, as `proof.price.currency` or `fields[2].result`; empty for the value itself. */
  readonly field: string;
  /** Why it is wrong, without what stands there, which may be somebody's own. */
  readonly problem: string;
  /** What stands there; absent where a field is missing or unknown. */
  readonly found?: unknown;
}

/** Says what is wrong with a JSON value. */
export type AnySchema = (json: unknown) => readonly SchemaProblem[];

/** Says what is wrong with a JSON value. When nothing is, the value is a `Value`. */
export interface Schema<Value> extends AnySchema {
  /** For the compiler only; a function both ways, so that a schema that allows less than the type is an error too. */
  readonly promises?: (value: Value) => Value;
  readonly isOptional?: never;
}

/** The schema of a field that may be absent. */
export interface OptionalSchema<Value> extends AnySchema {
  readonly promises?: (value: Value) => Value;
  readonly isOptional: true;
}

/** A schema for each field, and `optional` for exactly those that the type lets be absent. */
export type MemberSchemas<Value extends object> = {
  readonly [Name in keyof Value]-?: Partial<Pick<Value, Name>> extends Pick<Value, Name>
    ? OptionalSchema<Exclude<Value[Name], undefined>>
    : Schema<Value[Name]>;
};

/** Shared, since almost every value is right and none of them should cost an array. */
const NONE: readonly SchemaProblem[] = [];

const wrong = (found: unknown, expected: string): readonly SchemaProblem[] => [
  { field: '', problem: `must be ${expected}`, found },
];

const schemaOf =
  <Value>(isRight: (json: unknown) => boolean, expected: string): Schema<Value> =>
  (json) =>
    isRight(json) ? NONE : wrong(json, expected);

/** A whole number from `least` to `most`. */
export const integer = (least: number, most: number): Schema<number> =>
  schemaOf(
    (json) => Number.isInteger(json) && Number(json) >= least && Number(json) <= most,
    `a whole number from ${least} to ${most}`,
  );

/** `true` or `false`. */
export const flag: Schema<boolean> = schemaOf((json) => typeof json === 'boolean', 'true or false');

/** A text of a form, which is described in words. */
export const text = <Text extends string>(form: RegExp, description: string): Schema<Text> =>
  schemaOf((json) => typeof json === 'string' && form.test(json), description);

/** A text that is not empty. */
export const anyText: Schema<string> = text(/[^]/, 'a text that is not empty');

/** A text that says something. */
export const someText = <Text extends string>(): Schema<Text> => text(/\S/, 'a text');

/** A moment in UTC with milliseconds. */
export const instant: Schema<Instant> = text(
  /^\d{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])T(?:[01]\d|2[0-3]):[0-5]\d:[0-5]\d\.\d{3}Z$/,
  'an instant as 2026-03-01T09:30:00.000Z',
);

/** One of these values. */
export const oneOf = <Value extends string | number | boolean>(...allowed: readonly Value[]): Schema<Value> =>
  schemaOf((json) => allowed.includes(json as Value), `one of ${allowed.join(', ')}`);

/** `null`, or what another schema allows. */
export const nullOr =
  <Value>(schema: Schema<Value>): Schema<Value | null> =>
  (json) =>
    json === null ? NONE : schema(json);

/** A field that may be absent. */
export const optional = <Value>(schema: Schema<Value>): OptionalSchema<Value> =>
  Object.assign((json: unknown) => schema(json), { isOptional: true as const });

/** A list whose items all pass one schema. */
export const list =
  <Item>(item: Schema<Item>): Schema<readonly Item[]> =>
  (json) => {
    if (!Array.isArray(json)) return wrong(json, 'a list');
    let problems = NONE;
    for (const [index, each] of json.entries()) problems = joined(problems, `[${index}]`, item(each));
    return problems;
  };

/** An object whose fields all pass one schema, whatever they are called. */
export const dictionary =
  <Value>(member: Schema<Value>): Schema<Readonly<Record<string, Value>>> =>
  (json) => {
    if (!isRecord(json)) return wrong(json, 'an object');
    let problems = NONE;
    for (const [name, each] of Object.entries(json)) problems = joined(problems, name, member(each));
    return problems;
  };

/** An object with exactly these fields. */
export function object<Value extends object>(members: MemberSchemas<Value>): Schema<Value> {
  const schemas = Object.entries(members as Readonly<Record<string, AnySchema>>);
  return (json) => {
    if (!isRecord(json)) return wrong(json, 'an object');
    let problems = NONE;
    let present = 0;
    for (const [name, schema] of schemas) {
      if (Object.hasOwn(json, name)) {
        present += 1;
        problems = joined(problems, name, schema(json[name]));
      } else if (!('isOptional' in schema)) problems = [...problems, { field: name, problem: 'is missing' }];
    }
    const names = Object.keys(json);
    if (names.length === present) return problems;
    const unknown = names.filter((name) => !Object.hasOwn(members, name));
    return [...unknown.map((field) => ({ field, problem: 'is unknown' })), ...problems];
  };
}

/** Those of several kinds of objects that have a value in the field that tells them apart. */
export type VariantOf<Value, Key extends PropertyKey, Tag> =
  Value extends Readonly<Record<Key, infer Tags>> ? (Tag extends Tags ? Value : never) : never;

/** An object of one of several kinds, which a field of text tells apart. */
export function variants<Value extends object, Key extends keyof Value & string>(
  key: Key,
  schemas: { readonly [Tag in Value[Key] & string]: Schema<VariantOf<Value, Key, Tag>> },
): Schema<Value> {
  const byTag = new Map(Object.entries<AnySchema>(schemas));
  const expected = `one of ${[...byTag.keys()].join(', ')}`;
  return (json) => {
    if (!isRecord(json)) return wrong(json, 'an object');
    if (!Object.hasOwn(json, key)) return [{ field: key, problem: 'is missing' }];
    const tag = json[key];
    const schema = typeof tag === 'string' ? byTag.get(tag) : undefined;
    return schema ? schema(json) : joined(NONE, key, wrong(tag, expected));
  };
}

function joined(
  problems: readonly SchemaProblem[],
  name: string,
  found: readonly SchemaProblem[],
): readonly SchemaProblem[] {
  if (found.length === 0) return problems;
  return [...problems, ...found.map((each) => ({ ...each, field: within(name, each.field) }))];
}

const within = (name: string, field: string): string =>
  field === '' || field.startsWith('[') ? `${name}${field}` : `${name}.${field}`;

const isRecord = (json: unknown): json is Readonly<Record<string, unknown>> =>
  typeof json === 'object' && json !== null && !Array.isArray(json);
