import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Clock } from '@tierline/kernel';
import { singleHeader } from './headers.js';
import { ProblemError } from './problem.js';
import { setContext } from './request-context.js';
import { newTrace, parseTraceparent } from './trace.js';

const CORRELATION_ID = 'X-Correlation-Id';
const CORRELATION_ID_FORM = /^[\w.:-]{1,128}$/;

/** A function that Express calls for each request, before the routes. */
export type Middleware = (request: IncomingMessage, response: ServerResponse, next: () => void) => void;

/**
 * Notes when a request came and which others it belongs to; the answer names the correlation id.
 *
 * @throws {ProblemError} malformed-request, for a correlation id that could not be kept beside an event
 */
export const arrival =
  (clock: Clock): Middleware =>
  (request, response, next) => {
    const trace = parseTraceparent(request.headersDistinct['traceparent']?.join()) ?? newTrace();
    const { traceId, traceparent } = trace;
    const note = (correlationId: string) => {
      setContext(request, { at: clock(), correlationId, traceparent });
      response.setHeader(CORRELATION_ID, correlationId);
    };
    note(traceId);
    const wanted = singleHeader(request, CORRELATION_ID);
    if (wanted !== undefined) {
      if (!CORRELATION_ID_FORM.test(wanted)) {
        const detail = `${CORRELATION_ID} must be 1 to 128 letters, digits and ._:-`;
        throw new ProblemError('malformed-request', detail);
      }
      note(wanted);
    }
    next();
  };
