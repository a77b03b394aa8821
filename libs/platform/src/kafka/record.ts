import type { IHeaders, KafkaMessage } from 'kafkajs';

/** The headers of a record, read as text. */
export type TextHeaders = Readonly<Record<string, string>>;

/** A record as it lies in its topic. */
export interface ConsumedRecord {
  readonly topic: string;
  readonly partition: number;
  readonly offset: string;
  readonly key: Buffer | null;
  readonly value: Buffer | null;
  readonly headers: IHeaders;
  /** When it was written, in milliseconds since 1970. */
  readonly timestamp: number;
}

/** The record that a message of kafkajs stands for. */
export const consumedRecord = (
  topic: string,
  partition: number,
  { key, value, headers = {}, offset, timestamp }: KafkaMessage,
): ConsumedRecord => ({ topic, partition, offset, key, value, headers, timestamp: Number(timestamp) });
