import { DependencyUnavailable, partitionOf, type RecordId } from '@tierline/platform';
import type { Kafka } from 'kafkajs';
import type { FactRecord } from '../fact.js';
import { written } from './written.js';

/** Where records were written, with some others that were written at the same time. */
export interface Place {
  readonly topic: string;
  readonly partition: number;
  readonly first: bigint;
  readonly last: bigint;
}

/** Writes records to Kafka, those of several callers in one request. */
export interface Sender {
  /**
   * Writes records of one key and one topic. They keep their order, also behind what was sent of the key before.
   *
   * @throws {DependencyUnavailable} when it is not certain that all are there
   */
  send(records: readonly FactRecord[]): Promise<Place>;
  /** Whether a record is one that was written here. */
  readonly hasWritten: (id: RecordId) => boolean;
  close(): Promise<void>;
}

interface Waiting extends PromiseWithResolvers<Place> {
  readonly records: readonly FactRecord[];
}

/** A request may become twice as large: Kafka takes 1 MiB for a partition. */
const AT_ONCE = 500;

/** Makes a sender. One request is under way at a time, so that one that is repeated overtakes none. */
export async function sender(kafka: Kafka, topics: readonly string[]): Promise<Sender> {
  const producer = kafka.producer({ allowAutoTopicCreation: false, idempotent: false, maxInFlightRequests: 1 });
  await producer.connect();
  const partitions = await partitionCounts(kafka, topics);
  const queue: Waiting[] = [];
  const own = written();
  let running: Promise<void> | undefined;

  const placed = ({ topic, key, value, headers }: FactRecord) => {
    const partition = partitionOf(key, partitions.get(topic) ?? 0);
    return { topic, partition, message: { key, value, headers, partition } };
  };
  const write = async (batch: readonly Waiting[]) => {
    const records = batch.flatMap(({ records }) => records.map(placed));
    const byTopic = Map.groupBy(records, ({ topic }) => topic);
    const topicMessages = [...byTopic].map(([topic, of]) => ({ topic, messages: of.map(({ message }) => message) }));
    const answer = await producer.sendBatch({ acks: -1, topicMessages });
    const places = answer.map(({ topicName: topic, partition, baseOffset }): Place => {
      if (baseOffset === undefined) throw new TypeError('the broker does not say where it has written');
      const count = records.filter((each) => each.topic === topic && each.partition === partition).length;
      return { topic, partition, first: BigInt(baseOffset), last: BigInt(baseOffset) + BigInt(count) - 1n };
    });
    places.forEach(own.note);
    for (const { records, resolve } of batch) {
      const [first] = records.map(placed);
      const place = places.find(({ topic, partition }) => topic === first?.topic && partition === first.partition);
      if (!place) throw new TypeError('the broker does not say where it has written');
      resolve(place);
    }
  };
  const run = async () => {
    while (queue.length > 0) {
      let size = 0;
      const end = queue.findIndex(({ records }) => (size += records.length) >= AT_ONCE);
      const batch = queue.splice(0, end < 0 ? queue.length : end + 1);
      try {
        await write(batch);
      } catch (cause) {
        for (const { reject } of batch) reject(new DependencyUnavailable('Kafka', { cause }));
      }
    }
    running = undefined;
  };
  const enqueue = (records: readonly FactRecord[]): Promise<Place> => {
    const waiting = { ...Promise.withResolvers<Place>(), records };
    queue.push(waiting);
    running ??= run();
    return waiting.promise;
  };
  return {
    send: async (records) => {
      let place = enqueue(records.slice(0, AT_ONCE));
      for (let from = AT_ONCE; from < records.length; from += AT_ONCE) {
        await place;
        place = enqueue(records.slice(from, from + AT_ONCE));
      }
      return place;
    },
    hasWritten: own.has,
    close: async () => {
      await running;
      await producer.disconnect();
    },
  };
}

async function partitionCounts(kafka: Kafka, topics: readonly string[]): Promise<ReadonlyMap<string, number>> {
  const admin = kafka.admin();
  await admin.connect();
  try {
    const found = await admin.fetchTopicMetadata({ topics: [...topics] });
    return new Map(found.topics.map(({ name, partitions }) => [name, partitions.length]));
  } finally {
    await admin.disconnect();
  }
}
