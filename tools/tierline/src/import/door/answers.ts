import type { CommandOutcomeV1 } from '@tierline/contracts';
import { Recent } from '@tierline/kernel';

/** How many that were taken for known are remembered, in case they are answered after all. */
const REMEMBERED = 50_000;

/** How commands were answered. */
export interface AnswerCounts {
  readonly accepted: number;
  readonly noEffect: number;
  /** By the reason, with the rule where there is one. */
  readonly refused: ReadonlyMap<string, number>;
  /** Taken, and not answered anew: what was answered before is not published again. */
  readonly known: number;
}

/** Keeps what commands were answered until each is answered, or nothing is said any more. */
export interface Answers {
  /** These will be sent. */
  readonly expect: (commandIds: readonly string[]) => void;
  /** Takes note of an outcome, of whomever it is. */
  readonly hear: (outcome: Pick<CommandOutcomeV1, 'commandId' | 'outcome' | 'reason' | 'rule'>) => void;
  /**
   * Waits until commands that the service has taken are answered. Those that are not when it has been quiet for a while
   * were answered in an earlier import.
   */
  readonly settled: (commandIds: readonly string[]) => Promise<void>;
  /** Looks whether it is quiet. */
  readonly look: () => void;
  readonly fail: (error: unknown) => void;
  /** How many were answered by now. */
  readonly answeredCount: () => number;
  readonly counts: () => AnswerCounts;
}

interface Waiting extends PromiseWithResolvers<undefined> {
  readonly commandIds: readonly string[];
}

/**
 * @param quiet how long nobody may be answered until it is quiet, in milliseconds: longer than publishing takes, also when another
 * replica has to take it over
 */
export function answers(quiet: number, now: () => number = () => performance.now()): Answers {
  const open = new Set<string>();
  /** The last that were taken for known, since nothing was heard of them. An answer may still come, after an outage. */
  const passed = new Recent<string, true>(REMEMBERED);
  const waiting = new Set<Waiting>();
  const refused = new Map<string, number>();
  const counts = { accepted: 0, 'no-effect': 0, known: 0 };
  let answered = 0;
  let heardAt = now();

  const isAnswered = ({ commandIds }: Waiting) => !commandIds.some((id) => open.has(id));
  const end = (each: Waiting) => {
    waiting.delete(each);
    each.resolve(undefined);
  };
  return {
    expect: (commandIds) => {
      for (const id of commandIds) open.add(id);
    },
    hear: ({ commandId, outcome, reason = '', rule }) => {
      if (passed.get(commandId)) {
        passed.delete(commandId);
        counts.known -= 1;
      } else if (!open.delete(commandId)) return;
      heardAt = now();
      answered += 1;
      if (outcome !== 'refused') counts[outcome] += 1;
      else {
        const why = rule === undefined ? reason : `${reason} (${rule})`;
        refused.set(why, (refused.get(why) ?? 0) + 1);
      }
    },
    settled: (commandIds) => {
      const entry = { ...Promise.withResolvers<undefined>(), commandIds };
      waiting.add(entry);
      // It takes as long from when the service has taken the last of them.
      if (!isAnswered(entry)) heardAt = now();
      return entry.promise;
    },
    look: () => {
      for (const each of [...waiting].filter(isAnswered)) end(each);
      if (now() - heardAt < quiet) return;
      for (const each of waiting) {
        for (const id of each.commandIds) {
          if (!open.delete(id)) continue;
          passed.set(id, true);
          counts.known += 1;
        }
        end(each);
      }
    },
    fail: (error) => {
      for (const { reject } of waiting) reject(error);
      waiting.clear();
    },
    answeredCount: () => answered,
    counts: () => ({ accepted: counts.accepted, noEffect: counts['no-effect'], refused, known: counts.known }),
  };
}
