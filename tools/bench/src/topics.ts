import { randomUUID } from 'node:crypto';
import {
  contextTopics,
  deviceUnlockCommands,
  deviceUnlockEvents,
  topicDeclarations,
  type ContextTopics,
} from '@tierline/contracts';
import type { Kafka } from 'kafkajs';

/** The topics of one measurement: its commands are those that begin a request. */
export type BenchTopics = ContextTopics<'stores'>;

/** Makes the topics of a context that nobody has used before. */
export async function freshTopics(kafka: Kafka): Promise<BenchTopics> {
  const topics = contextTopics(
    `bench-${randomUUID().slice(0, 8)}`,
    {
      stores: {
        sender: 'store-system',
        channel: 'store',
        commands: [deviceUnlockCommands.requestActivationUnlock],
      },
    },
    Object.values(deviceUnlockEvents),
  );
  const admin = kafka.admin();
  await admin.connect();
  try {
    await admin.createTopics({
      waitForLeaders: true,
      topics: topicDeclarations(topics).map(({ name, partitions, cleanupPolicy }) => ({
        topic: name,
        numPartitions: partitions,
        configEntries: [{ name: 'cleanup.policy', value: cleanupPolicy }],
      })),
    });
  } finally {
    await admin.disconnect();
  }
  return topics;
}
