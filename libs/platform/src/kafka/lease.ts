import type { ConsumerRunConfig } from 'kafkajs';
import type { Log } from '../log.js';
import { pause } from '../pause.js';
import { kafkaClient, type KafkaConnection } from './client.js';
import { Fenced } from './kafka-trouble.js';
import { leavesRestartToUs, membership } from './membership.js';
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

const settings = {
  /** A holder that was killed is replaced after this time, in milliseconds. */
  sessionTimeout: 6_000,
  /** Whoever is left alone by an orderly end learns of it with the next heartbeat, and nothing is published until then. */
  heartbeatInterval: 250,
  /** A paused consumer sleeps so long between its looks at what it has to do. */
  maxWaitTimeInMs: 250,
  allowAutoTopicCreation: false,
  ...leavesRestartToUs,
};
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
      await hold(options, term, signal);
    } catch (error) {
      if (!(error instanceof Fenced)) throw error;
      log.warn({ error, groupId, stayAway }, 'the lease is given up: another holds it');
      await pause(stayAway, signal);
    }
    await pause(AGAIN, signal);
  }
}

/** One membership in the group. */
async function hold(
  { connection, groupId, topic, log }: LeaseOptions,
  term: (held: HeldLease) => Promise<void>,
  signal: AbortSignal,
): Promise<void> {
  const leaving = new AbortController();
  const until = AbortSignal.any([signal, leaving.signal]);
  const consumer = kafkaClient(connection, log).consumer({ groupId, ...settings });
  const reader = rangeReader(consumer, topic);
  let current: { readonly stop: AbortController; readonly ended: Promise<void> } | undefined;
  let failure: { readonly error: unknown } | undefined;

  const runTerm = async (held: HeldLease, before: Promise<void> | undefined) => {
    try {
      await before;
      if (!held.signal.aborted) await term(held);
    } catch (error) {
      failure ??= { error };
      leaving.abort();
    }
  };
  consumer.on('consumer.group_join', ({ payload: { memberAssignment } }) => {
    // Called before the first fetch: nothing is fetched but what a term asks for.
    consumer.pause([{ topic }]);
    const isHeld = (memberAssignment[topic] ?? []).includes(0);
    log.info({ groupId, isHeld }, 'the lease is settled');
    current?.stop.abort();
    if (!isHeld) return;
    const stop = new AbortController();
    const held = { signal: AbortSignal.any([stop.signal, until]), read: reader.read };
    current = { stop, ended: runTerm(held, current?.ended) };
  });
  const run: ConsumerRunConfig = {
    eachBatch: async ({ batch }) => {
      reader.take(batch.messages);
    },
  };
  const endTerm = async () => {
    current?.stop.abort();
    await current?.ended;
  };
  const crash = await membership({ consumer, topics: [topic], run, beforeLeaving: endTerm }, until);
  if (crash) log.warn({ error: crash, groupId }, 'the lease is lost with Kafka, and asked for again');
  if (failure) throw failure.error;
}

const isAborted = (signal: AbortSignal): boolean => signal.aborted;
