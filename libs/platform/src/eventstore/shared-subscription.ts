import type { Position } from '@tierline/kernel';
import { liveTail, type LiveTail, type Place } from './live-tail.js';
import { positionOf, type Notification, type Subscribe } from './subscription-port.js';

/** How many notifications are kept for whoever is a little slower than the fastest. */
const KEPT = 1_000;

/**
 * One subscription for all who follow the same streams and have caught up: each event is fetched, decoded and checked once, and
 * not once for each of them.
 *
 * Everybody begins with a subscription of their own, and leaves it for the shared one when that has what comes next for them.
 * Nobody is held up by anybody: the shared one is only read when the fastest wants more, and who falls so far behind that
 * something was dropped meanwhile has one of their own again until they have caught up.
 *
 * @param kept how many notifications may lie between the fastest and the slowest of those who share
 */
export function sharedSubscription(subscribe: Subscribe, kept = KEPT): Subscribe {
  const tails = new Map<string, LiveTail>();
  /** A place after a position, in the tail that there is or in a new one. */
  const placeAfter = ({ signal, ...begin }: Options & { readonly from: Position }): Place | undefined => {
    let tail = tails.get(begin.prefix);
    if (!tail || tail.isOver()) {
      tail = liveTail(subscribe, begin, kept);
      tails.set(begin.prefix, tail);
    }
    return tail.join(begin.from, signal);
  };

  return async function* (options) {
    let at: Options = options;
    const note = (told: Notification) => {
      const last = told.kind === 'event' ? { lastEvent: told.event } : {};
      return (at = { ...at, ...last, from: positionOf(told) });
    };
    for (let isBehind = true; isBehind && !at.signal.aborted;) {
      let place: Place | undefined;
      try {
        for await (const told of subscribe(at)) {
          yield told;
          place = placeAfter({ ...note(told), from: positionOf(told) });
          if (place) break;
        }
        for (let told = await place?.take(); told; told = await place?.take()) {
          note(told);
          yield told;
        }
        isBehind = place?.isLost() ?? false;
      } finally {
        await place?.leave();
      }
    }
  };
}

type Options = Parameters<Subscribe>[0];
