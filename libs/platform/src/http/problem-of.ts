import { HttpException } from '@nestjs/common';
import { ContendedStream, isOutdated, OutcomeUnknown } from '@tierline/kernel';
import { DependencyUnavailable } from '../door/dependency-unavailable.js';
import { InvalidMessage } from '../door/validate.js';
import { ProblemError, problemKinds, type ProblemKind } from './problem.js';

/** After how many seconds a client should come again when something is out of order for a moment. */
export const RETRY_AFTER = '1';

const retryLater = (detail: string, cause: Error) =>
  new ProblemError('unavailable', detail, { headers: { 'Retry-After': RETRY_AFTER }, cause });

/** The problem that an error is answered with. What an unexpected error says is never shown. */
export function problemOf(error: unknown): ProblemError {
  if (error instanceof ProblemError) return error;
  if (error instanceof InvalidMessage) {
    const { violations } = error;
    const detail =
      violations.length === 1 ? '1 field is not valid' : `${String(violations.length)} fields are not valid`;
    return new ProblemError('invalid-message', detail, { members: { violations }, cause: error });
  }
  if (error instanceof OutcomeUnknown || error instanceof ContendedStream) {
    return retryLater('Send the same command again, with the same Idempotency-Key', error);
  }
  if (error instanceof DependencyUnavailable)
    return retryLater('Something that the service rests on does not answer', error);
  if (isOutdated(error)) return retryLater('This replica does not know what another one has stored', error);
  return ofStatus(statusOf(error), error);
}

/** The status that Nest, Express and its parsers have put on an error; 500 for every other. */
function statusOf(error: unknown): number {
  if (error instanceof HttpException) return error.getStatus();
  const isMeantForClients = error instanceof Error && 'expose' in error && error.expose === true;
  return isMeantForClients && 'status' in error && typeof error.status === 'number' ? error.status : 500;
}

const byStatus = new Map<number, readonly [ProblemKind, string]>([
  [404, ['not-found', 'Nothing is served here']],
  [405, ['method-not-allowed', 'The resource does not know this method']],
  [413, ['body-too-large', 'The body is too large']],
  [415, ['unsupported-media-type', 'The body must be application/json']],
  [503, ['unavailable', 'Come again later']],
]);

function ofStatus(status: number, cause: unknown): ProblemError {
  const [kind, detail] = byStatus.get(status) ?? [];
  if (kind !== undefined && detail !== undefined) return new ProblemError(kind, detail, { cause });
  const isTheClients = status >= 400 && status < 500;
  return isTheClients
    ? new ProblemError('malformed-request', 'The request could not be read', { cause })
    : new ProblemError('internal-error', problemKinds['internal-error'].title, { cause });
}
