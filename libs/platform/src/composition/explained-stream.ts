import {
  checkStored,
  type EventMetadata,
  type EventRegistry,
  type EventStore,
  type Explanation,
  type Instant,
  type PolicyReference,
  type StoredEvent,
  type StreamName,
} from '@tierline/kernel';
import type { PageAnswer } from '../http/query-answer.js';

type Reading = Pick<EventStore, 'read'>;

/** An explanation as a door tells it. */
export type ToldExplanation = Omit<Explanation<object>, 'policy' | 'actor'> & {
  readonly actor: object;
  readonly policy: string;
};

/** A stream from its beginning, of which every event is known. @throws {UnregisteredEvent} naming the first that is not */
export async function knownHistory(
  store: Reading,
  registry: EventRegistry,
  stream: StreamName,
): Promise<readonly StoredEvent<EventMetadata>[]> {
  // Only executors write to these streams, which gives the metadata its shape.
  const events = (await store.read(stream)) as readonly StoredEvent<EventMetadata>[];
  for (const event of events) checkStored(registry, event);
  return events;
}

/**
 * Explains the decisions of a history, oldest first; those up to a moment, when one is given. Nothing of it is stored.
 *
 * @param until what is decided on later is not told
 */
export function explained(
  events: readonly StoredEvent<EventMetadata>[],
  explain: (events: readonly StoredEvent<EventMetadata>[]) => readonly Explanation<object>[],
  until: string | undefined,
): PageAnswer<ToldExplanation> {
  const all = explain(events);
  const items = all.filter(({ at }) => until === undefined || at <= until).map(told);
  const asOf = all.at(-1)?.at as Instant | undefined;
  return { items, next: undefined, freshness: { position: events.at(-1)?.position, asOf } };
}

/** A policy in one text: name, version and hash. */
export const policyText = ({ name, version, hash }: PolicyReference): string => `${name}@${String(version)} ${hash}`;

const told = ({ policy, actor, ...rest }: Explanation<object>): ToldExplanation => ({
  ...rest,
  actor: { ...actor },
  policy: policyText(policy),
});
