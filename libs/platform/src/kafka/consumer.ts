import type { ConsumerRunConfig } from 'kafkajs';
import type { Log } from '../log.js';
import { pause } from '../pause.js';
import { kafkaClient, type KafkaConnection } from './client.js';
import type { Disposition, Observe, Readiness } from './consumer-port.js';
import { eachBatch } from './each-batch.js';
import { inHand, type Stall } from './in-hand.js';
import { leavesRestartToUs, membership } from './membership.js';
import { offsetCommits } from './offset-commits.js';
import { partitionName, pausedPartitions } from './paused-partitions.js';
import type { ConsumedRecord } from './record.js';
import { seenPositions } from './seen-positions.js';
import { slots } from './slots.js';

/** What a consumer is made of. */
export interface ConsumerOptions {
  readonly connection: KafkaConnection;
  readonly groupId: string;
  readonly topics: readonly string[];
  /** Those of them that another context's publisher writes: what it repeats is passed over. */
  readonly published: ReadonlySet<string>;
  readonly handle: (record: ConsumedRecord, signal: AbortSignal) => Promise<Disposition>;
  /** How many records are handled at once. */
  readonly concurrency: number;
  /** Called with the partitions of each topic whenever the group has settled, before the first record of any is handled. */
  readonly onAssigned?: (assignment: Readonly<Record<string, readonly number[]>>) => void;
  readonly observe: Observe;
  readonly log: Log;
  /** The consumer has ended for good, and only a new process helps. */
  readonly onFatal: (error: unknown) => void;
}

/** A member of a group that handles the records of its partitions. */
export interface RecordConsumer {
  /** Begins; the group is joined as soon as a broker answers. */
  start(): void;
  readiness(): Readiness;
  /** What has not moved for the longest time; nothing while there is no group to take anything from. */
  longest(): Stall | undefined;
  /** Takes nothing more, ends what has begun, saves the offsets and leaves the group. */
  drain(): Promise<void>;
}

const BEAT = 1_000;
const settings = {
  /** A replica that was killed is replaced after this time, in milliseconds. */
  sessionTimeout: 6_000,
  rebalanceTimeout: 30_000,
  heartbeatInterval: BEAT,
  /** Also how long a resumed partition may have to wait for its first fetch. */
  maxWaitTimeInMs: 500,
  allowAutoTopicCreation: false,
  ...leavesRestartToUs,
};
const AGAIN = 1_000;
/** More than there are partitions: a batch that waits for another's would hold its partition up. Each costs some time of every fetch. */
const BATCHES_AT_ONCE = 128;

/** Makes a consumer of some topics, from their beginnings on. */
export function recordConsumer(options: ConsumerOptions): RecordConsumer {
  const { connection, groupId, topics, onAssigned, observe, log, onFatal } = options;
  const ended = new AbortController();
  const paused = pausedPartitions(observe, log);
  const slot = slots(options.concurrency);
  const hands = inHand();
  const positions = seenPositions();
  let commits = offsetCommits();
  let notJoined: string | undefined = 'the group is not joined yet';

  const handle: ConsumerOptions['handle'] = async (record, signal) => {
    const end = hands.begin(`${partitionName(record.topic, record.partition)}@${record.offset} is in hand`);
    try {
      return await options.handle(record, signal);
    } finally {
      end();
    }
  };

  const newConsumer = () => {
    commits = offsetCommits();
    const consumer = kafkaClient(connection, log).consumer({ groupId, ...settings });
    consumer.on('consumer.group_join', ({ payload: { memberAssignment } }) => {
      const partitions = Object.entries(memberAssignment).flatMap(([topic, numbers]) =>
        numbers.map((partition) => partitionName(topic, partition)),
      );
      const names = new Set(partitions);
      notJoined = undefined;
      hands.asked();
      commits.joined();
      onAssigned?.(memberAssignment);
      paused.keep(names);
      positions.keep(names);
      observe({ kind: 'assigned', partitions: partitions.length, names });
      log.info({ groupId, partitions }, 'the group is joined');
    });
    consumer.on('consumer.fetch_start', () => {
      hands.asked();
    });
    return consumer;
  };
  const run: ConsumerRunConfig = {
    eachBatchAutoResolve: false,
    partitionsConsumedConcurrently: BATCHES_AT_ONCE,
    eachBatch: (payload) =>
      eachBatch(payload, {
        ...{ handle, slot, paused, commits, observe, draining: ended.signal, beat: BEAT },
        ...(options.published.has(payload.batch.topic) && { positions }),
      }),
  };
  const consume = async () => {
    while (!isAborted(ended.signal)) {
      const error = await membership(
        { consumer: newConsumer(), topics, run, beforeLeaving: () => commits.settled(!isAborted(ended.signal)) },
        ended.signal,
      );
      paused.close();
      if (!error) return;
      notJoined = `Kafka does not answer: ${error.message}`;
      log.warn({ error, groupId }, 'the consumer has lost Kafka and begins anew');
      await pause(AGAIN, ended.signal);
    }
  };
  let running: Promise<void> | undefined;
  const drain = async () => {
    ended.abort();
    await running;
    notJoined = 'the group is left';
  };
  return {
    start: () => {
      running ??= consume().catch(onFatal);
    },
    readiness: () => {
      const reasons = [...(notJoined === undefined ? [] : [notJoined]), ...paused.reasons()];
      return { ready: reasons.length === 0, reasons };
    },
    longest: () => (notJoined === undefined ? hands.longest() : undefined),
    drain,
  };
}

const isAborted = (signal: AbortSignal): boolean => signal.aborted;
