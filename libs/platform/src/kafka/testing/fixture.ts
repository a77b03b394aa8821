import { contextTopics, deviceUnlockCommands, deviceUnlockEvents, topicDeclarations } from '@tierline/contracts';
import type { Admin, KafkaMessage, Producer } from 'kafkajs';
import type { Log } from '../../log.js';
import { silentLog } from '../../log.js';
import { kafkaClient } from '../client.js';
import { encodeCloudEvent } from '../cloud-events.js';
import { isAnswer } from '../kafka-trouble.js';

const { answerCredentials, recordPurchase } = deviceUnlockCommands;
const DEADLINE = 30_000;
const LOOK_AGAIN = 20;

/** Waits until something is so. @throws {Error} naming it, when it is not so in time */
export async function until(what: string, isSo: () => boolean | Promise<boolean>, ms = DEADLINE): Promise<void> {
  const deadline = Date.now() + ms;
  while (!(await isSo())) {
    if (Date.now() > deadline) throw new Error(`not within ${String(ms)} ms: ${what}`);
    await new Promise((resolve) => setTimeout(resolve, LOOK_AGAIN));
  }
}

/** The topics of a context of its own, for one spec. */
export const specTopics = (context: string) =>
  contextTopics(
    context,
    { stores: { sender: 'store-system', channel: 'store', commands: [answerCredentials, recordPurchase] } },
    Object.values(deviceUnlockEvents),
  );
export type SpecTopics = ReturnType<typeof specTopics>;

/** A valid command's record, with a number to know it by. */
export const commandRecord = (context: string, key: string, id: string, also: Record<string, string> = {}) => ({
  key,
  value: JSON.stringify({ credentials: 'unknown' }),
  headers: {
    ...encodeCloudEvent({
      id,
      source: '/spec',
      type: `tierline.${context}.AnswerCredentials.v1`,
      subject: key,
      correlationId: id,
    }),
    ...also,
  },
});

/** What a spec does with a broker from outside. */
export interface Outside {
  readonly admin: Admin;
  readonly producer: Producer;
  declare(topics: SpecTopics, partitions?: number): Promise<void>;
  /** Every committed record of a topic, partition by partition in order. */
  all(topic: string): Promise<readonly KafkaMessage[]>;
  committed(groupId: string, topic: string): Promise<number>;
  close(): Promise<void>;
}

/** Connects to a broker as everybody else does. */
export async function outside(brokers: string, log: Log = silentLog): Promise<Outside> {
  const kafka = () => kafkaClient({ brokers: [brokers], clientId: 'spec' }, log);
  const admin = kafka().admin();
  const producer = kafka().producer({ allowAutoTopicCreation: false });
  await Promise.all([admin.connect(), producer.connect()]);
  return {
    admin,
    producer,
    declare: async (topics, partitions) => {
      await admin.createTopics({
        waitForLeaders: false,
        topics: topicDeclarations(topics).map(({ name, cleanupPolicy, compression = 'producer', ...declared }) => ({
          topic: name,
          numPartitions: declared.partitions > 1 ? (partitions ?? declared.partitions) : declared.partitions,
          configEntries: [
            { name: 'cleanup.policy', value: cleanupPolicy },
            { name: 'compression.type', value: compression },
          ],
        })),
      });
      const names = topicDeclarations(topics).map(({ name }) => name);
      await until('the topics are led', () => areLed(admin, names));
    },
    all: (topic) => readAll(kafka(), admin, topic),
    committed: async (groupId, topic) => {
      const [offsets] = await admin.fetchOffsets({ groupId, topics: [topic] });
      return (offsets?.partitions ?? []).reduce((sum, { offset }) => sum + Math.max(0, Number(offset)), 0);
    },
    close: async () => {
      await Promise.all([admin.disconnect(), producer.disconnect()]);
    },
  };
}

/** A broker learns of a topic a moment after it was made, and of its leaders a moment later. */
async function areLed(admin: Admin, names: readonly string[]): Promise<boolean> {
  try {
    const { topics } = await admin.fetchTopicMetadata({ topics: [...names] });
    return topics.every(({ partitions }) => partitions.every(({ leader }) => leader >= 0));
  } catch (error) {
    if (isAnswer(error, 'UNKNOWN_TOPIC_OR_PARTITION', 'LEADER_NOT_AVAILABLE')) return false;
    throw error;
  }
}

let readers = 0;

async function readAll(kafka: ReturnType<typeof kafkaClient>, admin: Admin, topic: string): Promise<KafkaMessage[]> {
  const ends = new Map((await admin.fetchTopicOffsets(topic)).map(({ partition, high }) => [partition, BigInt(high)]));
  const missing = new Set([...ends].filter(([, end]) => end > 0n).map(([partition]) => partition));
  if (missing.size === 0) return [];
  readers += 1;
  const consumer = kafka.consumer({
    groupId: `reader-${String(process.pid)}-${String(readers)}`,
    maxWaitTimeInMs: 100,
  });
  const found = new Map<number, KafkaMessage[]>();
  consumer.on('consumer.end_batch_process', ({ payload: { partition, lastOffset } }) => {
    if (BigInt(lastOffset) + 1n >= (ends.get(partition) ?? 0n)) missing.delete(partition);
  });
  await consumer.connect();
  await consumer.subscribe({ topic, fromBeginning: true });
  await consumer.run({
    eachBatch: async ({ batch }) => {
      found.set(batch.partition, [...(found.get(batch.partition) ?? []), ...batch.messages]);
    },
  });
  await until(`the end of ${topic}`, () => missing.size === 0);
  await consumer.disconnect();
  return [...found.values()].flat();
}
