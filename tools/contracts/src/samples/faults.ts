import { isObject, type Json, type JsonObject } from '../json.js';
import { propertiesOf, asList, schemaReader, type SchemaReader } from '../schema-reader.js';
import type { InvalidSample } from './sample.js';
import { wrongValues } from './wrong-values.js';

/** A fault before it stands in its message. */
type Put = (value: Json) => Json;

const UNKNOWN = 'unknownField';
/** Names that every object seems to have something of. */
const TREACHEROUS = ['constructor', '__proto__'];
const MOST_COPIES = 50;

/**
 * A valid sample made wrong in one place at a time: each field, however deep, missing, null, of another type, too long,
 * too large, none of the words that it may be, and so on; and fields that nobody knows.
 *
 * @param root the JSON Schema of the message
 */
export function faultsOf(root: JsonObject, sample: JsonObject): readonly InvalidSample[] {
  const read = schemaReader(root);
  return inObject(read, read(root, sample), sample, '', (value) => value);
}

function inObject(
  read: SchemaReader,
  schema: JsonObject,
  value: JsonObject,
  path: string,
  put: Put,
): readonly InvalidSample[] {
  const properties = propertiesOf(schema);
  const at = (name: string) => (path === '' ? name : `${path}.${name}`);
  const missing = asList(schema['required'])
    .map(String)
    .filter((name) => name in value);
  return [
    ...[UNKNOWN, ...TREACHEROUS].map((name) => ({
      why: `a field that nobody knows: ${at(name)}`,
      field: at(name),
      data: put(Object.fromEntries([...Object.entries(value), [name, 'x']])),
    })),
    ...missing.map((name) => ({ why: `no ${at(name)}`, field: at(name), data: put(without(value, name)) })),
    ...Object.entries(value).flatMap(([name, child]) =>
      inField(read, properties[name], child, at(name), (changed) => put({ ...value, [name]: changed })),
    ),
  ];
}

function inField(
  read: SchemaReader,
  declared: JsonObject | undefined,
  value: Json,
  path: string,
  put: Put,
): readonly InvalidSample[] {
  const schema = read(declared, value);
  const here = wrongValues(schema, value).map(([why, wrong]) => ({
    why: `${path} is ${why}`,
    field: path,
    data: put(wrong),
  }));
  if (isObject(value)) return [...here, ...inObject(read, schema, value, path, put)];
  return Array.isArray(value) ? [...here, ...inList(read, schema, value as Json[], path, put)] : here;
}

function inList(
  read: SchemaReader,
  { items, maxItems }: JsonObject,
  list: readonly Json[],
  path: string,
  put: Put,
): readonly InvalidSample[] {
  const [first] = list;
  if (first === undefined || !isObject(items)) return [];
  const item = inField(read, items, first, `${path}.0`, (changed) => put([changed, ...list.slice(1)]));
  if (typeof maxItems !== 'number' || maxItems > MOST_COPIES) return item;
  const tooMany = Array.from({ length: maxItems + 1 }, () => first);
  return [...item, { why: `${path} has too many items`, field: path, data: put(tooMany) }];
}

const without = (value: JsonObject, name: string): JsonObject =>
  Object.fromEntries(Object.entries(value).filter(([each]) => each !== name));
