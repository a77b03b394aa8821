import { cloudEventType } from '@tierline/contracts';
import type { Contract } from '../catalogue.js';
import type { JsonObject } from '../json.js';

const TOKEN = '^[\\x21-\\x7e]{1,128}$';
const UUID_WITH_CAPITALS = '(?=.*[A-F])[\\dA-Fa-f]{8}(?:-[\\dA-Fa-f]{4}){3}-[\\dA-Fa-f]{12}$';
const TRACEPARENT = { type: 'string', description: 'W3C trace context; one that is none is passed over' };

const attributes = ({ context, message }: Pick<Contract, 'context' | 'message'>) => ({
  ce_specversion: { type: 'string', const: '1.0' },
  ce_id: {
    type: 'string',
    pattern: TOKEN,
    description: 'Chosen by the source, one for each message: the same again is the same message again',
  },
  ce_source: { type: 'string', pattern: TOKEN, description: 'The system that the message comes from' },
  ce_type: { type: 'string', const: cloudEventType(context, message) },
  ce_subject: {
    type: 'string',
    pattern: `^(?!${UUID_WITH_CAPITALS})[\\w.:-]{1,64}$`,
    description: 'The id of the aggregate that the message is about; a UUID in lower case',
  },
  ce_time: { type: 'string', format: 'date-time', description: 'When it happened, as RFC 3339 writes it' },
  ce_correlationid: { type: 'string', pattern: '^[\\w.:-]{1,128}$', description: 'What the message belongs to' },
  ce_traceparent: TRACEPARENT,
  traceparent: TRACEPARENT,
  'content-type': { type: 'string', const: 'application/json' },
});

const REQUIRED = ['ce_specversion', 'ce_id', 'ce_source', 'ce_type', 'ce_subject', 'content-type'];

const position = {
  'tierline-position': {
    type: 'string',
    pattern: '^\\d+/\\d+$',
    description: 'Commit and prepare position of the event. Drop what is not above the last one of the partition',
  },
  'tierline-revision': { type: 'string', pattern: '^\\d+$', description: "The event's revision in its stream" },
};

/**
 * The Kafka headers of a message: the attributes of CloudEvents 1.0 in binary mode. Others may come beside them.
 *
 * A command must have what is required; published messages also say their time, correlation and position.
 */
export function headerSchema(contract: Contract): JsonObject {
  const properties = attributes(contract);
  if (contract.kind === 'command') return { type: 'object', required: REQUIRED, properties };
  const told = ['ce_time', 'ce_correlationid', ...Object.keys(position)];
  return { type: 'object', required: [...REQUIRED, ...told], properties: { ...properties, ...position } };
}

/** Headers of a valid message. */
export const sampleHeaders = ({ context, kind, message }: Contract): Readonly<Record<string, string>> => ({
  ce_specversion: '1.0',
  ce_id: '5f0c1f0e-7d51-4c39-9a55-0d6d5f3f8a11',
  ce_source: kind === 'command' ? '/stores/berlin-12' : `/tierline/${context}`,
  ce_type: cloudEventType(context, message),
  ce_subject: '6b9f8a3e-7c1d-5e2f-9a4b-1c2d3e4f5a6b',
  ce_time: '2026-03-02T10:00:00.000Z',
  ce_correlationid: 'case-4711',
  'content-type': 'application/json',
  ...(kind !== 'command' && { 'tierline-position': '4711/4711', 'tierline-revision': '3' }),
});
