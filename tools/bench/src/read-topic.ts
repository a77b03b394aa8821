import { randomUUID } from 'node:crypto';
import type { Kafka, KafkaMessage } from 'kafkajs';

/** Reads everything that is committed on a topic now, partition by partition in order. */
export async function readTopic(kafka: Kafka, topic: string): Promise<readonly KafkaMessage[]> {
  const unread = await ends(kafka, topic);
  const found = new Map<number, KafkaMessage[]>();
  const over = Promise.withResolvers<undefined>();
  const consumer = kafka.consumer({ groupId: `bench-${randomUUID()}`, allowAutoTopicCreation: false });
  // The last record of a transaction is a marker that is never handed over: only the end of a batch tells that it was passed.
  consumer.on('consumer.end_batch_process', ({ payload: { partition, lastOffset } }) => {
    if (BigInt(lastOffset) + 1n >= (unread.get(partition) ?? 0n)) unread.delete(partition);
    if (unread.size === 0) over.resolve(undefined);
  });
  consumer.on('consumer.crash', ({ payload: { error } }) => {
    over.reject(error);
  });
  if (unread.size === 0) return [];
  await consumer.connect();
  try {
    await consumer.subscribe({ topics: [topic], fromBeginning: true });
    await consumer.run({
      eachBatch: ({ batch: { partition, messages } }) => {
        found.set(partition, [...(found.get(partition) ?? []), ...messages]);
        return Promise.resolve();
      },
    });
    await over.promise;
  } finally {
    await consumer.disconnect();
  }
  return [...found.values()].flat();
}

/** The offsets at which the partitions that have anything end. */
async function ends(kafka: Kafka, topic: string): Promise<Map<number, bigint>> {
  const admin = kafka.admin();
  await admin.connect();
  try {
    const offsets = await admin.fetchTopicOffsets(topic);
    return new Map(offsets.flatMap(({ partition, high }) => (high === '0' ? [] : [[partition, BigInt(high)]])));
  } finally {
    await admin.disconnect();
  }
}
