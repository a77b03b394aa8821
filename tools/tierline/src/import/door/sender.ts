import { DependencyUnavailable, partitionOf } from '@tierline/platform';
import type { Kafka } from 'kafkajs';
import type { FactRecord } from '../fact.js';

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
  let running: Promise<void> | undefined;

  const placed = ({ topic, key, value, headers }: FactRecord) => {
    const partition = partitionOf(key, partitions.get(topic) ?? 0);
    return { topic, partition, message: { key, value, headers, partition } };
  };
  const write = async (batch: readonly Waiting[]) => {
    const records = batch.flatMap(({ records }) => records.map(placed));
    const byTopic = Map.groupBy(records, ({ topic }) => topic);
    const topicMessages = [...byTopic].map(([topic, of]) => ({ topic, messages: of.map(({ message }) => message) }));
    const written = await producer.sendBatch({ acks: -1, topicMessages });
    for (const { records: own, resolve } of batch) {
      const [first] = own.map(placed);
      const base = written.find((each) => each.topicName === first?.topic && each.partition === first.partition);
      if (!first || base?.baseOffset === undefined) throw new TypeError('the broker does not say where it has written');
      const { topic, partition } = first;
      const count = records.filter((each) => each.topic === topic && each.partition === partition).length;
      const offset = BigInt(base.baseOffset);
      resolve({ topic, partition, first: offset, last: offset + BigInt(count) - 1n });
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
