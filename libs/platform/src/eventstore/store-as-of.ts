import type { EventMetadata, EventStore, StoredEvent } from '@tierline/kernel';

type Reading = Pick<EventStore, 'read'>;

/**
 * The store as it stood at a moment: of each stream what was decided until then, and nothing of what came later.
 *
 * @param until as of now when there is none
 */
export const storeAsOf = (store: Reading, until: string | undefined): Reading => ({
  read: async (stream, from) => {
    const events = (await store.read(stream, from)) as readonly StoredEvent<EventMetadata>[];
    // The first event of an append tells when its command came.
    const later = events.findIndex(({ metadata: { command } }) => until !== undefined && (command?.at ?? '') > until);
    return later < 0 ? events : events.slice(0, later);
  },
});
