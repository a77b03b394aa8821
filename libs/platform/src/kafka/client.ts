import kafkajs, { type Kafka, type KafkaConfig } from 'kafkajs';
import type { Log } from '../log.js';
import { clientLog } from './client-log.js';
import { quietIdleConnections } from './idle-timers.js';

/** Where Kafka is, and as whom to come. */
export interface KafkaConnection extends Pick<KafkaConfig, 'ssl' | 'sasl' | 'socketFactory'> {
  readonly brokers: readonly string[];
  readonly clientId: string;
}

/** How patient a client is before it lets its caller know, in milliseconds. */
const CONNECTION_TIMEOUT = 2_000;
const REQUEST_TIMEOUT = 10_000;
const RETRY = { initialRetryTime: 50, maxRetryTime: 1_000, retries: 5 };

/**
 * Makes a client. Each consumer needs one of its own: consumers of one group that share a client share a map of offsets.
 */
export function kafkaClient({ brokers, ...connection }: KafkaConnection, log: Log): Kafka {
  quietIdleConnections();
  return new kafkajs.Kafka({
    ...connection,
    brokers: [...brokers],
    connectionTimeout: CONNECTION_TIMEOUT,
    requestTimeout: REQUEST_TIMEOUT,
    retry: RETRY,
    logLevel: kafkajs.logLevel.INFO,
    logCreator: clientLog(log),
  });
}
