import type { ContextTopics } from '@tierline/contracts';
import type { Position } from '@tierline/kernel';
import { DependencyUnavailable } from '../door/dependency-unavailable.js';
import { StoreRestored } from '../eventstore/store-restored.js';
import type { HoldsEvent, Subscribe } from '../eventstore/subscription-port.js';
import { inbox, type Inbox } from '../inbox.js';
import type { Log } from '../log.js';
import { pause } from '../pause.js';
import { publishedAppends, type PublishedAppend } from './appends.js';
import { encodeCheckpoint, type Checkpoint } from './checkpoint.js';
import { kafkaClient, type KafkaConnection } from './client.js';
import type { Readiness } from './consumer-port.js';
import { Fenced } from './kafka-trouble.js';
import { CHECKPOINT_KEY, lastCheckpoint } from './last-checkpoint.js';
import { holdLease, type HeldLease } from './lease.js';
import type { OutgoingRecord, Publish } from './publication.js';
import { openTransactionWriter, type TransactionWriter } from './transaction-writer.js';
import { transactionsOf } from './transactions.js';

/** A transaction that was committed. Times are in milliseconds. */
export interface Published {
  readonly appends: number;
  readonly records: number;
  readonly duration: number;
  /** Between the first of its commands and now. */
  readonly age: number;
}

/** What a context is published with. */
export interface PublisherOptions {
  readonly connection: KafkaConnection;
  readonly topics: ContextTopics;
  /** Of the names of the streams to be published: those that executors write, and no others. */
  readonly prefix: string;
  readonly subscribe: Subscribe;
  readonly holds: HoldsEvent;
  readonly publish: Publish;
  /** Topics besides those of events and outcomes that `publish` names, as the one of the context's own follow-up commands. */
  readonly alsoWrites?: readonly string[];
  readonly log: Log;
  readonly observe?: (published: Published) => void;
  /** Whose members compete to publish. */
  readonly groupId?: string;
  /** How long a publisher that was fenced stays away, in milliseconds. */
  readonly stayAway?: number;
}

/** Tells Kafka what the store holds: each event and each outcome once, in order, whatever dies. */
export interface Publisher {
  /**
   * Publishes whenever it is this replica's turn, until the signal is aborted.
   *
   * @throws {StoreRestored} when the store is not the one that was published from
   * @throws {BrokenHistory | UnpublishableEvent | UnreadableCheckpoint} and whatever `publish` throws
   */
  run(signal: AbortSignal): Promise<void>;
  /** Whether it could publish what it has to; one whose turn it is not is ready. */
  readiness(): Readiness;
  /** How far it has come while it is its turn; nothing while it is another replica's. */
  turn(): Turn | undefined;
}

/** The turn of a publisher: everything up to the position has been published. Of an empty store there is none. */
export interface Turn {
  readonly position: Position | undefined;
}

const READ_AHEAD = 10_000;
/**
 * A transaction costs the same with one record as with many, and what a command stores comes in appends a few milliseconds apart: so
 * each waits a little for what follows its first append, no longer than it takes itself. By then the broker has completed
 * the one before it as well, and does not have to be asked again.
 */
const GATHERING = { milliseconds: 8, enough: 32 };
const RETRY = 500;
const STAY_AWAY = 3_000;
/** How often a checkpoint is written while nothing is to be published, in milliseconds. */
const IDLE_CHECKPOINT = 10_000;

/** Makes the publisher of a context. */
export function publisher(options: PublisherOptions): Publisher {
  const { connection, topics, log, groupId = `tierline.${topics.context}.publisher`, stayAway = STAY_AWAY } = options;
  let trouble: string | undefined;
  let turn: Turn | undefined;

  const term = async (lease: HeldLease) => {
    while (!lease.signal.aborted) {
      try {
        await publishOnce(options, lease, (position) => {
          trouble = undefined;
          turn = { position };
        });
      } catch (error) {
        if (isAborted(lease.signal) && isPassing(error)) return;
        if (!(error instanceof DependencyUnavailable)) throw error;
        trouble = `nothing can be published: ${error.message}`;
        log.warn({ error }, 'publishing has met trouble, and begins anew from its checkpoint');
        await pause(RETRY, lease.signal);
      } finally {
        turn = undefined;
        // Whose turn it is no longer has nothing to publish, so no trouble with it either.
        if (isAborted(lease.signal)) trouble = undefined;
      }
    }
  };
  return {
    turn: () => turn,
    run: (signal) => holdLease({ connection, groupId, topic: topics.checkpoints.topic, log, stayAway }, term, signal),
    readiness: () => ({ ready: trouble === undefined, reasons: trouble === undefined ? [] : [trouble] }),
  };
}

/** Takes note of the position up to which everything has been published. */
type Reached = (position: Position | undefined) => void;

/** Publishes from the last checkpoint on: fence all others first, then read how far they came, then subscribe. */
async function publishOnce(options: PublisherOptions, lease: HeldLease, reached: Reached): Promise<void> {
  const { connection, topics, log, holds, subscribe, prefix, publish, alsoWrites = [] } = options;
  const { context, events, outcomes, checkpoints } = topics;
  const stop = new AbortController();
  const signal = AbortSignal.any([lease.signal, stop.signal]);
  const written = [checkpoints.topic, events.topic, outcomes.topic, ...alsoWrites];
  const writer = await openTransactionWriter(connection, `tierline.${context}.publisher`, written, log);
  try {
    const checkpoint = await lastCheckpoint(kafkaClient(connection, log), checkpoints.topic, lease);
    const last = checkpoint?.lastEvent;
    if (last && !(await holds(last.position, last.id))) throw new StoreRestored(`the publisher of ${context}`, last.id);
    log.info({ context, position: checkpoint && encodeCheckpoint(checkpoint) }, 'publishing begins');
    reached(checkpoint?.position);
    const from = { from: checkpoint?.position ?? 'start', ...(last && { lastEvent: last }) } as const;
    const notifications = subscribe({ ...from, prefix, signal });
    const appends = inbox(publishedAppends(notifications, checkpoint, topics, publish), READ_AHEAD, signal, GATHERING);
    await writeAll(appends, writer, options, reached);
  } finally {
    stop.abort();
    await writer.close();
  }
}

async function writeAll(
  ready: Inbox<PublishedAppend>,
  writer: TransactionWriter,
  { topics, observe }: PublisherOptions,
  reached: Reached,
): Promise<void> {
  let savedAt = performance.now();
  for (let taken = await ready.take(); taken.length > 0; taken = await ready.take()) {
    for (const { appends, records, checkpoint } of transactionsOf(taken)) {
      const began = performance.now();
      if (records.length === 0 && began - savedAt < IDLE_CHECKPOINT) {
        reached(checkpoint.position);
        continue;
      }
      await writer.write([checkpointRecord(topics, checkpoint), ...records]);
      reached(checkpoint.position);
      savedAt = performance.now();
      const [first] = appends;
      const age = first?.at === undefined ? 0 : Math.max(0, Date.now() - Date.parse(first.at));
      observe?.({ appends: appends.length, records: records.length, duration: savedAt - began, age });
    }
  }
}

const checkpointRecord = ({ checkpoints }: ContextTopics, checkpoint: Checkpoint): OutgoingRecord => ({
  topic: checkpoints.topic,
  key: CHECKPOINT_KEY,
  value: encodeCheckpoint(checkpoint),
  headers: {},
});

/** What the end of a lease may bring with it, and what the next one to hold it puts right. */
const isPassing = (error: unknown): boolean =>
  error instanceof DependencyUnavailable ||
  error instanceof Fenced ||
  (error instanceof DOMException && error.name === 'AbortError');

/** A function, since the compiler takes a property that it has once seen false to be false for good. */
const isAborted = (signal: AbortSignal): boolean => signal.aborted;
