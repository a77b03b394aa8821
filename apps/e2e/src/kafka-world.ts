import { randomUUID } from 'node:crypto';
import { logLevel, Kafka, type Consumer, type KafkaMessage } from 'kafkajs';
import { eventually } from './eventually.js';
import { includes } from './includes.js';
import { MissingFact, type Seen, type Sender } from './story.js';

/** The system's Kafka side: commands in, published events and outcomes out. */
export interface KafkaWorld {
  sender(topic: string, source: string): Sender;
  published(topic: string, subject: string | null, type: string, data?: object): Promise<Seen['data']>;
  outcome(topic: string, correlationId: string): Promise<Readonly<Record<string, unknown>>>;
  seen(topic: string): readonly Seen[];
  close(): Promise<void>;
}

/** Connects to a broker and reads, from now on, what is committed to some topics. */
export async function kafkaWorld(brokers: string, topics: readonly string[]): Promise<KafkaWorld> {
  const kafka = new Kafka({ clientId: 'stories', brokers: brokers.split(','), logLevel: logLevel.NOTHING });
  const producer = kafka.producer({ idempotent: false, maxInFlightRequests: 1 });
  const groupId = `stories-${randomUUID()}`;
  const seen: Seen[] = [];
  await producer.connect();
  const consumer = await follow(kafka, groupId, topics, seen);

  const find = async (what: string, isIt: (record: Seen) => boolean): Promise<Seen> =>
    eventually(
      () => seen.find(isIt),
      () => new MissingFact(`${what} was not published`),
    );

  return {
    sender: (topic, source) => ({
      send: async (type, subject, data) => {
        const id = randomUUID();
        const headers = {
          ce_specversion: '1.0',
          ce_id: id,
          ce_source: source,
          ce_type: typeIn(topic, type),
          ce_subject: subject,
          ce_time: new Date().toISOString(),
          ce_correlationid: id,
          'content-type': 'application/json',
        };
        await producer.send({ topic, messages: [{ key: subject, value: JSON.stringify(data), headers }] });
        return id;
      },
    }),
    published: async (topic, subject, type, data = {}) => {
      const isIt = (record: Seen) =>
        record.topic === topic &&
        (subject === null || record.subject === subject) &&
        record.type === typeIn(topic, type) &&
        includes(record.data, data);
      return (await find(`${type} ${JSON.stringify(data)} of ${subject ?? 'anything'} on ${topic}`, isIt)).data;
    },
    outcome: async (topic, correlationId) => {
      const isIt = (record: Seen) => record.topic === topic && record.correlationId === correlationId;
      return (await find(`the outcome of ${correlationId} on ${topic}`, isIt)).data;
    },
    seen: (topic) => seen.filter((record) => record.topic === topic),
    close: async () => {
      await consumer.disconnect();
      await producer.disconnect();
      const admin = kafka.admin();
      await admin.connect();
      await admin.deleteGroups([groupId]);
      await admin.disconnect();
    },
  };
}

/** The CloudEvents type of a message on a topic, which names the context whose messages it carries. */
const typeIn = (topic: string, type: string): string => `${topic.split('.').slice(0, 2).join('.')}.${type}.v1`;

/** Reads what is committed from now on: a long history is not read again. */
async function follow(kafka: Kafka, groupId: string, topics: readonly string[], seen: Seen[]): Promise<Consumer> {
  const admin = kafka.admin();
  await admin.connect();
  const ends = await Promise.all(topics.map(async (topic) => ({ topic, ends: await admin.fetchTopicOffsets(topic) })));
  await admin.disconnect();
  const consumer = kafka.consumer({ groupId, readUncommitted: false, maxWaitTimeInMs: 100 });
  const joined = Promise.withResolvers<undefined>();
  consumer.on(consumer.events.GROUP_JOIN, () => {
    joined.resolve(undefined);
  });
  await consumer.connect();
  await consumer.subscribe({ topics: [...topics], fromBeginning: true });
  await consumer.run({
    autoCommit: false,
    eachMessage: ({ topic, message }) => {
      seen.push(record(topic, message));
      return Promise.resolve();
    },
  });
  await joined.promise;
  for (const { topic, ends: partitions } of ends) {
    for (const { partition, high } of partitions) consumer.seek({ topic, partition, offset: high });
  }
  return consumer;
}

function record(topic: string, { headers, value }: KafkaMessage): Seen {
  const header = (name: string) => String(headers?.[name] ?? '');
  return {
    topic,
    id: header('ce_id'),
    type: header('ce_type'),
    subject: header('ce_subject'),
    correlationId: header('ce_correlationid'),
    revision: Number(header('tierline-revision')),
    data: JSON.parse(String(value)) as Seen['data'],
  };
}
