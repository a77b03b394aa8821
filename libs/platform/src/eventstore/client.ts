import { EventStoreDBClient } from '@eventstore/db-client';

/** A client that is made anew when it has failed in a way after which it cannot be trusted. */
export interface RenewableClient {
  current(): EventStoreDBClient;
  /** Replaces a client that failed. Of several callers that saw the same one fail, the first does. */
  renew(failed: EventStoreDBClient): void;
  close(): Promise<void>;
}

/**
 * Connects lazily to the store.
 *
 * A client whose first call failed never recovers, so errors of unknown meaning lead to `renew`.
 *
 * @param url a connection string as `esdb://host:2113?tls=false`
 */
export function renewableClient(url: string): RenewableClient {
  let client = EventStoreDBClient.connectionString(url);
  const disposals = new Set<Promise<void>>();
  const dispose = (old: EventStoreDBClient) => {
    const disposal = old.dispose().finally(() => disposals.delete(disposal));
    disposals.add(disposal);
  };
  return {
    current: () => client,
    renew: (failed) => {
      if (failed !== client) return;
      client = EventStoreDBClient.connectionString(url);
      dispose(failed);
    },
    close: async () => {
      dispose(client);
      await Promise.all(disposals);
    },
  };
}
