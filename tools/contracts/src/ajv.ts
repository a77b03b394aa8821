import { isImei, isLocalDate, isZone } from '@tierline/contracts';
import { Ajv2020, type ErrorObject } from 'ajv/dist/2020.js';
import type { JsonObject } from './json.js';

/** The formats that the schemas use. `imei` and `time-zone` are the project's own: the Luhn check digit, and a zone of the IANA database. */
const formats = {
  uri: (text: string) => URL.canParse(text),
  'uri-reference': (text: string) => URL.canParse(text, 'http://localhost'),
  date: isLocalDate,
  'date-time': (text: string) => /^\d{4}-\d\d-\d\dT/.test(text) && !Number.isNaN(Date.parse(text)),
  // The pattern beside it says all of it.
  uuid: true,
  imei: isImei,
  'time-zone': isZone,
} as const;

/** The fields at which a schema refuses a value, as paths; none when it is valid. */
export type Refusals = (value: unknown) => readonly string[];

/**
 * Compiles a JSON Schema, strictly: a word in it that means nothing is an error.
 *
 * @throws {Error} when it is no schema of its dialect
 */
export function refusalsBy(schema: JsonObject): Refusals {
  // Conditions say nothing of types, which stand beside them.
  const ajv = new Ajv2020({ allErrors: true, strict: true, strictTypes: false, formats });
  const validate = ajv.compile(schema);
  return (value) => (validate(value) ? [] : [...new Set((validate.errors ?? []).map(fieldOf))]);
}

function fieldOf({ instancePath, keyword, params }: ErrorObject): string {
  const path = instancePath.split('/').slice(1).map(unescaped);
  const named = params as { readonly missingProperty?: string; readonly additionalProperty?: string };
  const name = keyword === 'required' ? named.missingProperty : named.additionalProperty;
  return [...path, ...(name === undefined ? [] : [name])].join('.');
}

const unescaped = (part: string) => part.replaceAll('~1', '/').replaceAll('~0', '~');
