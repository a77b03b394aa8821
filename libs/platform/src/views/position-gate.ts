import type { Position } from '@tierline/kernel';
import { pause } from '../pause.js';

/** Whether one position is at or after another. */
export const isAtLeast = (position: Position, other: Position): boolean =>
  position.commit > other.commit || (position.commit === other.commit && position.prepare >= other.prepare);

/** Lets callers wait until a moving position has reached theirs. */
export interface PositionGate {
  position(): Position | undefined;
  advance(position: Position): void;
  /** @returns whether it came so far within the time, in milliseconds */
  reached(position: Position, timeout: number): Promise<boolean>;
}

/** Makes a gate that stands at a position, or nowhere. */
export function positionGate(start: Position | undefined): PositionGate {
  let current = start;
  const waiting = new Set<{ readonly position: Position; readonly pass: () => void }>();
  const isReached = (position: Position) => current !== undefined && isAtLeast(current, position);
  return {
    position: () => current,
    advance: (position) => {
      current = position;
      for (const waiter of waiting) {
        if (!isReached(waiter.position)) continue;
        waiting.delete(waiter);
        waiter.pass();
      }
    },
    reached: async (position, timeout) => {
      if (isReached(position)) return true;
      const expired = new AbortController();
      const { promise, resolve } = Promise.withResolvers<undefined>();
      const waiter = {
        position,
        pass: () => {
          resolve(undefined);
        },
      };
      waiting.add(waiter);
      await Promise.race([promise, pause(timeout, expired.signal)]);
      expired.abort();
      waiting.delete(waiter);
      return isReached(position);
    },
  };
}
