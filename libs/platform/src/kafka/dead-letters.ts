import kafkajs, { type Kafka, type Message } from 'kafkajs';
import { DependencyUnavailable } from '../door/dependency-unavailable.js';
import type { Violation } from '../door/validate.js';
import type { UnreceivableReason } from './receive.js';
import type { ConsumedRecord } from './record.js';

/** Why a record was put aside: it cannot be received, or what it asks for can never be done. */
export type DeadLetterReason = UnreceivableReason | 'unknown-stream' | 'command-id-reused' | 'failed';

/** A record that is put aside, and why. */
export interface DeadLetter {
  readonly record: ConsumedRecord;
  readonly reason: DeadLetterReason;
  readonly violations?: readonly Violation[];
  /** Of a failure: the name of the error. Its message may hold personal values. */
  readonly error?: string;
}

/** Where records are put aside. */
export interface DeadLetters {
  /**
   * Puts a record aside: at least once, known by topic, partition and offset.
   *
   * @throws {DependencyUnavailable} when it is not certain that it is there
   */
  put(letter: DeadLetter): Promise<void>;
  close(): Promise<void>;
}

/** Encrypts bytes that may hold personal values. */
export type Seal = (bytes: Buffer) => Buffer | Promise<Buffer>;

/** A record that a broker took once may be too large to be taken again with more headers: it is put aside in parts. */
const PART_SIZE = 512 * 1024;
const RETRIES = 4;

/** The records that tell of one dead letter: original key and headers, sealed bytes in one or more parts, and the reason. */
export async function deadLetterMessages(letter: DeadLetter, seal: Seal): Promise<Message[]> {
  const { record, reason, violations = [], error } = letter;
  const sealed = record.value === null ? null : await seal(record.value);
  const parts = sealed === null ? [null] : partsOf(sealed);
  return parts.map((value, index) => ({
    key: record.key,
    value,
    headers: {
      ...record.headers,
      'tierline-reason': reason,
      'tierline-topic': record.topic,
      'tierline-partition': String(record.partition),
      'tierline-offset': record.offset,
      'tierline-written-at': new Date(record.timestamp).toISOString(),
      'tierline-part': `${index + 1}/${parts.length}`,
      ...(violations.length > 0 && { 'tierline-violations': JSON.stringify(violations) }),
      ...(error !== undefined && { 'tierline-error': error }),
    },
  }));
}

/**
 * Makes the door through which records are put aside. It connects with the first one.
 *
 * @param topic of one partition, so that the followers of a record lie behind it
 */
export function deadLetters(kafka: Kafka, topic: string, seal: Seal): DeadLetters {
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
    put: async (letter) => {
      const messages = await deadLetterMessages(letter, seal);
      try {
        await connect();
        // One send for each part: together they would again be larger than a broker takes.
        for (const message of messages) await producer.send({ topic, acks: -1, messages: [message] });
      } catch (error) {
        throw new DependencyUnavailable('Kafka', { cause: error });
      }
    },
    close: () => producer.disconnect(),
  };
}

function partsOf(bytes: Buffer): Buffer[] {
  if (bytes.length <= PART_SIZE) return [bytes];
  const count = Math.ceil(bytes.length / PART_SIZE);
  return Array.from({ length: count }, (_, index) => bytes.subarray(index * PART_SIZE, (index + 1) * PART_SIZE));
}
