import { FORWARDS } from '@eventstore/db-client';
import type { ErasableStore } from '@tierline/kernel';
import { DependencyUnavailable } from '../door/dependency-unavailable.js';
import type { Log } from '../log.js';
import { renewableClient } from './client.js';
import { eventStore } from './store.js';
import type { HoldsEvent, Subscribe } from './subscription-port.js';
import { subscriptions } from './subscription.js';

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

/**
 * Connects to the store at a connection string. Nothing is sent before it is needed.
 *
 * Commands and subscriptions have a client each, so that a command that meets trouble leaves the subscriptions alone.
 */
export function connectEventStore(url: string, log: Log): EventStoreConnection {
  const commands = renewableClient(url);
  const readers = renewableClient(url);
  const readAt: HoldsEvent = async (position, id) => {
    const reading = readers.current().readAll({ fromPosition: position, direction: FORWARDS, maxCount: 1 });
    // Read to the end: a read that is left early keeps the client from ever being disposed of.
    const [found] = await Array.fromAsync(reading);
    return found?.event?.id === id;
  };
  return {
    store: eventStore(commands),
    subscribe: subscriptions(readers, log),
    holds: readAt,
    ping: async () => {
      const used = commands.current();
      try {
        const reading = used.readAll({ direction: FORWARDS, maxCount: 1, deadline: PING_TIMEOUT });
        await Array.fromAsync(reading);
      } catch (error) {
        commands.renew(used);
        throw new DependencyUnavailable('event store', { cause: error });
      }
    },
    close: async () => {
      await Promise.all([commands.close(), readers.close()]);
    },
  };
}
