import type { Position, StoredEvent } from '@tierline/kernel';

/** What a subscription tells: an event, or that everything up to a position has been considered. */
export type Notification =
  | { readonly kind: 'event'; readonly event: StoredEvent }
  | { readonly kind: 'checkpoint'; readonly position: Position };

/** Up to where everything is known to whoever was told this. */
export const positionOf = (told: Notification): Position =>
  told.kind === 'event' ? told.event.position : told.position;

/**
 * All events of the streams whose names begin with a prefix, in the order of the store, from after a position on and then as they
 * come. It outlives the connection, and ends when the consumer leaves the loop or `signal` is aborted; with a `StoreRestored`,
 * when the store that answers after a break does not hold what was told before.
 */
export type Subscribe = (options: {
  readonly from: Position | 'start';
  /** The last event that was seen up to there, if any. */
  readonly lastEvent?: Pick<StoredEvent, 'position' | 'id'>;
  readonly prefix: string;
  readonly signal: AbortSignal;
}) => AsyncIterable<Notification>;

/**
 * Whether the store holds an event at a position. It does not when it was replaced by an older copy of itself. Throws
 * `DependencyUnavailable` when the store does not answer.
 */
export type HoldsEvent = (position: Position, id: string) => Promise<boolean>;
