import type { ITopicMetadata, Producer, Transaction } from 'kafkajs';
import kafkajs from 'kafkajs';
import type { Log } from '../log.js';
import { pause } from '../pause.js';
import { kafkaClient, type KafkaConnection } from './client.js';
import { isAnswer, producerTrouble } from './kafka-trouble.js';
import type { OutgoingRecord } from './publication.js';
import { sendsOf, type Send } from './sends.js';

/** Writes transactions, one after another, until the first error: then it is done for, and another must be opened. */
export interface TransactionWriter {
  /**
   * Writes all records or none.
   *
   * @throws {Fenced} when another writer was opened under the same id
   * @throws {DependencyUnavailable} when nobody can tell whether it was written
   */
  write(records: readonly OutgoingRecord[]): Promise<void>;
  close(): Promise<void>;
}

/** What the broker waits for a transaction that nobody ends, in milliseconds. */
const TRANSACTION_TIMEOUT = 15_000;
/** Straight after a commit the coordinator may still be writing the last transaction's markers. */
const BUSY_WAIT = 2;
const BUSY_ATTEMPTS = 2_500;
const NEVER = new AbortController().signal;

/**
 * Opens a writer: every other writer with the same id is fenced from now on, and what it had not committed is aborted.
 *
 * kafkajs must not retry by itself: its retries lose and double records of a transaction.
 *
 * @param topics that will be written to
 * @throws {Fenced | DependencyUnavailable}
 */
export async function openTransactionWriter(
  connection: KafkaConnection,
  transactionalId: string,
  topics: readonly string[],
  log: Log,
): Promise<TransactionWriter> {
  const kafka = kafkaClient(connection, log);
  const producer = kafka.producer({
    transactionalId,
    idempotent: false,
    maxInFlightRequests: 1,
    transactionTimeout: TRANSACTION_TIMEOUT,
    allowAutoTopicCreation: false,
    createPartitioner: kafkajs.Partitioners.DefaultPartitioner,
    retry: { retries: 0 },
  });
  const admin = kafka.admin();
  try {
    const [metadata] = await Promise.all([metadataOf(admin, topics), initialise(producer)]);
    return {
      write: async (records) => {
        try {
          await writeTransaction(producer, sendsOf(records, metadata));
        } catch (error) {
          throw producerTrouble(transactionalId, error);
        }
      },
      close: () => producer.disconnect(),
    };
  } catch (error) {
    await producer.disconnect();
    throw producerTrouble(transactionalId, error);
  }
}

async function metadataOf(
  admin: ReturnType<ReturnType<typeof kafkaClient>['admin']>,
  topics: readonly string[],
): Promise<readonly ITopicMetadata[]> {
  try {
    await admin.connect();
    return (await admin.fetchTopicMetadata({ topics: [...topics] })).topics;
  } finally {
    await admin.disconnect();
  }
}

/** The first transaction asks the broker for an id; that is what fences the others. */
async function initialise(producer: Producer): Promise<void> {
  await producer.connect();
  await (await producer.transaction()).abort();
}

async function writeTransaction(producer: Producer, sends: readonly Send[]): Promise<void> {
  const transaction = await producer.transaction();
  for (const [index, send] of sends.entries()) {
    if (index === 0) await sendFirst(transaction, send);
    else await sendTo(transaction, send);
  }
  await transaction.commit();
}

async function sendFirst(transaction: Transaction, send: Send): Promise<void> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      await sendTo(transaction, send);
      return;
    } catch (error) {
      if (!isAnswer(error, 'CONCURRENT_TRANSACTIONS') || attempt === BUSY_ATTEMPTS) throw error;
      await pause(BUSY_WAIT, NEVER);
    }
  }
}

async function sendTo(transaction: Transaction, send: Send): Promise<void> {
  const topics = Map.groupBy(send, ({ topic }) => topic);
  await transaction.sendBatch({
    acks: -1,
    topicMessages: [...topics].map(([topic, records]) => ({
      topic,
      messages: records.map(({ key, value, headers, partition }) => ({
        key,
        value,
        headers: { ...headers },
        partition,
      })),
    })),
  });
}
