import type { Consumer } from 'kafkajs';
import type { Log } from '../log.js';
import { pause } from '../pause.js';
import { kafkaClient, type KafkaConnection } from './client.js';
import type { Disposition, Observe, Readiness } from './consumer-port.js';
import { eachBatch } from './each-batch.js';
import { partitionName, pausedPartitions } from './paused-partitions.js';
import type { ConsumedRecord } from './record.js';
import { slots } from './slots.js';

/** What a consumer is made of. */
export interface ConsumerOptions {
  readonly connection: KafkaConnection;
  readonly groupId: string;
  readonly topics: readonly string[];
  readonly handle: (record: ConsumedRecord, signal: AbortSignal) => Promise<Disposition>;
  /** How many records are handled at once. */
  readonly concurrency: number;
  readonly observe: Observe;
  readonly log: Log;
  /** The consumer has ended for good, and only a new process helps. */
  readonly onFatal: (error: Error) => void;
}

/** A member of a group that handles the records of its partitions. */
export interface RecordConsumer {
  /** Begins; the group is joined as soon as a broker answers. */
  start(): void;
  readiness(): Readiness;
  /** Takes nothing more, ends what has begun, saves the offsets and leaves the group. */
  drain(): Promise<void>;
  close(): Promise<void>;
}

/** A replica that was killed is replaced after this time, in milliseconds. */
const SESSION_TIMEOUT = 6_000;
const REBALANCE_TIMEOUT = 30_000;
const BEAT = 1_000;
/** Also how long a resumed partition may have to wait for its first fetch. */
const MAX_FETCH_WAIT = 500;
const CONNECT_RETRY = 1_000;
/** More than there are partitions: a batch that waits for another's would hold its partition up. */
const BATCHES_AT_ONCE = 1_000;

/** Makes a consumer of some topics, from their beginnings on. */
export function recordConsumer(options: ConsumerOptions): RecordConsumer {
  const { connection, groupId, topics, handle, observe, log, onFatal } = options;
  const ended = new AbortController();
  const paused = pausedPartitions(observe, log);
  const slot = slots(options.concurrency);
  let notJoined: string | undefined = 'the group is not joined yet';
  const consumer = kafkaClient(connection, log).consumer({
    groupId,
    sessionTimeout: SESSION_TIMEOUT,
    rebalanceTimeout: REBALANCE_TIMEOUT,
    heartbeatInterval: BEAT,
    maxWaitTimeInMs: MAX_FETCH_WAIT,
    allowAutoTopicCreation: false,
  });
  consumer.on('consumer.group_join', ({ payload: { memberAssignment } }) => {
    const partitions = Object.entries(memberAssignment).flatMap(([topic, numbers]) =>
      numbers.map((partition) => partitionName(topic, partition)),
    );
    notJoined = undefined;
    paused.keep(new Set(partitions));
    observe({ kind: 'assigned', partitions: partitions.length });
    log.info({ groupId, partitions }, 'the group is joined');
  });
  consumer.on('consumer.crash', ({ payload: { error, restart } }) => {
    notJoined = `the consumer has crashed: ${error.message}`;
    if (restart) log.warn({ error, groupId }, 'the consumer has crashed and begins anew');
    else onFatal(error);
  });

  const run = () =>
    consumer.run({
      autoCommit: false,
      eachBatchAutoResolve: false,
      partitionsConsumedConcurrently: BATCHES_AT_ONCE,
      eachBatch: (payload) => eachBatch(payload, { handle, slot, paused, observe, draining: ended.signal, beat: BEAT }),
    });
  let started: Promise<void> | undefined;
  return {
    start: () => {
      started ??= begin(consumer, topics, run, log, ended.signal);
    },
    readiness: () => {
      const reasons = [...(notJoined === undefined ? [] : [notJoined]), ...paused.reasons()];
      return { ready: reasons.length === 0, reasons };
    },
    drain: async () => {
      ended.abort();
      paused.close();
      notJoined = 'the group is left';
      await started;
      await consumer.stop();
    },
    close: async () => {
      ended.abort();
      paused.close();
      await started;
      await consumer.disconnect();
    },
  };
}

/** Joins as soon as there is something to join: a broker that is not up yet is an outage, not a mistake. */
async function begin(
  consumer: Consumer,
  topics: readonly string[],
  run: () => Promise<void>,
  log: Log,
  signal: AbortSignal,
): Promise<void> {
  while (!signal.aborted) {
    try {
      await consumer.connect();
      await consumer.subscribe({ topics: [...topics], fromBeginning: true });
      await run();
      return;
    } catch (error) {
      log.warn({ error, topics }, 'Kafka cannot be reached yet');
      await pause(CONNECT_RETRY, signal);
    }
  }
}
