import { isObject, type Json, type JsonObject } from '../json.js';

/** A change that a spec plants into a document: what is at a path is replaced, or removed when there is no value. */
export interface Planted {
  readonly path: readonly string[];
  readonly value?: Json;
}

/** A document with a change in it. @throws {Error} when the path leads nowhere, so that nothing would be planted */
export function planted(document: JsonObject, { path, value }: Planted): JsonObject {
  const [name, ...rest] = path;
  if (name === undefined) throw new Error('a path is needed');
  if (rest.length > 0) {
    const inner = document[name];
    if (!isObject(inner)) throw new Error(`${name} leads nowhere`);
    return { ...document, [name]: planted(inner, { path: rest, ...(value !== undefined && { value }) }) };
  }
  if (value !== undefined) return { ...document, [name]: value };
  if (!(name in document)) throw new Error(`${name} is not there to be removed`);
  return Object.fromEntries(Object.entries(document).filter(([each]) => each !== name));
}

/** Puts a value at a path. */
export const set = (path: readonly string[], value: Json): Planted => ({ path, value });

/** Takes away what is at a path. */
export const remove = (path: readonly string[]): Planted => ({ path });
