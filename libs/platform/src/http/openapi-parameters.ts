import type { QueryParameters } from './query-parameters.js';
import type { CommandRoute } from './routes.js';

const TEXT = { type: 'string' };
const UUID = { type: 'string', format: 'uuid' };
const ID = { type: 'string', pattern: '^[\\w.:-]{1,64}$' };

/** The parameters of a path. @param command what is said of a route that takes one */
export const pathParameters = (path: string, command?: CommandRoute): readonly object[] =>
  [...path.matchAll(/:(\w+)/g)].map(([, name = '']) => ({
    name,
    in: 'path',
    required: true,
    schema: command ? idSchema(name, command) : TEXT,
  }));

const idSchema = (name: string, { subject, isNamedElsewhere = false, fields = [] }: CommandRoute) => {
  if (fields.includes(name)) return ID;
  if (name !== subject) return TEXT;
  return isNamedElsewhere ? ID : UUID;
};

/** The parameters of a query. */
export const queryParameters = (parameters: QueryParameters): readonly object[] =>
  Object.entries(parameters).map(([name, { description, schema }]) => ({ name, in: 'query', description, schema }));

/** The headers that a command takes. */
export const headerParameters = ({ subject }: CommandRoute): readonly object[] => [
  {
    name: 'Idempotency-Key',
    in: 'header',
    required: true,
    description: 'Chosen by the client, one for each command. The same key again is the same command again.',
    schema: { type: 'string', minLength: 1, maxLength: 128, pattern: '^[\\x20-\\x7e]+$' },
  },
  ...(subject === undefined ? [] : [ifMatch]),
  {
    name: 'X-Correlation-Id',
    in: 'header',
    description: 'What the command belongs to, in the words of the client. The id of the trace otherwise.',
    schema: { type: 'string', pattern: '^[\\w.:-]{1,128}$' },
  },
  {
    name: 'traceparent',
    in: 'header',
    description: 'W3C trace context, kept beside every event.',
    schema: { type: 'string' },
  },
];

const ifMatch = {
  name: 'If-Match',
  in: 'header',
  description: 'The entity tag of the state that the client has seen. With another state the command is not executed.',
  schema: { type: 'string', examples: ['"4"'] },
};
