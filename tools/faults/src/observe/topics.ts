import { connect } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';
import Broker from 'kafkajs/src/broker/index.js';
import Batch from 'kafkajs/src/consumer/batch.js';
import ConnectionPool from 'kafkajs/src/network/connectionPool.js';
import { kafkaClient, silentLog, textHeaders, type TextHeaders } from '@tierline/platform';
import type { FoundRecord } from '../history.js';

/** A topic to be read. */
export interface ReadTopic {
  readonly name: string;
  readonly partitions: number;
  /** Whether the value of a record is JSON of ours, by its headers. */
  readonly isJson: (headers: TextHeaders) => boolean;
}

/** What is read of topics, as it comes. */
export interface TopicReader {
  /** What was found since it was last taken. */
  readonly found: () => readonly FoundRecord[];
  /** Forgets what was found, once it was checked. */
  readonly forget: () => void;
  /** Waits for a record. @throws {Error} when it has not come in time, with the trouble that there is with reading */
  readonly awaits: (what: string, isIt: (record: FoundRecord) => boolean, milliseconds: number) => Promise<void>;
  readonly close: () => Promise<void>;
}

const READ_COMMITTED = 1;
const MAX_WAIT = 100;
const MAX_BYTES = 4 << 20;
const AGAIN = 100;

type Mutable = { -readonly [Field in keyof FoundRecord]: FoundRecord[Field] };

/** One partition: where to read on, and whose transactions are not decided yet. */
interface Cursor {
  readonly topic: ReadTopic;
  readonly partition: number;
  next: bigint;
  readonly undecided: Map<string, Mutable[]>;
}

/**
 * Reads topics from their beginnings: every record there is, what its transaction's marker says, and whether kafkajs shows it to
 * a reader of committed records. It is in no group, so it disturbs none, and it survives the broker.
 */
export function topicReader(brokers: string, topics: readonly ReadTopic[]): TopicReader {
  const cursors = topics.flatMap((topic) =>
    Array.from({ length: topic.partitions }, (_, partition): Cursor => {
      return { topic, partition, next: 0n, undecided: new Map() };
    }),
  );
  let found: Mutable[] = [];
  const watching = new Set<(record: FoundRecord) => void>();
  const closing = new AbortController();
  let trouble: unknown;
  const take = (records: readonly Mutable[]) => {
    for (const record of records) {
      found.push(record);
      watching.forEach((look) => look(record));
    }
  };
  const readFrom = async (broker: Broker) => {
    await broker.connect();
    while (!closing.signal.aborted) {
      take(await fetchOnce(broker, cursors));
      trouble = undefined;
    }
  };
  const read = async () => {
    while (!closing.signal.aborted) {
      const broker = connection(brokers);
      try {
        await readFrom(broker);
      } catch (error) {
        // The broker is a part that dies: the reading goes on where it was, as soon as there is one.
        trouble = error;
        await pause(AGAIN);
      } finally {
        await broker.disconnect();
      }
    }
  };
  const reading = read();
  return {
    found: () => found,
    forget: () => (found = []),
    awaits: (what, isIt, milliseconds) =>
      new Promise((resolve, reject) => {
        const look = (record: FoundRecord) => {
          if (!isIt(record)) return;
          watching.delete(look);
          clearTimeout(timer);
          resolve();
        };
        const timer = setTimeout(() => {
          watching.delete(look);
          reject(new Error(`${what} was not seen on its topic`, { cause: trouble }));
        }, milliseconds);
        watching.add(look);
        found.forEach(look);
      }),
    close: async () => {
      closing.abort();
      await reading;
    },
  };
}

function connection(brokers: string): Broker {
  const logger = kafkaClient({ brokers: [brokers], clientId: 'faults-reader' }, silentLog).logger();
  const [host = '', port = ''] = brokers.split(':');
  const address = { host, port: Number(port), clientId: 'faults-reader' };
  return new Broker({
    logger,
    connectionPool: new ConnectionPool({
      ...{ ...address, connectionTimeout: 1_000, requestTimeout: 5_000, logger },
      socketFactory: ({ onConnect }) => connect(address, onConnect),
    }),
  });
}

async function fetchOnce(broker: Broker, cursors: readonly Cursor[]): Promise<readonly Mutable[]> {
  const topics = [...Map.groupBy(cursors, ({ topic }) => topic.name)].map(([topic, wanted]) => ({
    topic,
    partitions: wanted.map(({ partition, next }) => ({ partition, fetchOffset: String(next), maxBytes: MAX_BYTES })),
  }));
  const { responses } = await broker.fetch({ isolationLevel: READ_COMMITTED, maxWaitTime: MAX_WAIT, topics });
  return responses.flatMap(({ topicName, partitions }) =>
    partitions.flatMap((fetched) => {
      const cursor = cursors.find(
        ({ topic, partition }) => topic.name === topicName && partition === fetched.partition,
      );
      if (!cursor || fetched.errorCode !== 0) throw new Error(`${topicName} cannot be read: ${fetched.errorCode}`);
      return recordsOf(cursor, fetched);
    }),
  );
}

function recordsOf(cursor: Cursor, fetched: Broker.FetchedPartition): readonly Mutable[] {
  const seen = new Set(new Batch(cursor.topic.name, String(cursor.next), fetched).messages.map(({ offset }) => offset));
  const records: Mutable[] = [];
  for (const message of fetched.messages) {
    if (BigInt(message.offset) < cursor.next) continue;
    cursor.next = BigInt(message.offset) + 1n;
    const { producerId } = message.batchContext;
    if (message.isControlRecord) {
      const transaction = isCommit(message.key) ? 'committed' : 'aborted';
      for (const record of cursor.undecided.get(producerId) ?? []) record.transaction = transaction;
      cursor.undecided.delete(producerId);
      continue;
    }
    const record = recordOf(cursor, message, seen.has(message.offset));
    if (message.batchContext.inTransaction) {
      cursor.undecided.set(producerId, [...(cursor.undecided.get(producerId) ?? []), record]);
    }
    records.push(record);
  }
  return records;
}

/** The key of a marker: its version, and whether it commits. */
const isCommit = (key: Buffer | null): boolean => key?.readInt16BE(2) === 1;

function recordOf({ topic, partition }: Cursor, message: Broker.RawMessage, isSeen: boolean): Mutable {
  const { key, value, batchContext } = message;
  const headers = textHeaders(message.headers ?? {});
  return {
    ...{ topic: topic.name, partition, offset: Number(message.offset), headers, isSeen },
    key: key === null ? null : key.toString(),
    ...(value === null && { isTombstone: true }),
    ...(value && topic.isJson(headers) && { data: JSON.parse(value.toString()) as Record<string, unknown> }),
    transaction: batchContext.inTransaction ? 'open' : 'none',
  };
}
