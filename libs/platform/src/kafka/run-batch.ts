import { laneOf } from './lane.js';
import type { ConsumedRecord } from './record.js';
import type { Slots } from './slots.js';

/**
 * Runs the records of a batch: those of one key one after another, different keys side by side.
 *
 * @param work must not throw
 * @param mayBegin is asked before each record; once it says no, what runs ends and nothing else begins
 */
export async function runBatch(
  records: readonly ConsumedRecord[],
  slot: Slots,
  mayBegin: () => boolean,
  work: (record: ConsumedRecord, index: number) => Promise<void>,
): Promise<void> {
  const lanes = Map.groupBy(records.entries(), ([, record]) => laneOf(record));
  await Promise.all(
    [...lanes.values()].map(async (lane) => {
      for (const [index, record] of lane) {
        await slot(async () => {
          if (mayBegin()) await work(record, index);
        });
      }
    }),
  );
}
