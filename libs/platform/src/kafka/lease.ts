import type { Consumer, KafkaMessage } from 'kafkajs';
import type { Log } from '../log.js';
import { pause } from '../pause.js';
import { kafkaClient, type KafkaConnection } from './client.js';
import { Fenced } from './kafka-trouble.js';
import { rangeReader, type ReadRange } from './range-reader.js';

/** A lease while it is held. */
export interface HeldLease {
  /** Aborted when the lease may be somebody else's, or whoever asked for it wants no more. */
  readonly signal: AbortSignal;
  /** Reads the records of the lease's own topic. */
  readonly read: ReadRange;
}

/** What a lease is for. */
export interface LeaseOptions {
  readonly connection: KafkaConnection;
  /** Its members compete. */
  readonly groupId: string;
  /** Of one partition: whoever it is assigned to holds the lease. */
  readonly topic: string;
  readonly log: Log;
  /** How long somebody who was fenced stays away, in milliseconds. */
  readonly stayAway: number;
}

/** A member that is gone is replaced after this time. */
const SESSION_TIMEOUT = 6_000;
const HEARTBEAT = 1_000;
/** A paused consumer sleeps so long between its looks at what it has to do. */
const MAX_FETCH_WAIT = 250;
const AGAIN = 500;

/**
 * Does something whenever the lease is held, and nothing while it is somebody else's. The lease says who should work; that only one
 * works is for the fencing to see to.
 *
 * @param term is begun anew after every rebalance that leaves the lease here, and after trouble. When it throws `Fenced`, the
 * group is left for a while
 * @param signal ends the term, and leaves the group
 * @throws whatever a term throws that is neither trouble of Kafka's nor `Fenced`
 */
export async function holdLease(
  options: LeaseOptions,
  term: (held: HeldLease) => Promise<void>,
  signal: AbortSignal,
): Promise<void> {
  const { log, groupId, stayAway } = options;
  while (!isAborted(signal)) {
    try {
      await membership(options, term, signal);
    } catch (error) {
      if (!(error instanceof Fenced)) throw error;
      log.warn({ error, groupId, stayAway }, 'the lease is given up: another holds it');
      await pause(stayAway, signal);
    }
    await pause(AGAIN, signal);
  }
}

/** One membership in the group, until the signal is aborted, the consumer is gone or a term throws. */
async function membership(
  { connection, groupId, topic, log }: LeaseOptions,
  term: (held: HeldLease) => Promise<void>,
  signal: AbortSignal,
): Promise<void> {
  const consumer = kafkaClient(connection, log).consumer({
    groupId,
    sessionTimeout: SESSION_TIMEOUT,
    heartbeatInterval: HEARTBEAT,
    maxWaitTimeInMs: MAX_FETCH_WAIT,
    allowAutoTopicCreation: false,
  });
  const left = Promise.withResolvers<undefined>();
  const reader = rangeReader(consumer, topic);
  let current: { readonly stop: AbortController; readonly ended: Promise<void> } | undefined;

  const begin = () => {
    const before = current;
    before?.stop.abort();
    const stop = new AbortController();
    const held = { signal: AbortSignal.any([stop.signal, signal]), read: reader.read };
    const ended = (before?.ended ?? Promise.resolve()).then(async () => {
      if (!held.signal.aborted) await term(held);
    });
    ended.then(undefined, left.reject);
    current = { stop, ended };
  };
  consumer.on('consumer.group_join', ({ payload: { memberAssignment } }) => {
    // Called before the first fetch: nothing is fetched but what a term asks for.
    consumer.pause([{ topic }]);
    const isHeld = (memberAssignment[topic] ?? []).includes(0);
    log.info({ groupId, isHeld }, 'the lease is settled');
    if (isHeld) begin();
    else current?.stop.abort();
  });
  consumer.on('consumer.crash', ({ payload: { error } }) => {
    log.warn({ error, groupId }, 'the lease is lost with its consumer');
    left.resolve(undefined);
  });
  const leave = () => {
    left.resolve(undefined);
  };
  signal.addEventListener('abort', leave, { once: true });
  if (signal.aborted) leave();
  join(consumer, topic, reader.take).catch((error: unknown) => {
    log.warn({ error, groupId }, 'the lease cannot be asked for yet');
    leave();
  });
  try {
    await left.promise;
  } finally {
    signal.removeEventListener('abort', leave);
    current?.stop.abort();
    await Promise.allSettled([current?.ended]);
    await consumer.disconnect();
  }
}

async function join(
  consumer: Consumer,
  topic: string,
  take: (messages: readonly KafkaMessage[]) => void,
): Promise<void> {
  await consumer.connect();
  await consumer.subscribe({ topic, fromBeginning: true });
  await consumer.run({
    autoCommit: false,
    eachBatch: async ({ batch }) => {
      take(batch.messages);
    },
  });
}

const isAborted = (signal: AbortSignal): boolean => signal.aborted;
