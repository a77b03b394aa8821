import { targetConstructorToSchema } from 'class-validator-jsonschema';
import { OF_ITS_KIND, schemaConverters, type JsonSchema } from './schema-converters.js';

/** The package's own type, which it does not export; its metadata are a part of what it declares ours to take. */
type Converters = NonNullable<NonNullable<Parameters<typeof targetConstructorToSchema>[1]>['additionalConverters']>;

/** A class whose decorators say what is valid. */
export type ContractClass = new () => object;

/** Where OpenAPI and AsyncAPI keep schemas. */
export const COMPONENTS = '#/components/schemas/';

/**
 * Writes classes as JSON Schema, from the same decorators that validate at the doors.
 *
 * @param classes the roots; every class that they are made of is written too
 * @param prefix what references begin with
 * @returns the schemas by the names of their classes, in the order in which they were met
 * @throws {UnknownValidator} when a decorator cannot be written, naming its field
 */
export function schemasOf(
  classes: readonly ContractClass[],
  prefix: string = COMPONENTS,
): Readonly<Record<string, JsonSchema>> {
  const written = new Map<string, { readonly type: ContractClass; readonly schema: JsonSchema }>();
  const write = (type: ContractClass): void => {
    const before = written.get(type.name);
    if (before?.type === type) return;
    if (before) throw new Error(`two classes are named ${type.name}`);
    const nested: ContractClass[] = [];
    const refer = (each: ContractClass) => {
      nested.push(each);
      return { $ref: prefix + each.name };
    };
    const schema = targetConstructorToSchema(type, {
      additionalConverters: schemaConverters(refer) as unknown as Converters,
      refPointerPrefix: prefix,
    }) as JsonSchema;
    written.set(type.name, { type, schema: objectSchema(schema) });
    nested.forEach(write);
  };
  classes.forEach(write);
  return Object.fromEntries([...written].map(([name, { schema }]) => [name, schema]));
}

/** A class refuses the fields that it does not name. One without any field has no schema of the package's making. */
function objectSchema({ properties = {}, ...schema }: JsonSchema): JsonSchema {
  const fields = Object.entries(properties as Readonly<Record<string, JsonSchema>>);
  const conditions = fields.flatMap(([name, field]) => conditionsOf(name, field[OF_ITS_KIND]));
  return {
    type: 'object',
    ...schema,
    properties: Object.fromEntries(fields.map(([name, field]) => [name, tidy(field)])),
    ...(conditions.length > 0 && { allOf: conditions }),
    additionalProperties: false,
  };
}

/** What a field must be for each word that another field of its object can say. */
function conditionsOf(name: string, note: unknown): readonly JsonSchema[] {
  if (note === undefined) return [];
  const [property, schemas] = note as readonly [string, Readonly<Record<string, JsonSchema>>];
  return Object.entries(schemas).map(([word, schema]) => ({
    if: { properties: { [property]: { const: word } }, required: [property] },
    then: { properties: { [name]: schema } },
  }));
}

/** Beside a reference nothing need be said. */
function tidy(field: JsonSchema): JsonSchema {
  if ('$ref' in field) return { $ref: field['$ref'] };
  if ('oneOf' in field) return { oneOf: field['oneOf'], discriminator: field['discriminator'] };
  const { [OF_ITS_KIND]: _, ...rest } = field;
  return 'items' in rest ? { ...rest, items: tidy(rest['items'] as JsonSchema) } : rest;
}
