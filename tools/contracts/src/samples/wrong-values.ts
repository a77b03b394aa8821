import { asList } from '../schema-reader.js';
import type { Json, JsonObject } from '../json.js';

type Wrong = readonly [why: string, value: Json];

/** A value of every type of JSON, by what JSON Schema calls the type. */
const ofTypes: readonly (readonly [types: readonly string[], why: string, value: Json])[] = [
  [['null'], 'null', null],
  [['string'], 'a text', 'text'],
  [['string'], 'a number as text', '7'],
  [['integer', 'number'], 'a number', 7],
  [['boolean'], 'a truth value', true],
  [['object'], 'an object', {}],
  [['array'], 'a list', []],
];

const NO_WORD = 'no-such-word';
/** Texts of which every pattern that is in use refuses some. */
const ODD_TEXTS = ['', ' ', 'a b', 'ä', '\u0007', 'line\nbreak', '!'];
const MOST_ODD_TEXTS = 2;

/**
 * Values that a schema refuses, with what is wrong with each.
 *
 * @param schema of one field, references followed
 * @param value a valid one
 */
export function wrongValues(schema: JsonObject, value: Json): readonly Wrong[] {
  const type = typeof schema['type'] === 'string' ? schema['type'] : '';
  const otherTypes = ofTypes.filter(([types]) => !types.includes(type)).map(([, why, wrong]): Wrong => [why, wrong]);
  return [...otherTypes, ...wrongConstants(schema), ...wrongTexts(schema, value), ...wrongNumbers(schema)];
}

function wrongConstants(schema: JsonObject): readonly Wrong[] {
  if ('const' in schema) return [['another value', typeof schema['const'] === 'boolean' ? false : NO_WORD]];
  const words = asList(schema['enum']);
  if (words.length === 0) return [];
  const [first] = words;
  const capitals = typeof first === 'string' ? first.toUpperCase() : first;
  const inCapitals: readonly Wrong[] =
    capitals === undefined || words.includes(capitals) ? [] : [['a word in capitals', capitals]];
  return [['none of the words that it may be', NO_WORD], ...inCapitals];
}

function wrongTexts(schema: JsonObject, value: Json): readonly Wrong[] {
  if (typeof value !== 'string' || 'const' in schema) return [];
  const { maxLength, minLength, pattern, format } = schema;
  const form = typeof pattern === 'string' ? new RegExp(pattern, 'u') : undefined;
  const odd = form ? ODD_TEXTS.filter((text) => !form.test(text)).slice(0, MOST_ODD_TEXTS) : [];
  return [
    ...(typeof maxLength === 'number' ? [['too long', 'a'.repeat(maxLength + 1)] as const] : []),
    ...(typeof minLength === 'number' && minLength > 0 ? [['empty', ''] as const] : []),
    ...odd.map((text) => [`a text of another form: ${JSON.stringify(text)}`, text] as const),
    ...(typeof format === 'string' ? [[`no ${format}`, 'none'] as const] : []),
  ];
}

function wrongNumbers({ type, minimum, maximum }: JsonObject): readonly Wrong[] {
  if (type !== 'integer') return [];
  return [
    ['a fraction', 0.5],
    ...(typeof minimum === 'number' ? [['too small', minimum - 1] as const] : []),
    ...(typeof maximum === 'number' ? [['too large', maximum + 1] as const] : []),
  ];
}
