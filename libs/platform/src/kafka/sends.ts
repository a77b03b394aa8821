import type { ITopicMetadata } from 'kafkajs';
import { partitionOf } from './partition-of.js';
import type { OutgoingRecord } from './publication.js';

/** A record with the partition that it goes to. */
export interface PlacedRecord extends OutgoingRecord {
  readonly partition: number;
}

/** What is sent at once: to one broker, and no more for a partition than a broker takes. */
export type Send = readonly PlacedRecord[];

/** Kafka takes 1 MiB a batch by default, its own overhead included. */
const MAX_BATCH_BYTES = 900_000;
/** What Kafka adds to a record and to each of its parts, at most. */
const RECORD_OVERHEAD = 64;
const PART_OVERHEAD = 2;
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
 * A send that goes to several brokers could succeed at one and be repeated for another.
 *
 * @throws {NoLeader}
 */
export function sendsOf(records: readonly OutgoingRecord[], topics: readonly ITopicMetadata[]): readonly Send[] {
  const metadata = new Map(topics.map(({ name, partitions }) => [name, partitions]));
  const open = new Map<number, { records: PlacedRecord[]; readonly bytes: Map<string, number> }>();
  const sends: Send[] = [];
  for (const record of records) {
    const partitions = metadata.get(record.topic) ?? [];
    if (partitions.length === 0) throw new NoLeader(record.topic, 0);
    const { topic, key } = record;
    const partition = partitionOf(key, partitions.length);
    const leader = partitions.find(({ partitionId }) => partitionId === partition)?.leader ?? -1;
    if (leader < 0) throw new NoLeader(topic, partition);

    const name = `${topic}[${partition}]`;
    const size = sizeOf(record);
    let send = open.get(leader);
    if (!send || (send.bytes.get(name) ?? 0) + size > MAX_BATCH_BYTES) {
      send = { records: [], bytes: new Map() };
      open.set(leader, send);
      sends.push(send.records);
    }
    send.records.push({ ...record, partition });
    send.bytes.set(name, (send.bytes.get(name) ?? 0) + size);
  }
  return sends;
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
