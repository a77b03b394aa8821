import { START, streamNameFilter, type EventStoreDBClient } from '@eventstore/db-client';
import { ACTIVATION_LOCK_REQUEST } from '@tierline/device-unlock';
import kafkajs, { type Kafka, type Producer } from 'kafkajs';
import { pace, type Pace } from './measure.js';
import type { Batch } from './written-batches.js';

/** Straight after a commit the coordinator is still writing the markers of the last transaction. */
const BUSY_WAIT = 2;
const ATTEMPTS = 2_500;

/** Writes transactions with kafkajs alone, one after another. @param events how many they are made of */
export const publishBare = (kafka: Kafka, batches: readonly Batch[], events: number): Promise<Pace> =>
  producing(kafka, (producer) =>
    pace(events, async () => {
      for (const batch of batches) await write(producer, batch);
    }),
  );

/** Writes the same transactions, each when the events that it is made of were read by the store's client alone. */
export const readAndPublishBare = (
  kafka: Kafka,
  store: EventStoreDBClient,
  batches: readonly Batch[],
  events: number,
): Promise<Pace> =>
  producing(kafka, (producer) =>
    pace(events, async () => {
      let written = Promise.resolve();
      let next = 0;
      const prefixes = [ACTIVATION_LOCK_REQUEST];
      const subscription = store.subscribeToAll({ fromPosition: START, filter: streamNameFilter({ prefixes }) });
      for await (const { event } of subscription) {
        const batch = batches[next];
        if (!batch || (event?.position.commit ?? 0n) < batch.lastEvent) continue;
        written = written.then(() => write(producer, batch));
        next += 1;
        if (next === batches.length) break;
      }
      await written;
      await subscription.unsubscribe();
    }),
  );

async function write(producer: Producer, { topicMessages }: Batch): Promise<void> {
  const transaction = await producer.transaction();
  await transaction.sendBatch({ acks: -1, topicMessages });
  await transaction.commit();
}

async function producing(kafka: Kafka, work: (producer: Producer) => Promise<Pace>): Promise<Pace> {
  const producer = kafka.producer({
    transactionalId: 'bench',
    idempotent: false,
    maxInFlightRequests: 1,
    allowAutoTopicCreation: false,
    createPartitioner: kafkajs.Partitioners.DefaultPartitioner,
    retry: { initialRetryTime: BUSY_WAIT, factor: 0, multiplier: 1, retries: ATTEMPTS },
  });
  await producer.connect();
  try {
    // The first one asks for a producer id, which the publisher has as well before it begins.
    await (await producer.transaction()).abort();
    return await work(producer);
  } finally {
    await producer.disconnect();
  }
}
