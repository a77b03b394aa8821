import { Recent } from '@tierline/kernel';

/** How often somebody may come. */
export interface RateLimit {
  /** How many requests a second, in the long run. */
  readonly perSecond: number;
  /** How many at once after a pause. */
  readonly burst: number;
}

/** Enough for a busy program, and too little to hold others up. */
export const rateLimit: RateLimit = { perSecond: 100, burst: 200 };

/** Takes one request from somebody's allowance. @returns after how many seconds to come again; 0 when it was given */
export type TakeRequest = (who: string) => number;

const MILLISECONDS = 1000;
const MOST_CLIENTS = 10_000;

/**
 * A token bucket for each client, in the memory of this replica.
 *
 * @param now milliseconds of a clock that never goes back
 */
export function rateLimiter({ perSecond, burst }: RateLimit, now: () => number): TakeRequest {
  const buckets = new Recent<string, { level: number; at: number }>(MOST_CLIENTS);
  return (who) => {
    const at = now();
    const before = buckets.get(who) ?? { level: burst, at };
    const level = Math.min(burst, before.level + ((at - before.at) / MILLISECONDS) * perSecond);
    const isGiven = level >= 1;
    buckets.set(who, { level: isGiven ? level - 1 : level, at });
    return isGiven ? 0 : Math.ceil((1 - level) / perSecond);
  };
}
