import type { NewRecord } from '../record-log.js';
import { laneOf } from '../lane.js';
import type { ConsumedRecord } from '../record.js';
import { asideParts, recordName, type Cause, type ParkedReason, type RecordId, type Seal } from './aside.js';

/** What the key of a record of the parked topic says. */
export interface EntryKey {
  readonly id: RecordId;
  /** The key of the command's own record. */
  readonly key: Buffer | null;
  /** From 1 on; the first part makes the entry. */
  readonly part: number;
}

/** A command that is parked. */
export interface ParkedEntry extends Pick<EntryKey, 'id' | 'key'> {
  readonly name: string;
  readonly lane: string;
  /** Its parts, in their order, and where each lies in the parked topic. */
  readonly parts: readonly { readonly part: number; readonly offset: bigint }[];
}

/** The key of a part of an entry: topic, partition, offset, the command's own key in base64, and the number of the part. */
export const entryKey = ({ id, key, part }: EntryKey): string =>
  JSON.stringify([id.topic, id.partition, id.offset, key === null ? null : key.toString('base64'), part]);

/** Reads the key of a record of the parked topic. @throws {SyntaxError | TypeError} when it is none of ours */
export function decodeEntryKey(bytes: Buffer | null): EntryKey {
  const read: unknown = JSON.parse(String(bytes));
  if (!Array.isArray(read)) throw new TypeError('the key of a parked entry must be a list');
  const [topic, partition, offset, key, part] = read as readonly unknown[];
  if (
    typeof topic !== 'string' ||
    typeof partition !== 'number' ||
    typeof offset !== 'string' ||
    !/^\d{1,19}$/.test(offset) ||
    typeof part !== 'number' ||
    !(key === null || typeof key === 'string')
  ) {
    throw new TypeError('the key of a parked entry must name topic, partition, offset, key and part');
  }
  return { id: { topic, partition, offset }, key: key === null ? null : Buffer.from(key, 'base64'), part };
}

/** The lane of an entry: that of its command's own record. */
export const laneOfEntry = ({ id, key }: Pick<EntryKey, 'id' | 'key'>): string => laneOf({ ...id, key });

/**
 * The records that park a command, in the order in which they must be written: the first part comes last, so that what is there with
 * its first part is there as a whole.
 */
export async function parkedRecords(
  record: ConsumedRecord,
  cause: Cause<ParkedReason>,
  seal: Seal,
): Promise<readonly NewRecord[]> {
  if (record.value === null) throw new TypeError(`${recordName(record)} is no command, and cannot be parked`);
  const parts = await asideParts(record, cause, seal);
  const { topic, partition, offset, key } = record;
  const id = { topic, partition, offset };
  return parts.map((each, index) => ({ ...each, key: entryKey({ id, key, part: index + 1 }) })).toReversed();
}
