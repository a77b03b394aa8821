import type { Position } from '@tierline/kernel';
import { DependencyUnavailable } from '../door/dependency-unavailable.js';
import { pause } from '../pause.js';
import { isAtLeast } from '../views/position-gate.js';

/** Where somebody who follows the store stands; without a position they have nothing yet. */
export interface Standing {
  readonly position: Position | undefined;
}

/** Knows how far whoever follows the store is behind it, in time. An idle store leaves nobody behind. */
export interface StoreLag {
  /** Watches a follower. @param standing nothing while it does not follow the store at all */
  follow(name: string, standing: () => Standing | undefined): void;
  /**
   * For how many seconds a follower has not been seen to have everything that the store held. Of one that has it, at most as
   * old as the last look; nothing while it has never caught up since it began to follow.
   */
  seconds(name: string): number | undefined;
  /** Looks again and again until the signal is aborted. */
  run(signal: AbortSignal): Promise<void>;
}

interface Follower {
  readonly standing: () => Standing | undefined;
  /** When the follower is known to have had everything. */
  completeAt: number | undefined;
  /** What it is to reach next, and since when that has been known. */
  goal: { readonly head: Position | undefined; readonly since: number } | undefined;
}

const INTERVAL = 1_000;

/**
 * Begins to know nothing.
 *
 * @param latest the position that nobody who is not behind can be before
 * @param now in milliseconds; only differences mean anything
 */
export function storeLag(
  latest: () => Promise<Position | undefined>,
  now: () => number = () => performance.now(),
  interval = INTERVAL,
): StoreLag {
  const followers = new Map<string, Follower>();
  const look = async () => {
    const at = now();
    const head = await latest();
    for (const follower of followers.values()) judge(follower, head, at);
  };
  return {
    follow: (name, standing) => {
      followers.set(name, { standing, completeAt: undefined, goal: undefined });
    },
    seconds: (name) => {
      const completeAt = followers.get(name)?.completeAt;
      return completeAt === undefined ? undefined : (now() - completeAt) / 1000;
    },
    run: async (signal) => {
      while (!isAborted(signal)) {
        try {
          await look();
        } catch (error) {
          // A store that is away is told by its own check; meanwhile nobody is known to be complete.
          if (!(error instanceof DependencyUnavailable)) throw error;
        }
        await pause(interval, signal);
      }
    },
  };
}

function judge(follower: Follower, head: Position | undefined, at: number): void {
  const standing = follower.standing();
  if (!standing) {
    follower.completeAt = follower.goal = undefined;
    return;
  }
  const { position } = standing;
  const isReached = (goal: Position | undefined) =>
    goal === undefined || (position !== undefined && isAtLeast(position, goal));
  // A goal stands until it is reached: whoever follows a store that never rests reaches one after another.
  const goal = follower.goal ?? { head, since: at };
  if (!isReached(goal.head)) {
    follower.goal = goal;
    return;
  }
  follower.completeAt = isReached(head) ? at : goal.since;
  follower.goal = isReached(head) ? undefined : { head, since: at };
}

/** A function, since the compiler takes a property that it has once seen false to be false for good. */
const isAborted = (signal: AbortSignal): boolean => signal.aborted;
