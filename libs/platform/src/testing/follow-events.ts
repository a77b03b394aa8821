import type { EventMetadata, StoredEvent, StreamName } from '@tierline/kernel';
import type { FollowUp } from '../kafka/publication.js';

/** A store in memory, whose streams can be looked at. */
export interface OpenStore {
  readonly streams: ReadonlyMap<StreamName, readonly StoredEvent[]>;
}

/**
 * Does what follows from the events of a context, in their order, until nothing more does: what publisher and own ingress topic do
 * in a running service.
 *
 * @param act does one command; what it stores is followed too
 */
export function eventFollower(
  { streams }: OpenStore,
  category: string,
  followUps: (event: StoredEvent<EventMetadata>) => FollowUp | undefined | Promise<FollowUp | undefined>,
  act: (followUp: FollowUp, event: StoredEvent) => Promise<void>,
): () => Promise<void> {
  const followed = new Set<string>();
  const isNew = ({ id, stream }: StoredEvent) => !followed.has(id) && stream.startsWith(`${category}.`);
  return async () => {
    for (;;) {
      const events = [...streams.values()].flat().filter(isNew);
      if (events.length === 0) return;
      for (const event of events.toSorted((a, b) => Number(a.position.commit - b.position.commit))) {
        followed.add(event.id);
        const followUp = await followUps(event as StoredEvent<EventMetadata>);
        if (followUp) await act(followUp, event);
      }
    }
  };
}
