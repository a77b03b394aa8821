import { schemasOf } from '@tierline/contracts';
import { answerSchemas, pageSchema, problemSchemas } from './openapi-answers.js';
import { bodyName, bodySchema } from './openapi-bodies.js';
import { headerParameters, pathParameters, queryParameters } from './openapi-parameters.js';
import { commandResponses, problemResponses, queryResponses } from './openapi-responses.js';
import type { Route } from './route-table.js';

/** What an OpenAPI document tells of a service besides its routes. */
export interface DocumentationOptions {
  readonly title: string;
  readonly version: string;
  /** The status of a refusal by its reason; 409 for a reason that is not named. */
  readonly statusOf: Readonly<Partial<Record<string, number>>>;
}

/** An OpenAPI 3.1 document, as JSON. */
export type OpenApiDocument = Readonly<{
  openapi: string;
  info: { readonly title: string; readonly version: string };
  paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>;
  components: Readonly<Record<string, Readonly<Record<string, object>>>>;
}>;

/** What one method does at one path. */
export type Operation = Readonly<{
  operationId: string;
  parameters: readonly object[];
  requestBody?: object;
  responses: Readonly<Record<string, object>>;
}> &
  Readonly<Record<string, unknown>>;

/** Describes a service, from the same declarations and classes that its door goes by. */
export function openApiDocument(routes: readonly Route[], options: DocumentationOptions): OpenApiDocument {
  const paths: Record<string, Record<string, Operation>> = {};
  for (const route of routes) {
    const path = route.path.replace(/:(\w+)/g, '{$1}');
    paths[path] = { ...paths[path], [route.method.toLowerCase()]: operation(route, options) };
  }
  const queries = routes.flatMap(({ declaration }) => (declaration.kind === 'query' ? [declaration] : []));
  const pages = queries.filter(({ isPage }) => isPage).map(({ answer }) => pageSchema(answer.name));
  const classes = routes.flatMap(({ declaration: { answer, ...declaration } }) => [
    ...(declaration.kind === 'command' ? [declaration.message.data] : []),
    ...(answer ? [answer] : []),
  ]);
  const written = schemasOf(classes);
  const bodies = routes.flatMap(({ declaration }) => bodySchema(declaration, written));
  return {
    openapi: '3.1.0',
    info: { title: options.title, version: options.version },
    paths,
    components: {
      schemas: { ...written, ...Object.fromEntries([...pages, ...bodies]), ...answerSchemas, ...problemSchemas },
      responses: problemResponses,
      securitySchemes: { bearer: { type: 'http', scheme: 'bearer', bearerFormat: 'JWT' } },
    },
  };
}

function operation(route: Route, { statusOf }: DocumentationOptions): Operation {
  const { declaration, handler, path, roles } = route;
  const common = {
    operationId: handler.replace('Controller', ''),
    summary: declaration.summary,
    description: `For the roles ${roles.join(', ')}.`,
    // Alternatives: one of the roles is enough.
    security: roles.map((role) => ({ bearer: [role] })),
  };
  if (declaration.kind === 'query') {
    return {
      ...common,
      tags: ['Queries'],
      parameters: [...pathParameters(path), ...queryParameters(declaration.parameters)],
      responses: queryResponses(declaration),
    };
  }
  const schema = { $ref: `#/components/schemas/${bodyName(declaration)}` };
  return {
    ...common,
    tags: ['Commands'],
    parameters: [...pathParameters(path, declaration), ...headerParameters(declaration)],
    requestBody: { required: true, content: { 'application/json': { schema } } },
    responses: commandResponses(declaration, Object.values(statusOf)),
  };
}
