import { BACKWARDS, END, FORWARDS, START, type ReadAllOptions } from '@eventstore/db-client';
import type { ErasableStore, Position, StreamName } from '@tierline/kernel';
import { DependencyUnavailable } from '../door/dependency-unavailable.js';
import type { Log } from '../log.js';
import { renewableClient, type RenewableClient } from './client.js';
import { TookTooLong, within } from '../within.js';
import { storeClock, type CompareClocks } from './store-clock.js';
import { eventStore } from './store.js';
import type { HoldsEvent, Subscribe } from './subscription-port.js';
import { subscriptions } from './subscription.js';

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
  /** Reads to the end: a read that is left early keeps the client from being disposed of. */
  const readAll = async (client: RenewableClient, options: ReadAllOptions, timeout: number) => {
    const used = client.current();
    try {
      return await within(timeout, Array.fromAsync(used.readAll(options)));
    } catch (error) {
      if (error instanceof TookTooLong) client.abandon(used);
      else client.renew(used);
      throw new DependencyUnavailable('event store', { cause: error });
    }
  };
  const firstFrom = async (client: RenewableClient, fromPosition: Position | typeof START, timeout: number) => {
    const [found] = await readAll(client, { fromPosition, direction: FORWARDS, maxCount: 1 }, timeout);
    return found?.event;
  };
  return {
    store: eventStore(commands),
    subscribe: subscriptions(readers, log),
    holds: async (position, id) => (await firstFrom(readers, position, READ_TIMEOUT))?.id === id,
    latest: async (prefix) => {
      const last = await readAll(readers, { fromPosition: END, direction: BACKWARDS, maxCount: WINDOW }, READ_TIMEOUT);
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
