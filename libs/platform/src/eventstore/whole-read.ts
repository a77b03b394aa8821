import type { EventStoreDBClient, StreamingRead } from '@eventstore/db-client';
import { DependencyUnavailable } from '../door/dependency-unavailable.js';
import { within } from '../within.js';
import { leave, type RenewableClient } from './client.js';

/** How often a read is begun because somebody else has left its client meanwhile. */
const ATTEMPTS = 5;

/**
 * Reads to the end. A client that is disposed of, since another call has met trouble, ends its reads without a word and with
 * what has come so far: such a read is begun again.
 *
 * @param isAnswer whether an error is an answer, which is thrown as it is
 * @throws {DependencyUnavailable} when the store does not answer within so many milliseconds, or has other trouble
 */
export async function wholeRead<Item>(
  client: RenewableClient,
  milliseconds: number,
  begin: (used: EventStoreDBClient) => StreamingRead<Item>,
  isAnswer: (error: unknown) => boolean = () => false,
): Promise<readonly Item[]> {
  for (let attempt = 1; attempt <= ATTEMPTS; attempt += 1) {
    const used = client.current();
    try {
      const items = await within(milliseconds, allOf(begin(used)));
      if (used === client.current()) return items;
    } catch (error) {
      if (isAnswer(error)) throw error;
      leave(client, used, error);
      throw new DependencyUnavailable('event store', { cause: error });
    }
  }
  throw new DependencyUnavailable('event store');
}

/** By its events: a loop over a stream costs as much again as the call, and an error that leaves the loop twice as much. */
const allOf = <Item>(reading: StreamingRead<Item>): Promise<readonly Item[]> =>
  new Promise((resolve, reject) => {
    const items: Item[] = [];
    const end = () => {
      resolve(items);
    };
    reading.on('data', (item) => void items.push(item)).on('end', end);
    // Not once: what is left of a call that was cancelled may fail again, when nobody waits for it any more.
    reading.on('error', reject).on('close', end);
  });
