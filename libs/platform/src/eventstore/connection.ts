import { FORWARDS, START, type EventStoreDBClient } from '@eventstore/db-client';
import type { ErasableStore, Position } from '@tierline/kernel';
import type { Log } from '../log.js';
import { renewableClient, type RenewableClient } from './client.js';
import { eventStore } from './store.js';
import type { HoldsEvent, Subscribe } from './subscription-port.js';
import { subscriptions } from './subscription.js';
import { wholeRead } from './whole-read.js';

/** Everything that a service needs of the event store. */
export interface EventStoreConnection {
  readonly store: ErasableStore;
  readonly subscribe: Subscribe;
  readonly holds: HoldsEvent;
  /** @throws {DependencyUnavailable} when the store does not answer in time */
  ping(): Promise<void>;
  close(): Promise<void>;
}

const PING_TIMEOUT = 2_000;
const READ_TIMEOUT = 10_000;

/**
 * Connects to the store at a connection string. Nothing is sent before it is needed.
 *
 * Commands and subscriptions have a client each, so that a command that meets trouble leaves the subscriptions alone.
 */
export function connectEventStore(url: string, log: Log): EventStoreConnection {
  const commands = renewableClient(url);
  const readers = renewableClient(url);
  /** The first event from a position on. Read to its end: a read that is left early keeps the client from being disposed of. */
  const firstFrom = async (client: RenewableClient, fromPosition: Position | typeof START, timeout: number) => {
    const begin = (used: EventStoreDBClient) => used.readAll({ fromPosition, direction: FORWARDS, maxCount: 1 });
    const [found] = await wholeRead(client, timeout, begin);
    return found?.event;
  };
  const holds: HoldsEvent = async (position, id) => (await firstFrom(readers, position, READ_TIMEOUT))?.id === id;
  return {
    store: eventStore(commands),
    subscribe: subscriptions(readers, holds, log),
    holds,
    ping: async () => {
      await firstFrom(commands, START, PING_TIMEOUT);
    },
    close: async () => {
      await Promise.all([commands.close(), readers.close()]);
    },
  };
}
