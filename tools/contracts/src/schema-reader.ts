import { isObject, type Json, type JsonObject } from './json.js';

/** A schema with references followed, and with what holds for one value added to it. */
export type SchemaReader = (schema: Json | undefined, value: Json) => JsonObject;

/**
 * Reads the schemas of one document.
 *
 * What it gives of a schema is what one value is held against: references are followed, of several shapes the value's own
 * is taken (told by its constants, else the first), and conditions that the value meets are added.
 *
 * @param root the document that references point into
 */
export function schemaReader(root: JsonObject): SchemaReader {
  const read: SchemaReader = (schema, value) => {
    const { oneOf, allOf, ...shape } = followed(root, schema);
    const variants = asList(oneOf).map((each) => followed(root, each));
    const variant = variants.find((each) => hasConstantsOf(each, value)) ?? variants[0];
    const conditions = asList(allOf).map((each) => conditionOf(each, value));
    return [variant, ...conditions].reduce<JsonObject>((all, each) => merged(all, each), shape);
  };
  return read;
}

/** A schema behind its references. @throws {Error} naming a reference that points at nothing */
export function followed(root: JsonObject, schema: Json | undefined): JsonObject {
  if (!isObject(schema)) throw new Error(`${JSON.stringify(schema)} is no schema`);
  const reference = schema['$ref'];
  if (typeof reference !== 'string') return schema;
  const target = reference
    .slice(2)
    .split('/')
    .reduce<Json | undefined>((value, key) => (isObject(value) ? value[key] : undefined), root);
  if (!reference.startsWith('#/') || target === undefined) throw new Error(`${reference} points at nothing`);
  return followed(root, target);
}

/** The properties of a schema by their names. */
export const propertiesOf = ({ properties }: JsonObject): Readonly<Record<string, JsonObject>> =>
  isObject(properties) ? (properties as Readonly<Record<string, JsonObject>>) : {};

/** The list at a keyword; an empty one when there is none. */
export const asList = (value: Json | undefined): readonly Json[] => (Array.isArray(value) ? (value as Json[]) : []);

function hasConstantsOf(schema: JsonObject, value: Json): boolean {
  if (!isObject(value)) return false;
  const constants = Object.entries(propertiesOf(schema)).filter(([, property]) => 'const' in property);
  return constants.length > 0 && constants.every(([name, property]) => value[name] === property['const']);
}

function conditionOf(condition: Json, value: Json): JsonObject | undefined {
  if (!isObject(condition) || !isObject(condition['if']) || !isObject(condition['then'])) return undefined;
  return hasConstantsOf(condition['if'], value) ? condition['then'] : undefined;
}

function merged(one: JsonObject, other: JsonObject | undefined): JsonObject {
  if (!other) return one;
  const properties = { ...propertiesOf(one) };
  for (const [name, property] of Object.entries(propertiesOf(other))) {
    properties[name] = { ...properties[name], ...property };
  }
  return { ...one, ...other, properties };
}
