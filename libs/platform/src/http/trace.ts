import { randomBytes } from 'node:crypto';

// W3C Trace Context, section 3.2: version, trace id, parent id, flags; a later version may append more.
const TRACEPARENT = /^(?!ff)([\da-f]{2})-(?!0{32})([\da-f]{32})-(?!0{16})([\da-f]{16})-([\da-f]{2})(-.*)?$/;
const SAMPLED = 1;

/** A trace context that was passed on to us, or that begins here. */
export interface Trace {
  readonly traceId: string;
  readonly traceparent: string;
}

/** Reads a `traceparent`, as strictly as the standard demands. @returns nothing for an invalid one, which is ignored */
export function parseTraceparent(text: string | undefined): Trace | undefined {
  const [, version = '', traceId = '', parentId = '', flags = '', rest] = TRACEPARENT.exec(text ?? '') ?? [];
  if (traceId === '' || (version === '00' && rest !== undefined)) return undefined;
  // We speak version 00, whose only flag is the last bit.
  const sampled = Number.parseInt(flags, 16) & SAMPLED;
  return { traceId, traceparent: `00-${traceId}-${parentId}-0${String(sampled)}` };
}

/** Begins a trace. It is not sampled, since nobody has recorded its beginning. */
export function newTrace(): Trace {
  const traceId = randomBytes(16).toString('hex');
  return { traceId, traceparent: `00-${traceId}-${randomBytes(8).toString('hex')}-00` };
}

/** Makes a UUIDv5 of a JSON value. */
type Uuid = (value: unknown) => string;

const hex = (uuid: string) => uuid.replaceAll('-', '');

/**
 * Begins the trace of something that came without one. It is derived from its id, so that what comes again belongs to the same
 * trace.
 */
export function traceOf(uuid: Uuid, id: string): string {
  return `00-${hex(uuid(['trace', id]))}-${spanOf(uuid, id)}-00`;
}

/**
 * The trace context of something that is sent because of what came: the same trace, and a span of its own, which is derived from
 * the id of what is sent. So what is sent again is the same to the last byte, and whoever has the id can name the span.
 *
 * @param traceparent of what came; one that is invalid is not passed on
 */
export function continuedTrace(uuid: Uuid, traceparent: string, id: string): string | undefined {
  const [, , traceId, , flags] = TRACEPARENT.exec(traceparent) ?? [];
  return traceId === undefined || flags === undefined ? undefined : `00-${traceId}-${spanOf(uuid, id)}-${flags}`;
}

/** Eight bytes that are never all zero: they hold the version of the UUID. */
const spanOf = (uuid: Uuid, id: string): string => hex(uuid(['span', id])).slice(0, 16);
