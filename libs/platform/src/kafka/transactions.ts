import type { PublishedAppend } from './appends.js';
import type { Checkpoint } from './checkpoint.js';
import type { OutgoingRecord } from './publication.js';
import { sizeOf } from './sends.js';

/** What one transaction publishes: whole appends, and the checkpoint after the last of them. */
export interface PlannedTransaction {
  readonly appends: readonly PublishedAppend[];
  readonly records: readonly OutgoingRecord[];
  readonly checkpoint: Checkpoint;
}

/** A transaction takes all that is ready, since it costs the same with one record as with hundreds; up to this. */
const MAX_BYTES = 8_000_000;
const MAX_RECORDS = 5_000;

/** Plans the transactions that publish some appends, in their order. An append is never divided. */
export function transactionsOf(
  appends: readonly PublishedAppend[],
  limits = { bytes: MAX_BYTES, records: MAX_RECORDS },
): readonly PlannedTransaction[] {
  const planned: { appends: PublishedAppend[]; records: OutgoingRecord[]; checkpoint: Checkpoint }[] = [];
  let bytes = 0;
  for (const append of appends) {
    const size = append.records.reduce((sum, record) => sum + sizeOf(record), 0);
    const open = planned.at(-1);
    const fits = open && bytes + size <= limits.bytes && open.records.length + append.records.length <= limits.records;
    if (fits) {
      open.appends.push(append);
      open.records.push(...append.records);
      open.checkpoint = append.checkpoint;
      bytes += size;
    } else {
      planned.push({ appends: [append], records: [...append.records], checkpoint: append.checkpoint });
      bytes = size;
    }
  }
  return planned;
}
