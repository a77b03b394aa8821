import type { PartitionMetadata } from 'kafkajs';
import { partitionOf } from './partition-of.js';
import type { OutgoingRecord } from './publication.js';
import type { Batch } from './record-batch.js';

/** Where the partitions of a topic are. */
export interface TopicMetadata {
  readonly name: string;
  readonly partitions: readonly Pick<PartitionMetadata, 'partitionId' | 'leader'>[];
}

/** Records of one partition that are sent at once. */
export interface PlacedBatch extends Batch {
  readonly topic: string;
  readonly partition: number;
}

/** What is sent at once: to one broker, and no more for a partition than a broker takes. */
export interface Send {
  readonly leader: number;
  readonly batches: readonly PlacedBatch[];
}

interface OpenBatch extends PlacedBatch {
  readonly records: OutgoingRecord[];
  bytes: number;
}

/** Kafka takes 1 MiB a batch by default, its own overhead included. */
const MAX_BATCH_BYTES = 900_000;
/** What Kafka adds to a record and to each of its parts, at most. */
const RECORD_OVERHEAD = 64;
const PART_OVERHEAD = 5;
/** No character takes more bytes of UTF-8 for each of its UTF-16 units. */
const BYTES_PER_UNIT = 3;

/** A topic that is to be written to does not exist, or has no leader at the moment. */
export class NoLeader extends Error {
  override readonly name = 'NoLeader';
  constructor(
    readonly topic: string,
    readonly partition: number,
  ) {
    super(`${topic}[${partition}] has no leader`);
  }
}

/**
 * Cuts records into sends, in their order.
 *
 * @throws {NoLeader}
 */
export function sendsOf(records: readonly OutgoingRecord[], topics: readonly TopicMetadata[]): readonly Send[] {
  const metadata = new Map(topics.map(({ name, partitions }) => [name, partitions]));
  const open = new Map<number, Map<string, OpenBatch>>();
  const sends: { readonly leader: number; readonly batches: Map<string, OpenBatch> }[] = [];
  for (const record of records) {
    const partitions = metadata.get(record.topic) ?? [];
    if (partitions.length === 0) throw new NoLeader(record.topic, 0);
    const { topic, key } = record;
    const partition = partitionOf(key, partitions.length);
    const leader = partitions.find(({ partitionId }) => partitionId === partition)?.leader ?? -1;
    if (leader < 0) throw new NoLeader(topic, partition);

    const name = `${topic}[${String(partition)}]`;
    const size = sizeOf(record);
    let batches = open.get(leader);
    if (!batches || (batches.get(name)?.bytes ?? 0) + size > MAX_BATCH_BYTES) {
      batches = new Map();
      open.set(leader, batches);
      sends.push({ leader, batches });
    }
    const batch = batches.get(name) ?? { topic, partition, records: [], bytes: 0 };
    batches.set(name, batch);
    batch.records.push(record);
    batch.bytes += size;
  }
  return sends.map(({ leader, batches }) => ({ leader, batches: [...batches.values()] }));
}

/**
 * How many bytes a record takes at most, uncompressed. The many short texts of its headers are not looked through: to be exact
 * about them takes longer than to place the record.
 */
export function sizeOf({ key, value, headers }: OutgoingRecord): number {
  let size = RECORD_OVERHEAD + Buffer.byteLength(key) + Buffer.byteLength(value) + 2 * PART_OVERHEAD;
  for (const name in headers) size += BYTES_PER_UNIT * (name.length + (headers[name] ?? '').length) + 2 * PART_OVERHEAD;
  return size;
}
