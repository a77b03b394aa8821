import { schemasOf, type JsonSchema } from '@tierline/contracts';
import { versionedName, type Contract } from '../catalogue.js';
import { asJson, isObject, type Json, type JsonObject } from '../json.js';

/** The dialect of the schemas. */
export const DIALECT = 'https://json-schema.org/draft/2020-12/schema';

const DEFINITIONS = '#/$defs/';
const whatItIs = {
  command: (context: string) => `A command that ${context} takes`,
  event: (context: string) => `An event that ${context} publishes`,
  outcome: (context: string) => `What became of a command that ${context} took`,
} as const;

/**
 * The JSON Schema of a message's data: a document of its own, which refers to nothing outside of it.
 *
 * @throws {UnknownValidator} when a field is checked by something that nobody has written as a schema
 */
export function messageSchema({ context, kind, message }: Contract): JsonObject {
  const { [message.data.name]: root, ...others } = plainSchemas(schemasOf([message.data], DEFINITIONS));
  return asJson({
    $schema: DIALECT,
    $id: `urn:tierline:${context}:${message.name}:v${String(message.version)}`,
    title: versionedName(message),
    description: whatItIs[kind](context),
    ...root,
    ...(Object.keys(others).length > 0 && { $defs: others }),
  });
}

/** Schemas without the one word in them that only OpenAPI knows: the constants of the kinds say the same. */
export const plainSchemas = (schemas: Readonly<Record<string, JsonSchema>>): Readonly<Record<string, JsonObject>> =>
  Object.fromEntries(Object.entries(schemas).map(([name, schema]) => [name, plain(asJson(schema)) as JsonObject]));

function plain(schema: Json): Json {
  if (Array.isArray(schema)) return schema.map(plain);
  if (!isObject(schema)) return schema;
  const { discriminator, ...rest } = schema;
  // A property may have that name too; the keyword stands beside `oneOf`.
  const kept = 'oneOf' in schema || discriminator === undefined ? rest : schema;
  return Object.fromEntries(Object.entries(kept).map(([name, value]) => [name, plain(value)]));
}
