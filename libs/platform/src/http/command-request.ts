import type { Actor, CommandId } from '@tierline/kernel';
import { uuidOf } from '../crypto/digest.js';
import type { ReceivedCommand } from '../door/received-command.js';
import { AGGREGATE_ID, isAggregateId } from '../door/aggregate-id.js';
import { InvalidMessage, unknownField, validated } from '../door/validate.js';
import type { Caller } from './caller.js';
import { singleHeader } from './headers.js';
import { NO_STATE, parseIfMatch } from './if-match.js';
import { ProblemError } from './problem.js';
import type { HttpRequest, RequestContext } from './request-context.js';
import type { CommandRoute } from './routes.js';

const IDEMPOTENCY_KEY = 'Idempotency-Key';
const PRINTABLE = /^[\x20-\x7e]{1,128}$/;
const UUID = /^[\da-f]{8}-[\da-f]{4}-[\da-f]{4}-[\da-f]{4}-[\da-f]{12}$/;

/** The id of a command that came by HTTP: the same caller's same key gives the same id for ever. */
export const commandIdOf = ({ client, subject }: Pick<Caller, 'client' | 'subject'>, key: string): CommandId =>
  uuidOf(['http-command', client, subject, key]) as CommandId;

/** The id of the aggregate that a command makes: whoever repeats the command gets the same aggregate. */
export const newSubjectOf = (id: CommandId): string => uuidOf(['subject-of', id]);

/**
 * The command that a request asks for.
 *
 * @param actor whom the caller acts as on this route
 * @param body parsed JSON
 * @throws {ProblemError} malformed-request, for a header or the path
 * @throws {InvalidMessage} for the body, with all violations
 */
export function commandOf(
  route: CommandRoute,
  request: Pick<HttpRequest, 'headersDistinct' | 'params'>,
  context: RequestContext,
  caller: Caller,
  actor: Actor,
  body: unknown,
): ReceivedCommand {
  const id = commandIdOf(caller, idempotencyKeyOf(request));
  const ifStateRevision = conditionOf(route, singleHeader(request, 'If-Match'));
  const subject = route.subject === undefined ? newSubjectOf(id) : subjectOf(route.subject, route, request);
  return {
    id,
    type: route.message.name,
    subject,
    data: validated(route.message, withFieldsOfPath(route, request, body)),
    at: context.at,
    actor,
    envelope: {
      correlationId: context.correlationId,
      traceparent: context.traceparent,
      ...(ifStateRevision !== undefined && { ifStateRevision }),
    },
  };
}

function idempotencyKeyOf(request: Pick<HttpRequest, 'headersDistinct'>): string {
  const key = singleHeader(request, IDEMPOTENCY_KEY);
  if (key === undefined) {
    const why = 'so that the command is executed once however often it is sent';
    throw new ProblemError(
      'malformed-request',
      `The header ${IDEMPOTENCY_KEY} is missing: send a key of your own, ${why}`,
    );
  }
  if (PRINTABLE.test(key)) return key;
  throw new ProblemError('malformed-request', `${IDEMPOTENCY_KEY} must be 1 to 128 printable ASCII characters`);
}

/** What a new aggregate's command asks of a state cannot hold, as there is none. */
function conditionOf(route: CommandRoute, header: string | undefined): number | undefined {
  const ifStateRevision = parseIfMatch(header);
  return header !== undefined && route.subject === undefined ? NO_STATE : ifStateRevision;
}

function subjectOf(
  name: string,
  { isNamedElsewhere = false }: CommandRoute,
  request: Pick<HttpRequest, 'params'>,
): string {
  if (isNamedElsewhere) return idParameter(name, request);
  const value = request.params[name] ?? '';
  if (UUID.test(value)) return value;
  throw new ProblemError('malformed-request', `${name} must be a UUID in lower case`);
}

function idParameter(name: string, { params }: Pick<HttpRequest, 'params'>): string {
  const value = params[name] ?? '';
  if (isAggregateId(value)) return value;
  throw new ProblemError('malformed-request', `${name} must be ${AGGREGATE_ID}`);
}

/** What the path has said, the body must not say otherwise, nor at all. */
function withFieldsOfPath({ fields = [] }: CommandRoute, request: Pick<HttpRequest, 'params'>, body: unknown): unknown {
  const ofPath = Object.fromEntries(fields.map((name) => [name, idParameter(name, request)]));
  if (fields.length === 0 || typeof body !== 'object' || body === null || Array.isArray(body)) return body;
  const twice = Object.entries(body).filter(([name]) => fields.includes(name));
  if (twice.length > 0) throw new InvalidMessage(twice.map(([name, value]) => unknownField(name, name, value)));
  return { ...body, ...ofPath };
}
