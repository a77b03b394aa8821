import type { Command } from './decider.js';
import type { CoveredValue, EventMetadata } from './event-metadata.js';
import { readFact } from './fact.js';
import { contextOf, streamName, type StreamName } from './ids.js';
import { isEqualJson } from './json.js';
import { personalDataCategory, personalDataDecider } from './personal-data.js';
import type { EventStore, StoredEvent } from './ports.js';
import type { EventRegistry } from './registry.js';

/**
 * Whether a command is the one that a stream has recorded under its id, as far as that can still be known.
 *
 * The values of somebody who was forgotten since are covered by other texts than they were then, and nobody can tell whether
 * they are the same; everything else must be.
 *
 * @param covered what stands for personal values in the command as it comes now
 * @throws {UnregisteredEvent} when it cannot be read whether somebody was forgotten
 */
export async function isRepeatedSinceForgotten(
  { store, registry }: { readonly store: EventStore; readonly registry: EventRegistry },
  stream: StreamName,
  command: Pick<Command, 'id' | 'type' | 'data' | 'actor'>,
  covered: readonly CoveredValue[],
): Promise<boolean> {
  const forgotten = new Set<string>();
  for (const subject of new Set(covered.map((each) => each.subject))) {
    const dealings = streamName(personalDataCategory(contextOf(stream)), subject);
    const { value } = await readFact(store, registry, dealings, personalDataDecider);
    if (value.isForgotten) forgotten.add(subject);
  }
  const unknowable = new Set(covered.filter(({ subject }) => forgotten.has(subject)).map(({ text }) => text));
  if (unknowable.size === 0) return false;
  // Only executors write to the streams of a context.
  const events = (await store.read(stream)) as readonly StoredEvent<EventMetadata>[];
  const recorded = events.find(({ metadata }) => metadata.command?.id === command.id)?.metadata.command;
  return (
    recorded?.type === command.type &&
    recorded.actor.id === command.actor.id &&
    isEqualJson(recorded.data, command.data, (_, now) => unknowable.has(now))
  );
}
