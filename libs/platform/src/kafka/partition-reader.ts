import type { Kafka } from 'kafkajs';
import type { Cluster } from 'kafkajs/src/cluster/index.js';
import { DependencyUnavailable } from '../door/dependency-unavailable.js';
import { pause } from '../pause.js';
import { clusterOf } from './cluster.js';
import { isRetriable } from './kafka-trouble.js';
import { consumedRecord, type ConsumedRecord } from './record.js';

/** Where a partition begins and ends: its first offset, and the one that the next record gets. */
export interface PartitionEnds {
  readonly low: bigint;
  readonly high: bigint;
}

/** Reads partitions at any offset, as a member of no group. */
export interface PartitionReader {
  /** How many partitions a topic has. @throws {DependencyUnavailable} */
  partitions(topic: string): Promise<number>;
  /** @throws {DependencyUnavailable} */
  ends(topic: string, partition: number): Promise<PartitionEnds>;
  /**
   * Reads the records of the offsets from `from` up to, and without, `to`, in order: also those of transactions that are
   * open or aborted, so it is for topics that are written without any.
   *
   * @throws {DependencyUnavailable}
   */
  read(topic: string, partition: number, from: bigint, to: bigint): AsyncIterable<ConsumedRecord>;
  close(): Promise<void>;
}

const MAX_BYTES = 4 * 1024 * 1024;
const MAX_WAIT = 100;
const READ_UNCOMMITTED = 0;
const FIRST_RETRY = 50;
const LAST_RETRY = 400;
const NEVER = new AbortController().signal;

/**
 * Makes a reader. It connects when it is asked first.
 *
 * kafkajs 2.2.4 reads through groups alone. Joining one takes seconds and waits for others, which is too much before the first
 * message after each rebalance; so this asks for the client's own connections, which it keeps under a symbol.
 */
export function partitionReader(kafka: Kafka): PartitionReader {
  const cluster = clusterOf(kafka);
  let isStale = true;
  const asking = async <Answer>(topic: string, ask: () => Promise<Answer>): Promise<Answer> => {
    for (let wait = FIRST_RETRY; ; wait *= 2) {
      try {
        if (isStale) await cluster.connect();
        await cluster.addTargetTopic(topic);
        if (isStale) await cluster.refreshMetadata();
        isStale = false;
        return await ask();
      } catch (cause) {
        // The leader may have moved, or the connection be gone: whoever asks next looks where everything is.
        isStale = true;
        if (wait > LAST_RETRY || !isRetriable(cause)) throw new DependencyUnavailable('Kafka', { cause });
        await pause(wait, NEVER);
      }
    }
  };
  const offset = async (topic: string, partition: number, fromBeginning: boolean) => {
    const [found] = await cluster.fetchTopicsOffset([{ topic, partitions: [{ partition }], fromBeginning }]);
    const [only] = found?.partitions ?? [];
    if (!only) throw new Error(`${topic}[${partition}] has no leader`);
    return BigInt(only.offset);
  };
  return {
    partitions: (topic) => asking(topic, async () => cluster.findTopicPartitionMetadata(topic).length),
    ends: (topic, partition) =>
      asking(topic, async () => ({
        low: await offset(topic, partition, true),
        high: await offset(topic, partition, false),
      })),
    read: async function* (topic, partition, from, to) {
      let next = from;
      while (next < to) {
        const fetched = await asking(topic, () => fetchFrom(cluster, topic, partition, next));
        if (fetched === 'throttled') continue;
        const last = fetched.at(-1);
        // What was compacted away at the end leaves offsets without a record.
        if (!last) return;
        for (const message of fetched) {
          const at = BigInt(message.offset);
          if (at >= next && at < to && !message.isControlRecord) yield consumedRecord(topic, partition, message);
        }
        next = BigInt(last.offset) + 1n;
      }
    },
    close: () => cluster.disconnect(),
  };
}

async function fetchFrom(cluster: Cluster, topic: string, partition: number, from: bigint) {
  const [leader] = Object.keys(cluster.findLeaderForPartitions(topic, [partition]));
  if (leader === undefined) throw new Error(`${topic}[${partition}] has no leader`);
  const broker = await cluster.findBroker({ nodeId: leader });
  const { responses, clientSideThrottleTime = 0 } = await broker.fetch({
    maxWaitTime: MAX_WAIT,
    minBytes: 1,
    maxBytes: MAX_BYTES,
    isolationLevel: READ_UNCOMMITTED,
    topics: [{ topic, partitions: [{ partition, fetchOffset: String(from), maxBytes: MAX_BYTES }] }],
  });
  const messages = responses.flatMap(({ partitions }) => partitions.flatMap((each) => each.messages));
  // A broker that thinks us too eager answers with nothing, and kafkajs holds the next request back.
  return messages.length === 0 && clientSideThrottleTime > 0 ? 'throttled' : messages;
}
