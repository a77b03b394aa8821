import { defaultMetadataStorage } from 'class-transformer/cjs/storage.js';
import { isISO4217CurrencyCode } from 'class-validator';
import { kindsOf } from './fields/index.js';

/** A schema of JSON Schema 2020-12, which OpenAPI 3.1 and AsyncAPI 3 use. */
export type JsonSchema = Readonly<Record<string, unknown>>;

/** What a decorator of class-validator has noted. */
interface Constraint {
  readonly target: unknown;
  readonly propertyName: string;
  readonly name?: string;
  readonly constraints: readonly unknown[];
}

/** Refers to the schema of a class, which must then be written too. */
export type Refer = (type: new () => object) => JsonSchema;

/** A validator that nobody has written as JSON Schema: its fields would be described as anything. */
export class UnknownValidator extends Error {
  override readonly name = 'UnknownValidator';
  constructor(
    readonly field: string,
    readonly validator: string | undefined,
  ) {
    super(`${field}: write validator ${String(validator)} as JSON Schema in schema-converters.ts`);
  }
}

/** A field's note for its object: the property beside it that tells its kind, and the schema of each kind. */
export const OF_ITS_KIND = 'x-of-its-kind';

const LETTERS = Array.from('ABCDEFGHIJKLMNOPQRSTUVWXYZ');
const pairs = LETTERS.flatMap((first) => LETTERS.map((second) => first + second));
/** The package has a list of its own, and lets nobody see it. */
const currencies = pairs.flatMap((pair) => LETTERS.map((last) => pair + last)).filter(isISO4217CurrencyCode);

const className = (target: unknown) => (typeof target === 'function' ? target.name : String(target));

/**
 * How validators are written as JSON Schema, where the package does not know them, or says less than they do.
 *
 * @param refer is told every class that a field is made of
 */
export const schemaConverters = (refer: Refer) => ({
  isLocalDate: { type: 'string', format: 'date', description: 'A day of the calendar, as 2026-02-28, without a zone' },
  isIso8601: { type: 'string', format: 'date-time' },
  isInstant: {
    type: 'string',
    format: 'date-time',
    pattern: '^\\d{4}-\\d{2}-\\d{2}T\\d{2}:\\d{2}:\\d{2}\\.\\d{3}Z$',
    description: 'In UTC with milliseconds',
  },
  isImei: {
    type: 'string',
    pattern: '^\\d{15}$',
    format: 'imei',
    description: '15 digits, of which the last is the Luhn check digit',
  },
  isImeisv: { type: 'string', pattern: '^\\d{16}$' },
  isOfItsKind: ({ constraints }: Constraint): JsonSchema => ({
    type: 'string',
    description: 'Of the form of its `kind`: 15 digits with a right check digit, 16 digits, or a serial number',
    [OF_ITS_KIND]: constraints,
  }),
  isTimeZone: { type: 'string', format: 'time-zone', description: 'A zone of the IANA database' },
  isISO31661Alpha2: { type: 'string', pattern: '^[A-Z]{2}$', description: 'A country by its ISO 3166-1 alpha-2 code' },
  isISO4217CurrencyCode: { type: 'string', enum: currencies, description: 'A currency by its ISO 4217 code' },
  // These say nothing of the type, so that they leave `integer` as it is.
  min: ({ constraints }: Constraint): JsonSchema => ({ minimum: constraints[0] }),
  max: ({ constraints }: Constraint): JsonSchema => ({ maximum: constraints[0] }),
  equals: ({ constraints }: Constraint): JsonSchema => ({ type: typeof constraints[0], const: constraints[0] }),
  isDefined: {},
  nestedValidation: ({ target, propertyName, name }: Constraint): JsonSchema => {
    const type = defaultMetadataStorage.findTypeMetadata(target, propertyName);
    if (!type) throw new UnknownValidator(`${className(target)}.${propertyName}`, name);
    const kinds = kindsOf(target as new () => object, propertyName);
    if (!kinds) return refer(type.typeFunction());
    const subTypes = Object.entries(kinds.types);
    const mapping = Object.fromEntries(subTypes.map(([word, value]) => [word, refer(value)['$ref']]));
    return {
      oneOf: subTypes.map(([, value]) => refer(value)),
      discriminator: { propertyName: kinds.property, mapping },
    };
  },
  customValidation: ({ target, propertyName, name }: Constraint): never => {
    throw new UnknownValidator(`${className(target)}.${propertyName}`, name);
  },
});
