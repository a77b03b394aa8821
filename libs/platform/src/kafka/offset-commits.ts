import type { EachBatchPayload } from 'kafkajs';

/** What saves offsets, of whichever batch: it knows those of all partitions of its consumer. */
export type Saves = Pick<EachBatchPayload, 'commitOffsetsIfNecessary' | 'uncommittedOffsets'>;

/** Saves the resolved offsets of a consumer: one request at a time, each with all that is resolved when it is sent. */
export interface OffsetCommits {
  /** Saves what is resolved by now. Rejects with what the broker answered. */
  readonly save: (payload: Saves) => Promise<void>;
  /**
   * Saves it while others go on: kafkajs fetches nothing before the batch that saves has ended, and what is handled again after a
   * crash has its answer already.
   *
   * @throws what the broker answered to an earlier one
   */
  readonly saveSoon: (payload: Saves) => void;
  /** The group was joined anew: what was answered before is settled. */
  readonly joined: () => void;
  /** Waits for what is under way, however it ends. */
  readonly settled: () => Promise<void>;
}

/** Makes what saves the offsets of one consumer. */
export function offsetCommits(): OffsetCommits {
  let running: Promise<void> | undefined;
  let next: Promise<void> | undefined;
  let failure: { readonly error: unknown } | undefined;
  let generation = 0;

  const commit = async ({ commitOffsetsIfNecessary, uncommittedOffsets }: Saves) => {
    await commitOffsetsIfNecessary(uncommittedOffsets());
  };
  const afterwards = async (before: Promise<void>, payload: Saves) => {
    await Promise.allSettled([before]);
    next = undefined;
    await save(payload);
  };
  const save = (payload: Saves): Promise<void> => {
    if (running) return (next ??= afterwards(running, payload));
    running = commit(payload).finally(() => {
      running = undefined;
    });
    return running;
  };
  return {
    save,
    saveSoon: (payload) => {
      const found = failure;
      failure = undefined;
      if (found) throw found.error;
      const of = generation;
      save(payload).catch((error: unknown) => {
        if (of === generation) failure = { error };
      });
    },
    joined: () => {
      generation += 1;
      failure = undefined;
    },
    settled: async () => {
      while (running ?? next) await Promise.allSettled([running, next]);
    },
  };
}
