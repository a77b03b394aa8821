import type { Kafka } from 'kafkajs';
import { DependencyUnavailable } from '../door/dependency-unavailable.js';
import { decodeCheckpoint, type Checkpoint } from './checkpoint.js';
import type { HeldLease } from './lease.js';

/** The key of checkpoints: the topic keeps the last record of each key. */
export const CHECKPOINT_KEY = 'publisher';

/** The last checkpoint is among the last records, but for those of aborted transactions. */
const FIRST_SPAN = 64n;
const GROWTH = 16n;

/**
 * Reads the last checkpoint that was committed. Whoever calls this has fenced all other writers before.
 *
 * It reads backwards: a compacted topic is compacted only now and then, and may hold days of checkpoints.
 *
 * @throws {DependencyUnavailable}
 * @throws {UnreadableCheckpoint}
 */
export async function lastCheckpoint(kafka: Kafka, topic: string, lease: HeldLease): Promise<Checkpoint | undefined> {
  const { low, high } = await offsets(kafka, topic);
  let to = high;
  for (let span = FIRST_SPAN; to > low; span *= GROWTH) {
    const from = high - span > low ? high - span : low;
    const records = await lease.read(from, to, lease.signal);
    const last = records.findLast(({ key, value }) => key?.toString() === CHECKPOINT_KEY && value !== null);
    if (last) return decodeCheckpoint(String(last.value));
    to = from;
  }
  return undefined;
}

async function offsets(kafka: Kafka, topic: string): Promise<{ readonly low: bigint; readonly high: bigint }> {
  const admin = kafka.admin();
  try {
    await admin.connect();
    const [only] = await admin.fetchTopicOffsets(topic);
    if (!only) throw new Error(`${topic} has no partition`);
    return { low: BigInt(only.low), high: BigInt(only.high) };
  } catch (cause) {
    throw new DependencyUnavailable('Kafka', { cause });
  } finally {
    await admin.disconnect();
  }
}
