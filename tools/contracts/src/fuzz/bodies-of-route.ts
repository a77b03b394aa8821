import { isObject, type Json, type JsonObject } from '../json.js';
import type { Random } from '@tierline/chance';
import type { Bodies } from './bodies.js';
import type { FuzzedRoute } from './http-routes.js';

/** A command as a request says it: some of it in the path, the rest in the body. */
export interface Said {
  readonly path: string;
  readonly body: JsonObject;
}

const MOST_ATTEMPTS = 50;

/** A valid command, of which the path has said its part. @param path with the names of fields that are not yet filled in */
export function validSaid(bodies: Bodies, { fields }: FuzzedRoute, path: string, random: Random): Said {
  const data = bodies.valid(random);
  const filled = fields.reduce((text, name) => text.replace(`{${name}}`, textIn(data, name)), path);
  return { path: filled, body: without(data, fields) };
}

/** A body that is wrong whatever its path says. @throws {Error} when there is none */
export function invalidBody(bodies: Bodies, { fields }: FuzzedRoute, random: Random): Json {
  const ofPath = Object.entries(bodies.valid(random)).filter(([name]) => fields.includes(name));
  for (let attempt = 0; attempt < MOST_ATTEMPTS; attempt += 1) {
    const wrong = bodies.invalid(random);
    if (fields.length === 0 || !isObject(wrong)) return wrong;
    const rest = without(wrong, fields);
    if (bodies.refuses({ ...rest, ...Object.fromEntries(ofPath) })) return rest;
  }
  throw new Error(`the body of ${bodies.contract.message.name} cannot be made wrong`);
}

/** Only ids stand in paths. */
function textIn(data: JsonObject, name: string): string {
  const text = data[name];
  if (typeof text === 'string') return text;
  throw new Error(`${name} is no text, and cannot be in a path`);
}

const without = (data: JsonObject, fields: readonly string[]): JsonObject =>
  Object.fromEntries(Object.entries(data).filter(([name]) => !fields.includes(name)));
