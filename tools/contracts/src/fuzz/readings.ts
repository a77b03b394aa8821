import { randomUUID } from 'node:crypto';
import kafkajs, { type KafkaMessage } from 'kafkajs';
import { kafkaClient, silentLog, textHeaders, type TextHeaders } from '@tierline/platform';

/** A committed record, as a reader sees it. */
export interface Reading {
  readonly topic: string;
  readonly key: string;
  readonly headers: TextHeaders;
  readonly value: Buffer | null;
}

/** What is read of some topics, from their beginning. */
export interface Readings {
  readonly all: readonly Reading[];
  /** Waits until something is so of what was read. @returns whether it was in time */
  readonly until: (isSo: () => boolean, milliseconds: number) => Promise<boolean>;
  readonly close: () => Promise<void>;
}

/** Reads what is committed to topics. @param brokers as host:port, with commas between */
export async function readTopics(brokers: string, topics: readonly string[]): Promise<Readings> {
  const kafka = kafkaClient({ brokers: brokers.split(','), clientId: 'fuzz-reader' }, silentLog);
  const groupId = `fuzz-${randomUUID()}`;
  const consumer = kafka.consumer({ groupId, readUncommitted: false, maxWaitTimeInMs: 50 });
  const all: Reading[] = [];
  const watching = new Set<() => void>();
  await consumer.connect();
  await consumer.subscribe({ topics: [...topics], fromBeginning: true });
  await consumer.run({
    autoCommit: false,
    eachMessage: async ({ topic, message }) => {
      all.push(reading(topic, message));
      watching.forEach((look) => look());
    },
  });
  const until = (isSo: () => boolean, milliseconds: number) =>
    new Promise<boolean>((resolve) => {
      const settle = (result: boolean) => {
        watching.delete(look);
        clearTimeout(timer);
        resolve(result);
      };
      const look = () => isSo() && settle(true);
      const timer = setTimeout(() => settle(isSo()), milliseconds);
      watching.add(look);
      look();
    });
  const close = async () => {
    await consumer.disconnect();
    const admin = kafka.admin();
    await admin.connect();
    await admin.deleteGroups([groupId]);
    await admin.disconnect();
  };
  return { all, until, close };
}

const reading = (topic: string, { key, headers = {}, value }: KafkaMessage): Reading => ({
  topic,
  key: String(key ?? ''),
  headers: textHeaders(headers),
  value,
});

/** Sends records, each to a partition of its own choice. */
export interface Records {
  /** @returns the offset that each record got, in their order */
  readonly send: (records: readonly Outgoing[]) => Promise<readonly string[]>;
  readonly close: () => Promise<void>;
}

/** A record on its way. */
export interface Outgoing {
  readonly topic: string;
  readonly partition: number;
  readonly key: string | null;
  readonly headers: Readonly<Record<string, string | Buffer>>;
  readonly value: Buffer | null;
}

/** Connects a sender of records. */
export async function recordSender(brokers: string): Promise<Records> {
  const kafka = kafkaClient({ brokers: brokers.split(','), clientId: 'fuzz-sender' }, silentLog);
  const createPartitioner = kafkajs.Partitioners.DefaultPartitioner;
  const producer = kafka.producer({ createPartitioner, allowAutoTopicCreation: false });
  await producer.connect();
  // One at a time: what the broker says then is the offset of just this record.
  const sendOne = async ({ topic, ...message }: Outgoing) => {
    const [placed] = await producer.send({ topic, acks: -1, messages: [message] });
    if (placed?.baseOffset === undefined) throw new Error(`the broker did not say where on ${topic} a record lies`);
    return placed.baseOffset;
  };
  return {
    send: async (records) => {
      const offsets: string[] = [];
      for (const record of records) offsets.push(await sendOne(record));
      return offsets;
    },
    close: () => producer.disconnect(),
  };
}
