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
  /** The parameters of its path that are fields of its command, which its body then lacks. */
  readonly fields: readonly string[];
  /** Whether its aggregate has an id of ours, which is a UUID. */
  readonly isOurs: boolean;
  readonly creates: boolean;
  readonly answer?: string;
  /** The schema of what a good answer to a command tells besides how it ended, where it tells anything. */
  readonly told?: string;
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
  const promised = at(success?.[1], 'content', 'application/json', 'schema');
  const [common, besides] = asList(at(promised, 'allOf'));
  const answer = nameAt(common ?? promised, '$ref');
  const told = nameAt(besides, 'properties', 'answer', '$ref');
  const query = asList(operation['parameters']).flatMap(queryParameter);
  return {
    method: method.toUpperCase(),
    path,
    roles: allRoles.filter((role) => named.includes(role)),
    otherRoles: allRoles.filter((role) => !named.includes(role)),
    creates: success?.[0] === '201',
    query,
    fields: body?.endsWith(OF_BODY) ? fieldsIn(operation) : [],
    isOurs: pathParameters(operation).some((each) => at(each, 'schema', 'format') === 'uuid'),
    ...(body !== undefined && { body: body.replace(new RegExp(`${OF_BODY}$`), '') }),
    ...(answer !== undefined && { answer }),
    ...(told !== undefined && { told }),
  };
}

/** What the name of a schema ends with that lacks what the path says. */
const OF_BODY = 'Body';

const pathParameters = (operation: JsonObject): readonly Json[] =>
  asList(operation['parameters']).filter((each) => at(each, 'in') === 'path');

/** Of the parameters of a path the first names the aggregate. */
const fieldsIn = (operation: JsonObject): readonly string[] =>
  pathParameters(operation)
    .slice(1)
    .map((each) => at(each, 'name'))
    .filter((name) => typeof name === 'string');

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
