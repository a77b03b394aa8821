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
