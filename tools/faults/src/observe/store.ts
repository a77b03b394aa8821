import { EventStoreDBClient, FORWARDS, START } from '@eventstore/db-client';
import { deviceUnlockTopics } from '@tierline/contracts';
import type { EventMetadata, Position, StreamName } from '@tierline/kernel';
import type { FoundEvent } from '../history.js';

const PREFIX = `${deviceUnlockTopics.context.replace('-', '_')}.`;

/** Reads the context's streams on from where it stood last. */
export interface StoreReader {
  /** Reads what has come. @returns everything that was not forgotten, in the order of the store */
  readonly readOn: () => Promise<readonly FoundEvent[]>;
  /** Forgets what was read, once it was checked. */
  readonly forget: () => void;
}

/** Makes a reader of a store, with the store's own client and nothing of the service's. */
export function storeReader(url: string): StoreReader {
  let last: Position | undefined;
  let found: FoundEvent[] = [];
  return {
    readOn: async () => {
      // A client whose store died cannot be trusted, so each reading has one of its own.
      const client = EventStoreDBClient.connectionString(url);
      try {
        for await (const { event } of client.readAll({ direction: FORWARDS, fromPosition: last ?? START })) {
          if (!event?.position || (last && event.position.commit <= last.commit)) continue;
          last = event.position;
          if (!event.streamId.startsWith(PREFIX)) continue;
          const { commit, prepare } = event.position;
          found.push({
            ...{ id: event.id, type: event.type, revision: Number(event.revision) },
            stream: event.streamId as StreamName,
            data: event.data as object,
            metadata: event.metadata as object as EventMetadata,
            position: `${commit}/${prepare}`,
          });
        }
        return [...found];
      } finally {
        await client.dispose();
      }
    },
    forget: () => (found = []),
  };
}
