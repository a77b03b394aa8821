import {
  cloudEventType,
  commandOutcome,
  type CommandOutcomeV1,
  type ContextTopics,
  type MessageType,
  type Plain,
} from '@tierline/contracts';
import {
  endingOf,
  isOutcomeEvent,
  type EventMetadata,
  type Message,
  type Position,
  type RecordedCommand,
  type StoredEvent,
} from '@tierline/kernel';
import { uuidOf } from '../crypto/digest.js';
import { continuedTrace } from '../http/trace.js';
import { encodeCloudEvent } from './cloud-events.js';
import type { TextHeaders } from './record.js';

/** What a stored event leads to on one topic. */
export interface Publication {
  readonly topic: string;
  /** The CloudEvents type. */
  readonly type: string;
  /** The CloudEvents id: derived, so that the same event always gives the same. */
  readonly id: string;
  readonly data: object;
}

/** What a stored event leads to: at most one publication for a topic, since consumers tell old from new by the position. */
export type Publish = (event: StoredEvent<EventMetadata>) => readonly Publication[] | Promise<readonly Publication[]>;

/** A record that is ready to be written. */
export interface OutgoingRecord {
  readonly topic: string;
  readonly key: string;
  readonly value: string;
  readonly headers: TextHeaders;
}

/** An event is mapped to something that its context does not publish, or to two messages on one topic: a bug. */
export class UnpublishableEvent extends Error {
  override readonly name = 'UnpublishableEvent';
  constructor(
    readonly event: Pick<StoredEvent, 'stream' | 'revision' | 'type'>,
    problem: string,
  ) {
    super(`${event.stream}@${String(event.revision)} (${event.type}): ${problem}`);
  }
}

/**
 * Publishes what a context tells others of its events, on its events topic.
 *
 * @param map what others are told of an event, in the words of the contract; nothing of an event that is nobody else's affair.
 * It is never asked about refusals and commands without effect: the outcomes tell of those
 */
export function publishedEvents(
  { context, events }: ContextTopics,
  map: (event: StoredEvent<EventMetadata>) => Message | undefined | Promise<Message | undefined>,
): (event: StoredEvent<EventMetadata>) => Promise<readonly Publication[]> {
  return async (event) => {
    const message = isOutcomeEvent(event) ? undefined : await map(event);
    if (!message) return [];
    const [type, ...others] = events.messages.filter(({ name }) => name === message.type);
    if (!type || others.length > 0) {
      throw new UnpublishableEvent(
        event,
        `${message.type} is declared ${others.length + (type ? 1 : 0)} times, not once`,
      );
    }
    return [{ topic: events.topic, type: cloudEventType(context, type), id: event.id, data: message.data }];
  };
}

/** A command that a context gives itself because of an event. */
export interface FollowUp {
  readonly message: MessageType;
  readonly data: object;
}

/**
 * Gives a context its own commands, on the ingress topic that only it writes to: one for an event at most.
 *
 * The id is the event's, so the command is the same however often the event is met.
 *
 * @param map what has to be done because of an event, refusals and commands without effect included
 * @throws {UnpublishableEvent} when the context has no such topic
 */
export function ownCommands(
  topics: ContextTopics,
  map: (event: StoredEvent<EventMetadata>) => FollowUp | undefined | Promise<FollowUp | undefined>,
): (event: StoredEvent<EventMetadata>) => Promise<readonly Publication[]> {
  const [topic] = ownIngress(topics);
  return async (event) => {
    const followUp = await map(event);
    if (!followUp) return [];
    const { message, data } = followUp;
    if (topic === undefined) throw new UnpublishableEvent(event, `${topics.context} takes no commands of its own`);
    return [{ topic, type: cloudEventType(topics.context, message), id: event.id, data }];
  };
}

/** The topics by which a context sends commands to itself. */
export const ownIngress = ({ context, ingress }: ContextTopics): readonly string[] =>
  Object.values(ingress).flatMap(({ sender, topic }) => (sender === context ? [topic] : []));

/** The outcome of a command, as the last event of its append tells it. */
export function outcomeOf(
  { context, outcomes }: ContextTopics,
  event: StoredEvent<EventMetadata>,
  command: Pick<RecordedCommand, 'id' | 'type'>,
): Publication {
  const data: Plain<CommandOutcomeV1> = {
    commandId: command.id,
    command: command.type,
    ...endingOf(event),
    subject: subjectOf(event),
    revision: event.revision,
  };
  return {
    topic: outcomes.topic,
    type: cloudEventType(context, commandOutcome),
    id: uuidOf(['outcome', event.id]),
    data,
  };
}

/** The record of a publication: keyed by the aggregate, so that everything about one stays in order. */
export function outgoingRecord(
  context: string,
  event: StoredEvent<EventMetadata>,
  command: Pick<RecordedCommand, 'at'>,
  { topic, type, id, data }: Publication,
): OutgoingRecord {
  const subject = subjectOf(event);
  const { $correlationId: correlationId } = event.metadata;
  const traceparent =
    event.metadata.traceparent && continuedTrace(uuidOf, event.metadata.traceparent, `${topic}/${id}`);
  const cloudEvent = { id, source: `/tierline/${context}`, type, subject, time: command.at, correlationId };
  return {
    topic,
    key: subject,
    value: JSON.stringify(data),
    headers: {
      ...encodeCloudEvent({ ...cloudEvent, ...(traceparent !== undefined && { traceparent }) }),
      'tierline-position': positionText(event.position),
      'tierline-revision': String(event.revision),
    },
  };
}

/** A position as records carry it: `commit/prepare`, both decimal. */
export const positionText = ({ commit, prepare }: Position): string => `${commit}/${prepare}`;

const POSITION = /^(\d{1,20})\/(\d{1,20})$/;

/** Reads what `positionText` wrote. @returns nothing for anything else */
export function readPosition(text: string | undefined): Position | undefined {
  const [, commit, prepare] = POSITION.exec(text ?? '') ?? [];
  return commit === undefined || prepare === undefined
    ? undefined
    : { commit: BigInt(commit), prepare: BigInt(prepare) };
}

/** The id of the aggregate whose stream an event is in. */
export const subjectOf = ({ stream }: Pick<StoredEvent, 'stream'>): string => stream.slice(stream.indexOf('-') + 1);
