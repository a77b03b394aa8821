import type { Violation } from '../door/validate.js';

/**
 * Everything that can be wrong with a request, with the status and the title that it always has.
 *
 * 400 is for what cannot be read (a header, the URL, JSON that is none), 422 for JSON that is read and is not what its
 * contract says.
 */
export const problemKinds = {
  'malformed-request': { status: 400, title: 'The request is not well formed' },
  unauthenticated: { status: 401, title: 'A valid bearer token is needed' },
  forbidden: { status: 403, title: 'No role of the token may do this' },
  'not-found': { status: 404, title: 'There is no such resource' },
  'method-not-allowed': { status: 405, title: 'The resource does not know this method' },
  refused: { status: 409, title: 'The command was refused by a rule' },
  'precondition-failed': { status: 412, title: 'The resource has changed since it was seen' },
  'body-too-large': { status: 413, title: 'The body is too large' },
  'unsupported-media-type': { status: 415, title: 'The body must be JSON' },
  'invalid-message': { status: 422, title: 'The body is not what its contract says' },
  'command-id-reused': { status: 422, title: 'The idempotency key was used for another command' },
  'too-many-requests': { status: 429, title: 'Too many requests' },
  'internal-error': { status: 500, title: 'The service has failed' },
  unavailable: { status: 503, title: 'The service cannot answer at the moment' },
} as const satisfies Record<string, { readonly status: number; readonly title: string }>;

/** The name of a problem, which is the end of its `type`. */
export type ProblemKind = keyof typeof problemKinds;

/** The media type of RFC 9457. */
export const PROBLEM_JSON = 'application/problem+json';

/** What a problem says besides its kind. */
export interface ProblemMembers {
  /** Of a refusal: why, for programs. */
  readonly reason?: string;
  /** Of a refusal: the rule that demands it, as `DU-04`. */
  readonly rule?: string;
  /** Everything that is wrong with a message, never with the values that came. */
  readonly violations?: readonly Violation[];
  /** Of a command that was executed: the revision of its append. */
  readonly revision?: number;
  /** The last revision that changed the state, which is the `ETag`. */
  readonly stateRevision?: number;
  /** Of a command that was executed: the position token of its append. */
  readonly position?: string;
  readonly repeated?: boolean;
}

/** A problem as RFC 9457 writes it. */
export interface Problem extends ProblemMembers {
  readonly type: string;
  readonly title: string;
  readonly status: number;
  readonly detail: string;
  readonly instance: string;
  readonly correlationId: string;
}

/** How a problem is answered, besides its kind and detail. */
export interface ProblemOptions {
  readonly members?: ProblemMembers;
  readonly headers?: Readonly<Record<string, string>>;
  /** Instead of the kind's own. */
  readonly status?: number;
  readonly cause?: unknown;
}

/** A request that is answered with a problem. The detail is for people, and may be shown to whoever asked. */
export class ProblemError extends Error {
  override readonly name = 'ProblemError';
  readonly status: number;
  readonly members: ProblemMembers;
  readonly headers: Readonly<Record<string, string>>;

  constructor(
    readonly kind: ProblemKind,
    readonly detail: string,
    { members = {}, headers = {}, status = problemKinds[kind].status, cause }: ProblemOptions = {},
  ) {
    super(`${kind}: ${detail}`, { cause });
    this.status = status;
    this.members = members;
    this.headers = headers;
  }
}

/** The URI that names a kind of problem. */
export const problemType = (kind: ProblemKind): string => `urn:tierline:problem:${kind}`;

/**
 * Writes a problem.
 *
 * @param instance the path that was asked for
 */
export const problemDocument = (error: ProblemError, instance: string, correlationId: string): Problem => ({
  type: problemType(error.kind),
  title: problemKinds[error.kind].title,
  status: error.status,
  detail: error.detail,
  instance,
  ...error.members,
  correlationId,
});
