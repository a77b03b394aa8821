import { EventStoreDBClient, StreamNotFoundError, type ResolvedEvent } from '@eventstore/db-client';
import { eventually } from './eventually.js';
import { includes } from './includes.js';
import { MissingFact, type Recorded } from './story.js';

/** The system's histories, read with nothing but the store's own client. */
export interface StoreWorld {
  stored(stream: string, type: string, data?: object): Promise<void>;
  history(stream: string): Promise<readonly Recorded[]>;
  close(): Promise<void>;
}

/** Connects to the event store. */
export function storeWorld(url: string): StoreWorld {
  const client = EventStoreDBClient.connectionString(url);
  const history = async (stream: string): Promise<readonly Recorded[]> => {
    try {
      // Read to the end: a read that is left early keeps the client from ever being disposed of.
      return (await Array.fromAsync(client.readStream(stream))).flatMap(recorded);
    } catch (error) {
      if (error instanceof StreamNotFoundError) return [];
      throw error;
    }
  };
  return {
    stored: async (stream, type, data = {}) => {
      await eventually(
        async () => (await history(stream)).find((event) => event.type === type && includes(event.data, data)),
        () => new MissingFact(`${type} ${JSON.stringify(data)} is not in ${stream}`),
      );
    },
    history,
    close: () => client.dispose(),
  };
}

function recorded({ event }: ResolvedEvent): readonly Recorded[] {
  if (!event) return [];
  const { id, type, revision, data, metadata } = event;
  const { $correlationId: correlationId } = metadata as { readonly $correlationId: string };
  return [{ id, type, revision: Number(revision), correlationId, data }];
}
