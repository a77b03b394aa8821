import type { IHeaders } from 'kafkajs';
import { AGGREGATE_ID, isAggregateId } from '../door/aggregate-id.js';
import type { Violation } from '../door/validate.js';
import { parseTraceparent } from '../http/trace.js';
import type { TextHeaders } from './record.js';

/** The attributes of a CloudEvent 1.0, with the extensions that the project uses. */
export interface CloudEvent {
  readonly id: string;
  readonly source: string;
  readonly type: string;
  /** The id of the aggregate that it is about. */
  readonly subject: string;
  /** When it happened, as RFC 3339. */
  readonly time?: string;
  readonly traceparent?: string;
  readonly correlationId?: string;
}

const SPEC_VERSION = '1.0';
const JSON_TYPE = /^application\/json(?:\s*;\s*charset\s*=\s*"?utf-8"?)?\s*$/i;
const TOKEN = /^[\x21-\x7e]{1,128}$/;
const CORRELATION_ID = /^[\w.:-]{1,128}$/;
const TIME = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d{1,9})?(?:Z|[+-]\d\d:\d\d)$/i;

interface Rule {
  readonly isValid: (value: string) => boolean;
  readonly message: string;
  readonly isOptional?: true;
}

const isToken = (value: string) => TOKEN.test(value);
const tokenMessage = 'must be 1 to 128 printable ASCII characters without spaces';
const rules = {
  ce_specversion: { isValid: (value) => value === SPEC_VERSION, message: `must be ${SPEC_VERSION}` },
  ce_id: { isValid: isToken, message: tokenMessage },
  ce_source: { isValid: isToken, message: tokenMessage },
  ce_type: { isValid: isToken, message: tokenMessage },
  ce_subject: { isValid: isAggregateId, message: `must be the id of the aggregate: ${AGGREGATE_ID}` },
  'content-type': { isValid: (value) => JSON_TYPE.test(value), message: 'must be application/json' },
  ce_time: {
    isValid: (value) => TIME.test(value) && !Number.isNaN(Date.parse(value)),
    message: 'must be a moment as RFC 3339 writes it',
    isOptional: true,
  },
  ce_correlationid: {
    isValid: (value) => CORRELATION_ID.test(value),
    message: 'must be 1 to 128 letters, digits and ._:-',
    isOptional: true,
  },
} satisfies Record<string, Rule>;

/**
 * Reads the headers of a CloudEvent in binary mode.
 *
 * A `traceparent` that is none is passed over, as W3C Trace Context demands.
 *
 * @returns the event's attributes, or everything that is wrong with them
 */
export function decodeCloudEvent(headers: IHeaders): CloudEvent | readonly Violation[] {
  const text = textHeaders(headers);
  const violations = Object.entries<Rule>(rules).flatMap(([name, rule]) => {
    const value = headers[name] === undefined ? undefined : (text[name] ?? '');
    if (value === undefined ? rule.isOptional : rule.isValid(value)) return [];
    const received = value === undefined ? 'nothing' : 'string';
    return [{ field: name, constraint: 'header', message: `${name} ${rule.message}`, received }];
  });
  if (violations.length > 0) return violations;
  const { ce_time: time, ce_correlationid: correlationId } = text;
  const traceparent = parseTraceparent(text['ce_traceparent'] ?? text['traceparent'])?.traceparent;
  return {
    id: text['ce_id'] ?? '',
    source: text['ce_source'] ?? '',
    type: text['ce_type'] ?? '',
    subject: text['ce_subject'] ?? '',
    ...(time !== undefined && { time }),
    ...(traceparent !== undefined && { traceparent }),
    ...(correlationId !== undefined && { correlationId }),
  };
}

/** The headers of a CloudEvent in binary mode, whose value is JSON. */
export const encodeCloudEvent = (event: CloudEvent): TextHeaders => ({
  ce_specversion: SPEC_VERSION,
  ce_id: event.id,
  ce_source: event.source,
  ce_type: event.type,
  ce_subject: event.subject,
  ...(event.time !== undefined && { ce_time: event.time }),
  ...(event.correlationId !== undefined && { ce_correlationid: event.correlationId }),
  ...(event.traceparent !== undefined && { ce_traceparent: event.traceparent, traceparent: event.traceparent }),
  'content-type': 'application/json',
});

/** Headers that came once and are UTF-8. One that came twice has no single meaning. */
export function textHeaders(headers: IHeaders): TextHeaders {
  const text: Record<string, string> = {};
  for (const [name, value] of Object.entries(headers)) {
    const decoded = typeof value === 'string' ? value : Buffer.isBuffer(value) ? utf8(value) : undefined;
    if (decoded !== undefined) text[name] = decoded;
  }
  return text;
}

function utf8(bytes: Buffer): string | undefined {
  const text = bytes.toString('utf8');
  return Buffer.from(text, 'utf8').equals(bytes) ? text : undefined;
}
