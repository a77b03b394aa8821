import type { MessageType } from '@tierline/contracts';
import {
  executor,
  noFacts,
  personalDataCategory,
  personalDataDecider,
  streamName,
  type Actor,
  type CommandId,
  type EventMetadata,
  type EventRegistry,
  type Instant,
  type StoredEvent,
} from '@tierline/kernel';
import type { DecisionParts } from '../composition/decision-parts.js';
import type { HandleCommand } from '../door/received-command.js';
import { itself } from '../door/steps.js';
import type { FollowUp } from '../kafka/publication.js';
import { eventFollower, type OpenStore } from './follow-events.js';

const FIRST = Date.parse('2026-03-02T10:00:00.000Z');
const MINUTE = 60_000;
const sam: Actor = { id: 'supervisor-sam', role: 'supervisor', channel: 'phone' };

/** What a context decides with while histories are recorded. */
export interface RecorderParts<Values extends object> {
  /** As topics have it, with a hyphen. */
  readonly context: string;
  readonly contracts: readonly MessageType[];
  /** With a store in memory, and the release for a build. */
  readonly parts: DecisionParts<Values> & { readonly store: OpenStore };
  readonly registry: EventRegistry;
  readonly handle: HandleCommand;
  readonly followUps: (event: StoredEvent<EventMetadata>) => FollowUp | undefined | Promise<FollowUp | undefined>;
  /** Who sends what nobody else is said to send. */
  readonly usual: Actor;
}

/** Records histories as a release stores them: ids and moments are counted, so the same histories are the same bytes. */
export function goldenRecorder<Values extends object>(recording: RecorderParts<Values>) {
  const { context, contracts, parts, registry, handle, followUps, usual } = recording;
  const { digest, store, build: release } = parts;
  const category = context.replaceAll('-', '_');
  const onPersonalData = executor({
    ...parts,
    registry,
    decider: personalDataDecider,
    creates: ['ForgetSubject', 'DiscloseValue'],
    gather: noFacts,
  });
  let number = 0;

  const next = (subject: string, actor: Actor) => {
    number += 1;
    const at = new Date(FIRST + number * MINUTE).toISOString() as Instant;
    const envelope = { correlationId: `case-${subject}`, ...(number % 2 === 0 && { traceparent: trace(number) }) };
    return { id: digest.uuid(['golden', release, number]) as CommandId, at, actor, subject, envelope };
  };

  const send = async (subject: string, type: string, data: object = {}, actor: Actor = usual, at?: Instant) => {
    if (!contracts.some(({ name }) => name === type)) throw new Error(`no command is ${type}`);
    await handle({ type, data, ...next(subject, actor), ...(at !== undefined && { at }) });
  };

  return {
    store,
    send,
    /** Does what follows from everything that is stored, until nothing more does. */
    followUp: eventFollower(store, category, followUps, ({ message, data }) =>
      send('internal', message.name, data, itself(context)),
    ),
    personal: async (type: 'ForgetSubject' | 'DiscloseValue', subject: string, rest: object = {}): Promise<void> => {
      const { id, at, actor, envelope } = next(subject, sam);
      const command = { id, at, actor, type, data: { subject, ...rest } } as Parameters<typeof onPersonalData>[1];
      await onPersonalData(streamName(personalDataCategory(category), subject), command, envelope);
    },
  };
}

const trace = (span: number) => `00-0af7651916cd43dd8448eb211c80319c-${span.toString(16).padStart(16, '0')}-01`;
