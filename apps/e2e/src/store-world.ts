import { EventStoreDBClient, StreamNotFoundError } from '@eventstore/db-client';
import { eventually } from './eventually.js';
import { includes } from './includes.js';
import { MissingFact } from './story.js';

/** The system's histories, read with nothing but the store's own client. */
export interface StoreWorld {
  stored(stream: string, type: string, data?: object): Promise<void>;
  close(): Promise<void>;
}

/** Connects to the event store. */
export function storeWorld(url: string): StoreWorld {
  const client = EventStoreDBClient.connectionString(url);
  const find = async (stream: string, type: string, data: object): Promise<true | undefined> => {
    try {
      // Read to the end: a read that is left early keeps the client from ever being disposed of.
      const events = await Array.fromAsync(client.readStream(stream));
      if (events.some(({ event }) => event?.type === type && includes(event.data, data))) return true;
    } catch (error) {
      if (!(error instanceof StreamNotFoundError)) throw error;
    }
    return undefined;
  };
  return {
    stored: async (stream, type, data = {}) => {
      await eventually(
        () => find(stream, type, data),
        () => new MissingFact(`${type} ${JSON.stringify(data)} is not in ${stream}`),
      );
    },
    close: () => client.dispose(),
  };
}
