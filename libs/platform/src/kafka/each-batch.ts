import type { EachBatchPayload } from 'kafkajs';
import type { Disposition, Observe } from './consumer-port.js';
import type { OffsetCommits } from './offset-commits.js';
import type { PausedPartitions } from './paused-partitions.js';
import { progress } from './progress.js';
import { consumedRecord, type ConsumedRecord } from './record.js';
import { runBatch } from './run-batch.js';
import type { SeenPositions } from './seen-positions.js';
import type { Slots } from './slots.js';
import { whileBusy } from './while-busy.js';

/** What a batch is worked off with. */
export interface BatchHandling {
  readonly handle: (record: ConsumedRecord, signal: AbortSignal) => Promise<Disposition>;
  readonly slot: Slots;
  readonly paused: PausedPartitions;
  /** Of a topic whose records another context's publisher writes. */
  readonly positions?: SeenPositions;
  readonly commits: OffsetCommits;
  readonly observe: Observe;
  /** Aborted when the consumer is to take nothing more. */
  readonly draining: AbortSignal;
  /** How often the group hears of us and offsets are saved while a batch is under way, in milliseconds. */
  readonly beat: number;
}

/**
 * Works off one batch of a partition. Offsets are saved as far as records are done without a gap, while it runs and shortly after
 * its end. Nobody waits for the last of them, unless it is the last for now.
 *
 * @throws what the broker answered to a heartbeat or a commit, such as that the group is rebalancing: after what had begun has
 * ended, and for kafkajs to act upon
 */
export async function eachBatch(payload: EachBatchPayload, handling: BatchHandling): Promise<void> {
  const { topic, partition, messages } = payload.batch;
  const { handle, slot, paused, commits, observe, draining, beat } = handling;
  const records = messages.map((message) => consumedRecord(topic, partition, message));
  const [first] = records;
  if (!first) return;
  const lag = Number(payload.batch.offsetLag());
  const age = Math.max(0, Date.now() - first.timestamp);
  observe({ kind: 'fetched', topic, partition, records: records.length, lag, age });

  const seen = handling.positions?.look(records);
  const done = progress();
  const stop = new AbortController();
  const signal = AbortSignal.any([stop.signal, draining]);
  let wait: string | undefined;
  let saved = -1;
  const mayBegin = () => !signal.aborted && payload.isRunning() && !payload.isStale();

  /** @returns whether there is anything to be saved */
  const resolve = (): boolean => {
    const last = records[done.last()];
    if (!last || done.last() === saved) return false;
    saved = done.last();
    payload.resolveOffset(last.offset);
    seen?.passed(saved);
    return true;
  };
  const beating = whileBusy(
    beat,
    async () => {
      await payload.heartbeat();
      if (resolve()) await commits.save(payload);
    },
    () => {
      stop.abort();
    },
  );

  await runBatch(records, slot, mayBegin, async (record, index) => {
    if (seen?.repeated.has(index)) {
      observe({ kind: 'passed-over-again', topic, partition });
      done.done(index);
      return;
    }
    const disposition = await handle(record, signal);
    if (disposition === 'done') {
      done.done(index);
      return;
    }
    if (disposition !== 'again') wait ??= disposition.wait;
    stop.abort();
  });
  const trouble = await beating.end();
  const goesOn = trouble === undefined && wait === undefined && !draining.aborted;
  if (resolve()) {
    if (goesOn) commits.saveSoon(payload);
    else await commits.save(payload);
  }
  if (trouble !== undefined) throw trouble;
  if (wait !== undefined && !draining.aborted) {
    paused.pause(topic, partition, wait, payload.pause());
    return;
  }
  paused.worked(topic, partition);
  if (done.last() === records.length - 1) observe({ kind: 'worked-off', topic, partition, lag });
}
