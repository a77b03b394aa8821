import { isObject, type Json, type JsonObject } from '../json.js';
import { asList, followed, propertiesOf, schemaReader } from '../schema-reader.js';
import { isImei } from '@tierline/contracts';
import type { Random } from '@tierline/chance';

const KEPT = 0.4;
const LEFT_OUT = 0.3;
const CUSTOMERS = 40;
const DAY_MS = 24 * 60 * 60 * 1000;
const DAYS = 3_000;
const FIRST_DAY = Date.UTC(2019, 0, 1);
const LONGEST_TEXT = 12;
const SMALL_AMOUNT = 1_000;
const CHARACTERS = Array.from('abcXYZ 0129äß漢字😀"\\/<>&{}');
const IMEI_DIGITS = 14;

/**
 * Another valid value of the same shape: other words, amounts, days and texts, and without some of what may be left out.
 *
 * @param root the JSON Schema of the message
 */
export function varied(root: JsonObject, sample: JsonObject, random: Random): JsonObject {
  const read = schemaReader(root);
  const object = (schema: Json, value: JsonObject): JsonObject => {
    const shape = read(schema, value);
    const required = asList(shape['required']);
    // What tells the kind of the others stays what it is.
    const telling = asList(followed(root, schema)['allOf']).flatMap(propertiesAsked);
    const kept = Object.entries(value).filter(([name]) => required.includes(name) || !random.chance(LEFT_OUT));
    return Object.fromEntries(
      kept.map(([name, child]) => {
        const declared = propertiesOf(shape)[name] ?? {};
        if (isObject(child)) return [name, object(declared, child)];
        return [name, telling.includes(name) ? child : leaf(read(declared, child), child, random)];
      }),
    );
  };
  return object(root, sample);
}

const propertiesAsked = (condition: Json): readonly string[] =>
  isObject(condition) && isObject(condition['if']) ? Object.keys(propertiesOf(condition['if'])) : [];

function leaf(schema: JsonObject, value: Json, random: Random): Json {
  if ('const' in schema || random.chance(KEPT)) return value;
  const words = asList(schema['enum']);
  if (words.length > 0) return random.pick(words);
  if (schema['type'] === 'integer') return amount(schema, random);
  return typeof value === 'string' ? text(schema, value, random) : value;
}

function amount({ minimum, maximum }: JsonObject, random: Random): number {
  const least = typeof minimum === 'number' ? minimum : 0;
  const most = typeof maximum === 'number' ? maximum : 1_000_000;
  const span = most - least + 1;
  return random.pick([least, most, least + random.below(span), least + random.below(Math.min(span, SMALL_AMOUNT))]);
}

function text({ format, pattern, maxLength }: JsonObject, value: string, random: Random): string {
  if (format === 'imei') return imei(random);
  if (format === 'date') return new Date(FIRST_DAY + random.below(DAYS) * DAY_MS).toISOString().slice(0, 10);
  if (pattern === '^[\\w.:-]+$') return `c-${String(random.below(CUSTOMERS))}`;
  if (typeof maxLength !== 'number' || typeof pattern !== 'string') return value;
  const length = 1 + random.below(Math.min(maxLength, LONGEST_TEXT));
  const other = Array.from({ length }, () => random.pick(CHARACTERS)).join('');
  return new RegExp(pattern, 'u').test(other) ? other : value;
}

function imei(random: Random): string {
  const digits = Array.from({ length: IMEI_DIGITS }, () => String(random.below(10))).join('');
  const found = Array.from({ length: 10 }, (_, check) => `${digits}${String(check)}`).find(isImei);
  if (found === undefined) throw new Error(`${digits} has no check digit`);
  return found;
}
