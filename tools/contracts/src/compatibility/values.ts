import { asList } from '../schema-reader.js';
import type { Json, JsonObject } from '../json.js';
import type { Direction } from './breaking-change.js';

/** What a rule says of two schemas of one field: the changes that break. */
export type Rule = (released: JsonObject, current: JsonObject, direction: Direction) => readonly string[];

const isWholeOfNumber = (type: string, types: readonly string[]) => type === 'integer' && types.includes('number');
const without = (some: readonly string[], others: readonly string[]) =>
  some.filter((each) => !others.includes(each) && !isWholeOfNumber(each, others));

/** The types that a value may have. */
export const typesRule: Rule = (released, current, direction) => {
  const [before, now] = [typesOf(released), typesOf(current)];
  if (direction === 'taken') {
    if (now.length === 0) return [];
    if (before.length === 0) return [`only takes ${now.join(', ')} now, and took anything`];
    return without(before, now).map((type) => `no longer takes ${type}`);
  }
  if (before.length === 0) return [];
  if (now.length === 0) return [`can be anything now, and was ${before.join(', ')}`];
  return without(now, before).map((type) => `can be ${type} now`);
};

/** The words of a closed set. A reader goes through all of them, and has no branch for another: that is why one more breaks. */
export const wordsRule: Rule = (released, current, direction) => {
  const [before, now] = [wordsOf(released), wordsOf(current)];
  if (direction === 'taken') {
    if (!now) return [];
    if (!before) return ['only takes certain words now'];
    return before.filter((word) => !now.includes(word)).map((word) => `no longer takes ${JSON.stringify(word)}`);
  }
  if (!before) return [];
  if (!now) return ['can be any word now'];
  return now.filter((word) => !before.includes(word)).map((word) => `can be ${JSON.stringify(word)} now`);
};

const LEAST = ['minimum', 'exclusiveMinimum', 'minLength', 'minItems', 'minProperties'];
const MOST = ['maximum', 'exclusiveMaximum', 'maxLength', 'maxItems', 'maxProperties'];

/** Bounds of numbers, lengths and lists. */
export const boundsRule: Rule = (released, current, direction) =>
  [...LEAST, ...MOST].flatMap((keyword) => {
    const sign = LEAST.includes(keyword) ? 1 : -1;
    const [before, now] = [strictness(released[keyword], sign), strictness(current[keyword], sign)];
    const isBroken = direction === 'taken' ? now > before : now < before;
    return isBroken ? [`${keyword} is ${said(current[keyword])}, and was ${said(released[keyword])}`] : [];
  });

/** The forms of texts. Nobody can tell which of two patterns takes more, so that each change of one breaks. */
export const formsRule: Rule = (released, current, direction) =>
  ['pattern', 'format'].flatMap((keyword) => {
    const [before, now] = [released[keyword], current[keyword]];
    const binding = direction === 'taken' ? now : before;
    return binding === undefined || before === now ? [] : [`${keyword} is ${said(now)}, and was ${said(before)}`];
  });

/** The keywords that these rules speak of. */
export const valueKeywords = ['type', 'enum', 'const', 'pattern', 'format', ...LEAST, ...MOST];

const typesOf = ({ type }: JsonObject): readonly string[] =>
  (typeof type === 'string' ? [type] : asList(type)).filter((each) => typeof each === 'string');
const wordsOf = (schema: JsonObject): readonly Json[] | undefined =>
  schema['const'] !== undefined ? [schema['const']] : schema['enum'] === undefined ? undefined : asList(schema['enum']);
const strictness = (bound: Json | undefined, sign: number) => (typeof bound === 'number' ? sign * bound : -Infinity);
const said = (value: Json | undefined) => (value === undefined ? 'not there' : JSON.stringify(value));
