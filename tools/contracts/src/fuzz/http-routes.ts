import { roles as allRoles, type Role } from '@tierline/contracts';
import type { OpenApiDocument } from '@tierline/platform';
import { asJson, isObject, type Json, type JsonObject } from '../json.js';
import { asList } from '../schema-reader.js';

/** A route as the OpenAPI document tells it. */
export interface FuzzedRoute {
  readonly method: string;
  readonly path: string;
  readonly roles: readonly Role[];
  readonly otherRoles: readonly Role[];
  /** The class of its body; nothing for a query. */
  readonly body?: string;
  readonly creates: boolean;
  readonly answer?: string;
  readonly query: readonly QueryParameter[];
}

/** A parameter of a query, and the schema of its text. */
export interface QueryParameter {
  readonly name: string;
  readonly schema: JsonObject;
}

/** The routes of a document. */
export const routesIn = (document: OpenApiDocument): readonly FuzzedRoute[] =>
  Object.entries(document.paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => route(path, method, asJson(operation))),
  );

function route(path: string, method: string, operation: JsonObject): FuzzedRoute {
  const named = asList(operation['security']).flatMap((each) => asList(at(each, 'bearer')));
  const body = nameAt(operation, 'requestBody', 'content', 'application/json', 'schema', '$ref');
  const success = Object.entries(at(operation, 'responses') as JsonObject).find(([status]) => status.startsWith('2'));
  const answer = success && nameAt(success[1], 'content', 'application/json', 'schema', '$ref');
  const query = asList(operation['parameters']).flatMap(queryParameter);
  return {
    method: method.toUpperCase(),
    path,
    roles: allRoles.filter((role) => named.includes(role)),
    otherRoles: allRoles.filter((role) => !named.includes(role)),
    creates: success?.[0] === '201',
    query,
    ...(body !== undefined && { body }),
    ...(answer !== undefined && { answer }),
  };
}

function queryParameter(parameter: Json): readonly QueryParameter[] {
  const [name, schema] = [at(parameter, 'name'), at(parameter, 'schema')];
  const isOfQuery = at(parameter, 'in') === 'query' && typeof name === 'string' && isObject(schema);
  return isOfQuery ? [{ name, schema }] : [];
}

const at = (value: Json | undefined, ...path: readonly string[]): Json | undefined =>
  path.reduce((inner, key) => (isObject(inner) ? inner[key] : undefined), value);

const nameAt = (value: Json | undefined, ...path: readonly string[]): string | undefined => {
  const reference = at(value, ...path);
  return typeof reference === 'string' ? reference.split('/').at(-1) : undefined;
};
