import { randomUUID } from 'node:crypto';
import type { Kafka } from 'kafkajs';
import { now } from './schedule.js';

/** A published record, as whoever reads the topic meets it. Times are in milliseconds since 1970. */
export interface SeenEvent {
  /** When its command came to the service. */
  readonly receivedAt: number;
  /** When the publisher wrote it, in a transaction that was committed later. */
  readonly writtenAt: number;
  readonly consumedAt: number;
}

/** What is committed to a topic from now on. */
export interface SeenEvents {
  /** Waits until an event with each of these correlation ids was seen; of several, the first counts. */
  readonly all: (correlationIds: readonly string[]) => Promise<readonly SeenEvent[]>;
  readonly close: () => Promise<void>;
}

/** Follows a topic of published events. */
export async function followEvents(kafka: Kafka, topic: string): Promise<SeenEvents> {
  const seen = new Map<string, SeenEvent>();
  let changed = Promise.withResolvers<undefined>();
  const consumer = kafka.consumer({ groupId: `bench-${randomUUID()}`, allowAutoTopicCreation: false });
  const joined = new Promise((resolve) => consumer.on('consumer.group_join', resolve));
  consumer.on('consumer.crash', ({ payload: { error } }) => {
    changed.reject(error);
  });
  await consumer.connect();
  await consumer.subscribe({ topics: [topic], fromBeginning: true });
  await consumer.run({
    autoCommit: false,
    eachBatch: ({ batch: { messages } }) => {
      const consumedAt = now();
      for (const { headers, timestamp } of messages) {
        const correlationId = String(headers?.['ce_correlationid']);
        const receivedAt = Date.parse(String(headers?.['ce_time']));
        if (!seen.has(correlationId)) seen.set(correlationId, { receivedAt, writtenAt: Number(timestamp), consumedAt });
      }
      changed.resolve(undefined);
      changed = Promise.withResolvers();
      return Promise.resolve();
    },
  });
  await joined;
  return {
    all: async (ids) => {
      while (!ids.every((id) => seen.has(id))) await changed.promise;
      return ids.flatMap((id) => seen.get(id) ?? []);
    },
    close: () => consumer.disconnect(),
  };
}
