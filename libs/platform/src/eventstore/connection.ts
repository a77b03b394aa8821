import { BACKWARDS, END, FORWARDS, START, type EventStoreDBClient } from '@eventstore/db-client';
import type { ErasableStore, Position, StreamName } from '@tierline/kernel';
import type { Log } from '../log.js';
import { renewableClient, type RenewableClient } from './client.js';
import { storeClock, type CompareClocks } from './store-clock.js';
import { eventStore } from './store.js';
import type { HoldsEvent, Subscribe } from './subscription-port.js';
import { subscriptions } from './subscription.js';
import { wholeRead } from './whole-read.js';

/** Everything that a service needs of the event store. */
export interface EventStoreConnection {
  readonly store: ErasableStore;
  readonly subscribe: Subscribe;
  readonly holds: HoldsEvent;
  /**
   * A position that whoever follows the streams of a prefix has reached once it is not behind: that of the newest of their
   * events; of another one before it when the last few are all of others. Nothing when there is nothing to be reached.
   *
   * @throws {DependencyUnavailable} when the store does not answer in time
   */
  latest(prefix: string): Promise<Position | undefined>;
  /** @throws {DependencyUnavailable} when the store does not answer in time */
  ping(): Promise<void>;
  /** Compares clocks by a stream that nobody else writes, outside of those that anybody subscribes to. */
  storeClock(stream: StreamName): CompareClocks;
  close(): Promise<void>;
}

const PING_TIMEOUT = 2_000;
const READ_TIMEOUT = 10_000;
/** A subscription is told how far it is after so many events of others at the latest, by the store's default. */
const WINDOW = 32;

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
    latest: async (prefix) => {
      const last = await wholeRead(readers, READ_TIMEOUT, (used) =>
        used.readAll({ fromPosition: END, direction: BACKWARDS, maxCount: WINDOW }),
      );
      const newest = last.find(({ event }) => event?.streamId.startsWith(prefix));
      return (newest ?? (last.length < WINDOW ? undefined : last.at(-1)))?.event?.position;
    },
    ping: async () => {
      await firstFrom(commands, START, PING_TIMEOUT);
    },
    storeClock: (stream) => storeClock(commands, stream),
    close: async () => {
      await Promise.all([commands.close(), readers.close()]);
    },
  };
}
