import type { Stall } from '../kafka/in-hand.js';
import type { Check } from './health.js';

/** What a check of life rests on. */
export interface StallOptions {
  /** What has not moved for the longest time; nothing while there is nothing to be done. */
  readonly longest: () => Stall | undefined;
  /** How long it may stand still, in milliseconds. */
  readonly bound: number;
  /** Why something that it may be waiting for is down; nothing when all is up. */
  readonly trouble: Check;
  /** In milliseconds, of the clock that stalls are told by. */
  readonly now?: () => number;
}

/** An outage must be seen while it lasts, so it is looked for well before the bound. */
const SUSPICIOUS = 0.25;
/** A check that gives no answer in this time is one of something that is down, in milliseconds. */
const PATIENCE = 500;

/**
 * A check of life: whether handling stands still although nothing is down, which only a restart repairs.
 *
 * An outage of what the handling waits for never ends a life, however long it lasts: time counts from its end.
 */
export function stalled(options: StallOptions): Check {
  const { longest, bound, trouble, now = () => performance.now() } = options;
  let troubled = Number.NEGATIVE_INFINITY;
  return async () => {
    const stall = longest();
    if (!stall || now() - stall.since < bound * SUSPICIOUS) return undefined;
    if (await isInTrouble(trouble)) troubled = now();
    const still = now() - Math.max(stall.since, troubled);
    return still > bound ? `${stall.what} for ${String(Math.round(still / 1000))} s, and nothing is down` : undefined;
  };
}

async function isInTrouble(trouble: Check): Promise<boolean> {
  const { promise: late, resolve } = Promise.withResolvers<string>();
  const timer = setTimeout(() => resolve('no answer'), PATIENCE);
  try {
    return (await Promise.race([trouble(), late])) !== undefined;
  } catch {
    // A check that throws is one of something that is down.
    return true;
  } finally {
    clearTimeout(timer);
  }
}
