import { pageName } from './openapi-answers.js';
import { PROBLEM_JSON, problemKinds } from './problem.js';
import type { CommandRoute, QueryRoute } from './routes.js';

const header = (description: string) => ({ description, schema: { type: 'string' } });
const ETag = header('The entity tag of the state, for If-Match');
const position = { 'Tierline-Position': header('The position token of the answer, for `at-least`') };
const freshness = { ...position, 'Tierline-As-Of': header('When the view last heard of the store') };
const retryAfter = { 'Retry-After': header('After how many seconds to come again') };
const json = (name: string) => ({ 'application/json': { schema: { $ref: `#/components/schemas/${name}` } } });

const headersOf: Readonly<Partial<Record<number, object>>> = {
  401: { 'WWW-Authenticate': header('RFC 6750') },
  403: { 'WWW-Authenticate': header('RFC 6750') },
  412: { ETag },
  429: retryAfter,
  503: retryAfter,
};

const problem = (status: number, description: string) => ({
  description,
  ...(headersOf[status] && { headers: headersOf[status] }),
  content: { [PROBLEM_JSON]: { schema: { $ref: '#/components/schemas/Problem' } } },
});

const titlesOf = (status: number) =>
  Object.values(problemKinds).flatMap((kind) => (kind.status === status ? [kind.title] : []));
const nameOf = (status: number) => `Problem${String(status)}`;
const statuses = [...new Set(Object.values(problemKinds).map(({ status }) => status))];

/** A response for each status that problems come in. */
export const problemResponses = Object.fromEntries(
  statuses.map((status) => [nameOf(status), problem(status, titlesOf(status).join('; or: '))]),
);

const EVERY_ROUTE = [400, 401, 403, 429, 500, 503];
const problems = (also: readonly number[]) =>
  Object.fromEntries(
    [...EVERY_ROUTE, ...also].map((status) => [status, { $ref: `#/components/responses/${nameOf(status)}` }]),
  );

/** How a command can be answered. @param refusals the statuses that the service gives its refusals, besides 409 */
export function commandResponses(
  { subject, answer }: CommandRoute,
  refusals: readonly (number | undefined)[],
): Readonly<Record<string, object>> {
  const creates = subject === undefined;
  const headers = { ETag, ...position };
  const special = refusals.filter((status) => status !== undefined && !statuses.some((each) => each === status));
  return {
    ...Object.fromEntries(
      special.map((status) => [String(status), problem(Number(status), problemKinds.refused.title)]),
    ),
    [creates ? 201 : 200]: {
      description: 'The command was executed, now or when it first came',
      headers: creates ? { Location: header('The URL of what was made'), ...headers } : headers,
      content: answer ? withAnswer(answer.name) : json('CommandAnswer'),
    },
    ...problems([...(creates ? [] : [404]), problemKinds.refused.status, 412, 413, 415, 422]),
  };
}

const withAnswer = (name: string) => {
  const besides = { type: 'object', properties: { answer: { $ref: `#/components/schemas/${name}` } } };
  return {
    'application/json': { schema: { allOf: [{ $ref: '#/components/schemas/CommandAnswer' }, besides] } },
  };
};

/** How a query can be answered. */
export const queryResponses = ({ answer, isPage }: QueryRoute): Readonly<Record<string, object>> => ({
  200: {
    description: isPage ? 'A page' : 'The document',
    headers: isPage ? freshness : { ETag, ...freshness },
    content: json(isPage ? pageName(answer.name) : answer.name),
  },
  ...problems(isPage ? [] : [404]),
});
