import type { Log } from '../../log.js';
import type { RecordLog } from '../record-log.js';
import type { ConsumedRecord } from '../record.js';
import { slots } from '../slots.js';
import { originalRecord, type Cause, type Open, type ParkedReason, type Seal } from './aside.js';
import { entryKey, parkedRecords, type EntryKey, type ParkedEntry } from './parked-entry.js';
import { parkedSet, type ParkedSet } from './parked-set.js';

/** What is parked in one partition, and how to change it. Every function may throw `DependencyUnavailable`. */
export interface ParkedPartition extends Pick<ParkedSet, 'isParked' | 'isSettled' | 'list' | 'lanes'> {
  /** Parks a command: at least once, and certainly when it resolves. */
  park(record: ConsumedRecord, cause: Cause<ParkedReason>): Promise<void>;
  /**
   * Reads a parked command back.
   *
   * @returns nothing when it is parked no longer, which another replica may have seen to
   * @throws {Error} when its bytes do not open
   */
  read(entry: ParkedEntry): Promise<ConsumedRecord | undefined>;
  /** A command is done with. */
  remove(entry: ParkedEntry): Promise<void>;
  /** Reads what others have written meanwhile. */
  refresh(): Promise<void>;
}

/** The parked commands of the partitions that are ours. */
export interface Parking {
  /** These partitions are ours from now on, by topic: what was known of any is forgotten, and read anew. */
  readonly assigned: (assignment: Readonly<Record<string, readonly number[]>>) => void;
  /** @throws {DependencyUnavailable} when it cannot be told what is parked */
  at(partition: number): Promise<ParkedPartition>;
  /** How many keys of the partitions that are ours are parked, as far as they were read. */
  parkedKeys(): number;
}

/** What parking needs. */
export interface ParkingOptions {
  readonly records: RecordLog;
  /** The parked topic: as many partitions as the ingress topics, whose partitions of one number share one here. */
  readonly topic: string;
  readonly seal: Seal;
  readonly open: Open;
  readonly log: Log;
}

/** Keeps commands of keys that keep failing. */
export function parking(options: ParkingOptions): Parking {
  let known = new Map<number, Promise<ParkedPartition>>();
  let read: { readonly partition: number; readonly parked: ParkedPartition }[] = [];
  let ours: Readonly<Record<string, readonly number[]>> = {};
  const at = (partition: number): Promise<ParkedPartition> => {
    const generation = known;
    const found = generation.get(partition);
    if (found) return found;
    const opening = openPartition(options, partition);
    generation.set(partition, opening);
    opening.then(
      (parked) => {
        if (generation === known) read.push({ partition, parked });
      },
      (error: unknown) => {
        generation.delete(partition);
        options.log.warn({ error, partition }, 'what is parked could not be read, and is read again when it is needed');
      },
    );
    return opening;
  };
  const isOurs = (partition: number) => (lane: string) =>
    Object.entries(ours).some(([topic, numbers]) => {
      return numbers.includes(partition) && lane.startsWith(`${topic}/${partition}/`);
    });
  return {
    assigned: (assignment) => {
      known = new Map();
      read = [];
      ours = assignment;
      // Ahead of the first message, so that it is known how many are parked although none comes.
      for (const partition of new Set(Object.values(assignment).flat())) void Promise.allSettled([at(partition)]);
    },
    at,
    parkedKeys: () =>
      read.reduce((sum, { partition, parked }) => sum + parked.lanes().filter(isOurs(partition)).length, 0),
  };
}

async function openPartition(
  { records, topic, seal, open, log }: ParkingOptions,
  partition: number,
): Promise<ParkedPartition> {
  const set = parkedSet();
  let next = 0n;
  const readOn = async () => {
    const { low, high } = await records.ends(topic, partition);
    if (next < low) next = low;
    for await (const record of records.read(topic, partition, next, high)) apply(record);
    next = high;
  };
  const apply = (record: Pick<ConsumedRecord, 'key' | 'value' | 'offset'>) => {
    try {
      set.apply(record);
    } catch (error) {
      log.error({ error, topic, partition, offset: record.offset }, 'a record of the parked topic is none of ours');
    }
  };
  const write = async (key: string, value: Buffer | null, headers = {}) => {
    const offset = await records.append(topic, partition, { key, value, headers });
    apply({ key: Buffer.from(key), value, offset: String(offset) });
  };
  const removeParts = async (parts: readonly EntryKey[]) => {
    for (const part of parts) await write(entryKey(part), null);
  };
  // One after another, or each would begin where the other has not ended.
  const oneAtATime = slots(1);
  const refresh = () => oneAtATime(readOn);
  const bytesOf = async ({ parts }: ParkedEntry) => {
    const found: ConsumedRecord[] = [];
    for (const { offset } of parts) {
      for await (const record of records.read(topic, partition, offset, offset + 1n)) found.push(record);
    }
    return found.length === parts.length ? found : undefined;
  };

  await refresh();
  await removeParts(set.leftovers());
  return {
    isParked: set.isParked,
    isSettled: set.isSettled,
    list: set.list,
    lanes: set.lanes,
    refresh,
    park: async (record, cause) => {
      for (const { key, value, headers } of await parkedRecords(record, cause, seal)) {
        await write(String(key), value as Buffer, headers);
      }
    },
    read: async (entry) => {
      const found = await bytesOf(entry);
      if (found) return originalRecord(entry.key, found, open);
      // Written again meanwhile, and compacted; or removed.
      await refresh();
      const [again] = set.list(entry.lane).filter(({ name }) => name === entry.name);
      const foundAgain = again && (await bytesOf(again));
      return foundAgain && originalRecord(entry.key, foundAgain, open);
    },
    remove: ({ id, key, parts }) => removeParts(parts.map(({ part }) => ({ id, key, part }))),
  };
}
