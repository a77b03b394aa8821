import type { Position } from '@tierline/kernel';
import { isAtLeast } from '../views/position-gate.js';
import { positionOf, type Notification, type Subscribe } from './subscription-port.js';

/** The newest notifications of one subscription, for several who follow it at speeds of their own. */
export interface LiveTail {
  /** Whether nobody follows it, or its subscription has ended: then it is of no use to anybody else. */
  isOver(): boolean;
  /**
   * Joins those who follow it.
   *
   * @param position everything up to here is known
   * @returns nothing when what comes next was dropped already, or is not what the subscription will tell next
   */
  join(position: Position, signal: AbortSignal): Place | undefined;
}

/** Somebody's place among those who follow. To be left whatever happens. */
export interface Place {
  /**
   * Takes what comes next, and waits for it.
   *
   * @returns nothing when the signal is aborted, the place is lost, or the subscription has ended
   * @throws what the subscription threw, once everything before it was taken
   */
  take(): Promise<Notification | undefined>;
  /** Whether something was dropped before it was taken: who follows must catch up elsewhere. */
  isLost(): boolean;
  leave(): Promise<void>;
}

/**
 * Makes a tail. It reads on when somebody who has everything wants more, so the fastest of those who follow sets the pace.
 *
 * @param begin where its subscription begins
 * @param kept how many notifications it keeps
 */
export function liveTail(
  subscribe: Subscribe,
  begin: Omit<Parameters<Subscribe>[0], 'signal'> & { readonly from: Position },
  kept: number,
): LiveTail {
  const stop = new AbortController();
  const source = subscribe({ ...begin, signal: stop.signal })[Symbol.asyncIterator]();
  const items: Notification[] = [];
  /** The number of the first that is kept, and the position after which nothing is missing. */
  let first = 0;
  let base = begin.from;
  let followers = 0;
  let end: { readonly error?: unknown } | undefined;
  let isReading = false;
  let changed = Promise.withResolvers<undefined>();
  const change = () => {
    changed.resolve(undefined);
    changed = Promise.withResolvers();
  };
  const readOn = async () => {
    if (isReading) return;
    isReading = true;
    try {
      const next = await source.next();
      if (next.done) end = {};
      else items.push(next.value);
    } catch (error) {
      end = { error };
    }
    isReading = false;
    const dropped = items.length > kept ? items.shift() : undefined;
    if (dropped) {
      base = positionOf(dropped);
      first += 1;
    }
    change();
  };

  return {
    isOver: () => followers === 0 || end !== undefined,
    join: (position, signal) => {
      const newest = items.at(-1);
      const reached = newest ? positionOf(newest) : base;
      if (!isAtLeast(position, base) || !isAtLeast(reached, position)) return undefined;
      let next = first + 1 + items.findLastIndex((each) => isAtLeast(position, positionOf(each)));
      followers += 1;
      // One for each place: a listener that a signal has already is not added again.
      const wake = () => {
        change();
      };
      signal.addEventListener('abort', wake, { once: true });
      return {
        isLost: () => next < first,
        take: async () => {
          while (!signal.aborted && next >= first) {
            const told = items[next - first];
            if (told) {
              next += 1;
              return told;
            }
            if (end && 'error' in end) throw end.error;
            if (end) return undefined;
            const waiting = changed.promise;
            void readOn();
            await waiting;
          }
          return undefined;
        },
        leave: async () => {
          signal.removeEventListener('abort', wake);
          followers -= 1;
          if (followers > 0) return;
          stop.abort();
          await source.return?.();
        },
      };
    },
  };
}
