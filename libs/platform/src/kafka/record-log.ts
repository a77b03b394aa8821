import kafkajs, { type IHeaders, type Kafka } from 'kafkajs';
import { DependencyUnavailable } from '../door/dependency-unavailable.js';
import { partitionReader, type PartitionReader } from './partition-reader.js';

/** A record that is to be written. */
export interface NewRecord {
  readonly key: Buffer | string | null;
  readonly value: Buffer | string | null;
  readonly headers?: IHeaders;
}

/** Topics that are written one record at a time, and read at any offset. */
export interface RecordLog extends PartitionReader {
  /**
   * Appends a record: at least once, and certainly when it resolves.
   *
   * @returns its offset
   * @throws {DependencyUnavailable} when it is not certain that it is there
   */
  append(topic: string, partition: number, record: NewRecord): Promise<bigint>;
}

const RETRIES = 4;

/** Makes a log of Kafka's topics. It connects when something is asked of it. */
export function recordLog(kafka: Kafka): RecordLog {
  const reader = partitionReader(kafka);
  const producer = kafka.producer({
    createPartitioner: kafkajs.Partitioners.DefaultPartitioner,
    allowAutoTopicCreation: false,
    retry: { retries: RETRIES },
  });
  let connected: Promise<void> | undefined;
  const connect = async () => {
    connected ??= producer.connect();
    try {
      await connected;
    } catch (error) {
      connected = undefined;
      throw error;
    }
  };
  return {
    ...reader,
    append: async (topic, partition, { key, value, headers }) => {
      try {
        await connect();
        // One send for each record: several together could be larger than a broker takes.
        const messages = [{ key, value, partition, ...(headers && { headers }) }];
        const [written] = await producer.send({ topic, acks: -1, messages });
        if (written?.baseOffset === undefined)
          throw new Error(`${topic}[${partition}] does not say where it was written`);
        return BigInt(written.baseOffset);
      } catch (cause) {
        throw new DependencyUnavailable('Kafka', { cause });
      }
    },
    close: async () => {
      await Promise.all([reader.close(), producer.disconnect()]);
    },
  };
}
