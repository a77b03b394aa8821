import { cloudEventType, type Ingress } from '@tierline/contracts';
import type { Clock, CommandId } from '@tierline/kernel';
import type { ReceivedCommand } from '../door/received-command.js';
import { InvalidMessage, validated, type Violation } from '../door/validate.js';
import { traceOf } from '../http/trace.js';
import { decodeCloudEvent } from './cloud-events.js';
import { messageLimits, readJson, type MessageLimits } from './read-json.js';
import type { ConsumedRecord } from './record.js';

/** A published event of another context that is nobody's business here. */
export const PASSED_OVER = 'passed-over';

/** Why a record can never be executed. */
export type UnreceivableReason =
  'tombstone' | 'too-large' | 'invalid-envelope' | 'unknown-type' | 'unreadable' | 'invalid';

/** A record that is no command, with everything that is wrong with it and none of its values. */
export interface Unreceivable {
  readonly reason: UnreceivableReason;
  readonly violations: readonly Violation[];
}

/** What `receive` needs to know besides the record. */
export interface KafkaDoor {
  /** The context that the ingress belongs to. */
  readonly context: string;
  readonly ingress: Ingress;
  readonly clock: Clock;
  /** UUIDv5 of a JSON value. */
  readonly uuid: (value: unknown) => string;
  readonly limits?: MessageLimits;
}

/** The id of a command that came by Kafka: the same source's same id gives the same command id for ever. */
export const kafkaCommandId = (uuid: KafkaDoor['uuid'], source: string, id: string): CommandId =>
  uuid(['kafka-command', source, id]) as CommandId;

/**
 * Takes a record for the command that it carries.
 *
 * The topic alone tells who may have sent it; the record's own words about that are not asked for.
 */
export function receive(
  record: Pick<ConsumedRecord, 'value' | 'headers'>,
  door: KafkaDoor,
): ReceivedCommand | Unreceivable | typeof PASSED_OVER {
  const { context, ingress, clock, uuid, limits = messageLimits } = door;
  const { value, headers } = record;
  if (value === null) return refuse('tombstone', 'a command must have a value');
  if (value.length > limits.size) return refuse('too-large', `the message must not exceed ${limits.size} bytes`);
  const envelope = decodeCloudEvent(headers);
  if (isViolations(envelope)) return { reason: 'invalid-envelope', violations: envelope };
  const { source, subject } = envelope;
  const owner = ingress.publishedBy ?? context;
  const type = ingress.commands.find((each) => cloudEventType(owner, each) === envelope.type);
  if (!type && ingress.publishedBy !== undefined && envelope.type.startsWith(`tierline.${owner}.`)) return PASSED_OVER;
  if (!type)
    return refuse('unknown-type', `ce_type must be a command that ${ingress.topic} takes`, 'ce_type', 'string');
  const read = readJson(value, limits);
  if ('reason' in read) return read;
  const id = kafkaCommandId(uuid, source, envelope.id);
  try {
    return {
      id,
      type: type.name,
      subject,
      data: validated(type, read.body),
      at: clock(),
      actor: { id: source, role: ingress.sender, channel: ingress.channel },
      envelope: {
        correlationId: envelope.correlationId ?? id,
        traceparent: envelope.traceparent ?? traceOf(uuid, id),
      },
    };
  } catch (error) {
    if (error instanceof InvalidMessage) return { reason: 'invalid', violations: error.violations };
    throw error;
  }
}

/** Whether a record was taken for no command. */
export const isUnreceivable = (
  received: ReceivedCommand | Unreceivable | typeof PASSED_OVER,
): received is Unreceivable => typeof received === 'object' && 'reason' in received;

const isViolations = (decoded: object): decoded is readonly Violation[] => Array.isArray(decoded);

const refuse = (reason: UnreceivableReason, message: string, field = '', received = 'bytes'): Unreceivable => ({
  reason,
  violations: [{ field, constraint: reason, message, received: reason === 'tombstone' ? 'nothing' : received }],
});
