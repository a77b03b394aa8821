import { EventStoreDBClient, FORWARDS, START, type RecordedEvent } from '@eventstore/db-client';
import type { EventMetadata, Position, StreamName } from '@tierline/kernel';
import type { FoundEvent, History } from '../history.js';

/** Reads the streams of contexts on from where it stood last. */
export interface StoreReader {
  /**
   * Reads what has come.
   *
   * @returns everything that was not forgotten, in the order of the store, and what was forgotten of the same streams
   */
  readonly readOn: () => Promise<Required<Pick<History, 'events' | 'earlier'>>>;
  /** Forgets what was read, once it was checked. */
  readonly forget: () => void;
}

/** Makes a reader of a store, with the store's own client and nothing of a service's. @param prefixes of streams that are read */
export function storeReader(url: string, prefixes: readonly string[]): StoreReader {
  let last: Position | undefined;
  let events: FoundEvent[] = [];
  let earlier: FoundEvent[] = [];
  const streams = new Set<StreamName>();

  const readBefore = async (client: EventStoreDBClient, { stream, revision }: FoundEvent): Promise<void> => {
    streams.add(stream);
    if (revision === 0) return;
    for await (const { event } of client.readStream(stream, { maxCount: revision })) {
      if (event?.position) earlier.push(foundEvent(event, event.position));
    }
  };

  return {
    readOn: async () => {
      // A client whose store died cannot be trusted, so each reading has one of its own.
      const client = EventStoreDBClient.connectionString(url);
      try {
        const come: FoundEvent[] = [];
        for await (const { event } of client.readAll({ direction: FORWARDS, fromPosition: last ?? START })) {
          if (!event?.position || (last && event.position.commit <= last.commit)) continue;
          last = event.position;
          if (prefixes.some((prefix) => event.streamId.startsWith(prefix)))
            come.push(foundEvent(event, event.position));
        }
        events.push(...come);
        for (const event of come) if (!streams.has(event.stream)) await readBefore(client, event);
        return { events: [...events], earlier: [...earlier] };
      } finally {
        await client.dispose();
      }
    },
    forget: () => {
      [events, earlier] = [[], []];
      streams.clear();
    },
  };
}

const foundEvent = (event: RecordedEvent, { commit, prepare }: Position): FoundEvent => ({
  ...{ id: event.id, type: event.type, revision: Number(event.revision) },
  stream: event.streamId as StreamName,
  data: event.data as object,
  metadata: event.metadata as object as EventMetadata,
  position: `${String(commit)}/${String(prepare)}`,
});
