import { EventStoreDBClient } from '@eventstore/db-client';
import { TookTooLong } from '../within.js';

/** A client that is made anew when it has failed in a way after which it cannot be trusted. */
export interface RenewableClient {
  current(): EventStoreDBClient;
  /** Replaces a client that failed. Of several callers that saw the same one fail, the first does. */
  renew(failed: EventStoreDBClient): void;
  /** Replaces a client that gives no answer, and leaves its connection as well. */
  abandon(silent: EventStoreDBClient): void;
  close(): Promise<void>;
}

/** How long the client waits for a sign of life that it asked for, in milliseconds: its own default. */
const KEEP_ALIVE_TIMEOUT = 10_000;
/** Connections that were left stay open until they are idle for long, so there must be an end to new ones. */
const CONNECTIONS = 16;

/**
 * Connects lazily to the store.
 *
 * A client whose first call failed never recovers, so errors of unknown meaning lead to `renew`.
 *
 * @param url a connection string as `esdb://host:2113?tls=false`
 */
export function renewableClient(url: string): RenewableClient {
  let connection = 0;
  const connect = () => EventStoreDBClient.connectionString(connectionOfItsOwn(url, connection));
  let client = connect();
  const disposals = new Set<Promise<void>>();
  const dispose = (old: EventStoreDBClient) => {
    const disposal = old.dispose().finally(() => disposals.delete(disposal));
    disposals.add(disposal);
  };
  const renew = (failed: EventStoreDBClient) => {
    if (failed !== client) return;
    client = connect();
    dispose(failed);
  };
  return {
    current: () => client,
    renew,
    abandon: (silent) => {
      if (silent === client) connection = (connection + 1) % CONNECTIONS;
      renew(silent);
    },
    close: async () => {
      dispose(client);
      await Promise.all(disposals);
    },
  };
}

/** What gives no answer is left for good; what was answered by an error may go on with its connection. */
export function leave(client: RenewableClient, used: EventStoreDBClient, error: unknown): void {
  if (error instanceof TookTooLong) client.abandon(used);
  else client.renew(used);
}

/** Clients with equal options share a connection, also one that hangs: a millisecond more tells them apart. */
function connectionOfItsOwn(url: string, connection: number): string {
  if (connection === 0 || url.includes('keepAliveTimeout=')) return url;
  return `${url}${url.includes('?') ? '&' : '?'}keepAliveTimeout=${String(KEEP_ALIVE_TIMEOUT + connection)}`;
}
