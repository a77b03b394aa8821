import { setTimeout as delay } from 'node:timers/promises';
import type { Kafka } from 'kafkajs';
import { toolClient } from './admin.js';
import { nameForPartition } from './java-hash.js';

const COORDINATOR_PARTITIONS = 4;
const DEADLINE_MS = 30_000;

/**
 * Uses both coordinators of the local broker once, on every partition of their internal topics, and resolves when all
 * have answered: only then does a client's first group or transaction meet no COORDINATOR_NOT_AVAILABLE and no
 * COORDINATOR_LOAD_IN_PROGRESS. Rejects with the client's last error when they do not answer in 30 s.
 */
export async function touchCoordinators(brokers: string): Promise<void> {
  const kafka = toolClient(brokers);
  const partitions = Array.from({ length: COORDINATOR_PARTITIONS }, (_, index) => index);
  const named = partitions.map((partition) => nameForPartition('tierline.ready', partition, COORDINATOR_PARTITIONS));
  await Promise.all([
    touchGroups(kafka, named),
    touchProducerIds(kafka),
    ...named.map((name) => touchTransactions(kafka, name)),
  ]);
}

async function touchGroups(kafka: Kafka, groups: readonly string[]): Promise<void> {
  const admin = kafka.admin();
  await admin.connect();
  try {
    await Promise.all(groups.map((groupId) => untilItAnswers(() => admin.fetchOffsets({ groupId, topics: [] }))));
  } finally {
    await admin.disconnect();
  }
}

// Connecting a transactional producer asks its coordinator for a producer id and waits for it to be loaded.
async function touchTransactions(kafka: Kafka, transactionalId: string): Promise<void> {
  const producer = kafka.producer({ transactionalId, idempotent: false, maxInFlightRequests: 1 });
  await producer.connect();
  try {
    const transaction = await untilItAnswers(() => producer.transaction());
    await transaction.abort();
  } finally {
    await producer.disconnect();
  }
}

// A started broker fetches its first block of producer ids when the first new one is asked for, and until then answers
// as if it were loading. The ids of the touched transactions may be old ones.
async function touchProducerIds(kafka: Kafka): Promise<void> {
  const producer = kafka.producer({ idempotent: true });
  await untilItAnswers(() => producer.connect());
  await producer.disconnect();
}

async function untilItAnswers<T>(ask: () => Promise<T>): Promise<T> {
  const deadline = Date.now() + DEADLINE_MS;
  for (;;) {
    try {
      return await ask();
    } catch (error) {
      if (Date.now() >= deadline) throw error;
      await delay(15);
    }
  }
}
