import type { Log } from '../log.js';
import { kafkaClient, type KafkaConnection } from './client.js';
import { clusterOf } from './cluster.js';
import { producerTrouble } from './kafka-trouble.js';
import type { OutgoingRecord } from './publication.js';
import { transactionalProducer } from './transactional-producer.js';

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

/**
 * Opens a writer: every other writer with the same id is fenced from now on, and what it had not committed is aborted.
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
  const cluster = clusterOf(kafkaClient(connection, log));
  try {
    await cluster.connect();
    await cluster.addMultipleTargetTopics(topics);
    const metadata = topics.map((name) => ({ name, partitions: cluster.findTopicPartitionMetadata(name) }));
    const write = await transactionalProducer(cluster, transactionalId, metadata);
    return {
      write: async (records) => {
        try {
          await write(records);
        } catch (error) {
          throw producerTrouble(transactionalId, error);
        }
      },
      close: () => cluster.disconnect(),
    };
  } catch (error) {
    await cluster.disconnect();
    throw producerTrouble(transactionalId, error);
  }
}
