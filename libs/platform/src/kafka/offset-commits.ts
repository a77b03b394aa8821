import type { EachBatchPayload } from 'kafkajs';

/** What saves offsets, of whichever batch: it knows those of all partitions of its consumer. */
export type Saves = Pick<EachBatchPayload, 'commitOffsetsIfNecessary' | 'uncommittedOffsets'>;

/** Saves the resolved offsets of a consumer: one request at a time, each with all that is resolved when it is sent. */
export interface OffsetCommits {
  /** Saves what is resolved by now. Rejects with what the broker answered. */
  readonly save: (payload: Saves) => Promise<void>;
  /**
   * Saves it while others go on, and with what is resolved shortly after: kafkajs fetches nothing before the batch that saves has
   * ended, and what is handled again after a crash has its answer already.
   *
   * @throws what the broker answered to an earlier one
   */
  readonly saveSoon: (payload: Saves) => void;
  /** The group was joined anew: what was answered before is settled. */
  readonly joined: () => void;
  /**
   * Saves what still waits, and waits for what is under way, however it ends.
   *
   * @param isLost whether Kafka no longer answers: then nothing more is sent, which it would only take long to fail at
   */
  readonly settled: (isLost: boolean) => Promise<void>;
}

/** How often offsets are saved while batches follow one another, in milliseconds: a request for each would be one for each command. */
const SAVE_EVERY = 200;

/** Makes what saves the offsets of one consumer. */
export function offsetCommits(every = SAVE_EVERY): OffsetCommits {
  let running: Promise<void> | undefined;
  let waiting: { readonly payload: Saves; readonly timer: NodeJS.Timeout } | undefined;
  let sentAt = -Infinity;
  let next: Promise<void> | undefined;
  let failure: { readonly error: unknown } | undefined;
  let generation = 0;

  const waitNoLonger = () => {
    clearTimeout(waiting?.timer);
    waiting = undefined;
  };
  const commit = async ({ commitOffsetsIfNecessary, uncommittedOffsets }: Saves) => {
    waitNoLonger();
    sentAt = performance.now();
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
  const saveAside = (payload: Saves) => {
    const of = generation;
    save(payload).catch((error: unknown) => {
      if (of === generation) failure = { error };
    });
  };
  return {
    save,
    saveSoon: (payload) => {
      const found = failure;
      failure = undefined;
      if (found) throw found.error;
      const wait = sentAt + every - performance.now();
      if (wait <= 0) saveAside(payload);
      else waiting ??= { payload, timer: setTimeout(saveAside, wait, payload) };
    },
    joined: () => {
      generation += 1;
      failure = undefined;
      waitNoLonger();
    },
    settled: async (isLost) => {
      if (waiting && !isLost) saveAside(waiting.payload);
      waitNoLonger();
      while (running ?? next) await Promise.allSettled([running, next]);
    },
  };
}
