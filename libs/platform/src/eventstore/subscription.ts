import {
  START,
  streamNameFilter,
  type AllStreamResolvedEvent,
  type AllStreamSubscription,
  type EventStoreDBClient,
} from '@eventstore/db-client';
import type { Position } from '@tierline/kernel';
import { DependencyUnavailable } from '../door/dependency-unavailable.js';
import type { Log } from '../log.js';
import { pause } from '../pause.js';
import type { RenewableClient } from './client.js';
import { StoreRestored } from './store-restored.js';
import { storedEvent } from './stored-event.js';
import { positionOf, type HoldsEvent, type Notification, type Subscribe } from './subscription-port.js';

/** A checkpoint comes after this many windows of considered events: often enough for views to be seen as fresh. */
const CHECKPOINT_INTERVAL = 1;
const FIRST_RETRY = 50;
const LONGEST_RETRY = 5_000;

/**
 * Subscriptions that survive the connection. The client's own never resume, and tell of a graceful end by no error at all:
 * whatever ends one, the next goes on after the last position that was told. While there was none, the store may have been
 * replaced by an older copy of itself, in which positions mean other events: it must still hold the last event.
 */
export function subscriptions(client: RenewableClient, holds: HoldsEvent, log: Log): Subscribe {
  return async function* ({ from, prefix, signal, lastEvent }) {
    let position = from;
    let last = lastEvent;
    let wait = FIRST_RETRY;
    while (!isAborted(signal)) {
      const used = client.current();
      try {
        if (last && !(await holds(last.position, last.id))) throw new StoreRestored(`who follows ${prefix}`, last.id);
        for await (const notification of oneSubscription(used, position, prefix, signal)) {
          position = positionOf(notification);
          if (notification.kind === 'event') last = notification.event;
          wait = FIRST_RETRY;
          yield notification;
        }
      } catch (error) {
        if (!isConnectionTrouble(error) && !(error instanceof DependencyUnavailable)) throw error;
        if (isAborted(signal)) return;
        log.warn({ error, prefix, wait }, 'the subscription was dropped; it goes on from where it was');
        client.renew(used);
      }
      await pause(wait, signal);
      wait = Math.min(wait * 2, LONGEST_RETRY);
    }
  };
}

async function* oneSubscription(
  client: EventStoreDBClient,
  from: Position | 'start',
  prefix: string,
  signal: AbortSignal,
): AsyncGenerator<Notification> {
  const subscription: AllStreamSubscription = client.subscribeToAll({
    fromPosition: from === 'start' ? START : from,
    filter: streamNameFilter({
      prefixes: [prefix],
      checkpointInterval: CHECKPOINT_INTERVAL,
      // The client calls this between two events of its stream; pushing it there keeps it in its place among them.
      checkpointReached: (stream, position) => {
        stream.push({ checkpoint: position });
      },
    }),
  });
  const stop = () => void subscription.destroy();
  signal.addEventListener('abort', stop, { once: true });
  // It may have been aborted before, while the store was asked for the last event.
  if (signal.aborted) stop();
  try {
    for await (const told of subscription) {
      const item = told as AllStreamResolvedEvent | { readonly checkpoint: Position };
      yield 'checkpoint' in item
        ? { kind: 'checkpoint', position: item.checkpoint }
        : { kind: 'event', event: storedEvent(item) };
    }
  } finally {
    signal.removeEventListener('abort', stop);
    // Destroying the subscription alone would leave the call to the store open.
    await subscription.unsubscribe();
  }
}

/** The client's own errors carry a type, and its streams' and the network's a code; a bug of ours has neither. */
const isConnectionTrouble = (error: unknown): boolean =>
  typeof error === 'object' && error !== null && ('type' in error || 'code' in error);

/** A function, since the compiler takes a property that it has once seen false to be false for good. */
const isAborted = (signal: AbortSignal): boolean => signal.aborted;
