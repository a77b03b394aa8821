import { ANY, BACKWARDS, END, jsonEvent } from '@eventstore/db-client';
import type { StreamName } from '@tierline/kernel';
import { DependencyUnavailable } from '../door/dependency-unavailable.js';
import { TookTooLong, within } from '../within.js';
import type { RenewableClient } from './client.js';

/**
 * Compares a clock with the store's.
 *
 * @param now what the clock shows, in milliseconds since 1970
 * @returns how many milliseconds it is ahead of the store's at least, negative when it is behind; 0 when they may agree: how
 * long the answer took is nobody's fault
 * @throws {DependencyUnavailable} when the store does not answer in time
 */
export type CompareClocks = (now: () => number) => Promise<number>;

const TIMEOUT = 2_000;

/**
 * Compares by the moment that the store gives an event: no other answer of its tells what time it is there. The stream keeps
 * one event only, and belongs to one replica.
 *
 * @param stream outside of the streams that anybody subscribes to
 */
export function storeClock(client: RenewableClient, stream: StreamName): CompareClocks {
  let isPrepared = false;
  const prepare = async () => {
    if (isPrepared) return;
    await client.current().setStreamMetadata(stream, { maxCount: 1 }, { expectedRevision: ANY });
    isPrepared = true;
  };
  const lastCreated = async (): Promise<number> => {
    const reading = client.current().readStream(stream, { direction: BACKWARDS, fromRevision: END, maxCount: 1 });
    const [last] = await Array.fromAsync(reading);
    if (!last?.event) throw new Error(`${stream} is empty after an append`);
    return last.event.created.getTime();
  };
  return async (now) => {
    const used = client.current();
    try {
      await within(TIMEOUT, prepare());
      const before = now();
      await within(
        TIMEOUT,
        used.appendToStream(stream, jsonEvent({ type: 'ClockRead', data: {} }), { expectedRevision: ANY }),
      );
      const after = now();
      const there = await within(TIMEOUT, lastCreated());
      return Math.max(before - there, 0) || Math.min(after - there, 0);
    } catch (error) {
      if (error instanceof TookTooLong) client.abandon(used);
      else client.renew(used);
      throw new DependencyUnavailable('event store', { cause: error });
    }
  };
}
