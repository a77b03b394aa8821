import { BrokenHistory, isOutdated } from '@tierline/kernel';
import type { Log } from '../log.js';
import { ForeignEvent } from './stored-event.js';

/**
 * What a replica does when it meets something stored that its build does not know. Only another build helps, so it is not
 * ready from then on; but it lives, and does whatever does not touch what it cannot read.
 */
export interface Standstill {
  /** What was met and is not known; nothing while there is no such thing. */
  reason(): string | undefined;
  /** Work that follows the store: there it ends, and what comes after is not looked at. It waits to be told to stop. */
  follows(work: (signal: AbortSignal) => Promise<void>): (signal: AbortSignal) => Promise<void>;
  /** Work for one command, whose error goes on to whoever sent it: other commands are executed as before. */
  executes<Arguments extends readonly unknown[], Result>(
    work: (...args: Arguments) => Promise<Result>,
  ): (...args: Arguments) => Promise<Result>;
}

/** A stream that is met again and again says the same each time; more reasons than this help nobody. */
const MOST_REASONS = 5;

/** Makes it, ready as yet. */
export function standstill(log: Log): Standstill {
  const reasons = new Set<string>();
  const remember = (error: Error) => {
    if (reasons.has(error.message) || reasons.size >= MOST_REASONS) return;
    reasons.add(error.message);
    log.error({ error }, 'something is stored that this build does not know; the replica is not ready from now on');
  };
  return {
    reason: () => (reasons.size === 0 ? undefined : [...reasons].join('; ')),
    follows: (work) => async (signal) => {
      try {
        await work(signal);
      } catch (error) {
        if (!isUnreadable(error)) throw error;
        remember(error);
        await aborted(signal);
      }
    },
    executes:
      (work) =>
      async (...args) => {
        try {
          return await work(...args);
        } catch (error) {
          if (isOutdated(error)) remember(error);
          throw error;
        }
      },
  };
}

/** For whoever must read event after event, one that nobody can read is as much in the way as one of a newer build. */
const isUnreadable = (error: unknown): error is Error =>
  isOutdated(error) || error instanceof BrokenHistory || error instanceof ForeignEvent;

const aborted = async (signal: AbortSignal): Promise<void> => {
  if (signal.aborted) return;
  await new Promise((resolve) => {
    signal.addEventListener('abort', resolve, { once: true });
  });
};
