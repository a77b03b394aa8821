import type { ContextTopics } from '@tierline/contracts';
import type { Kafka, KafkaMessage, TopicMessages } from 'kafkajs';
import { readTopic } from './read-topic.js';

/** What one transaction has written. */
export interface Batch {
  /** The position in the store of the last event that it was made of. */
  readonly lastEvent: bigint;
  readonly topicMessages: TopicMessages[];
}

/**
 * The transactions that a publisher has written, read from what it left: each has one checkpoint, and every record carries its
 * position.
 */
export async function writtenBatches(kafka: Kafka, topics: ContextTopics): Promise<readonly Batch[]> {
  const { events, outcomes, checkpoints } = topics;
  const batches = (await readTopic(kafka, checkpoints.topic)).map((checkpoint) => ({
    upTo: commitPosition((JSON.parse(String(checkpoint.value)) as { readonly position: readonly string[] }).position),
    lastEvent: 0n,
    topicMessages: [{ topic: checkpoints.topic, messages: [copyOf(checkpoint)] }],
  }));
  for (const { topic } of [events, outcomes]) {
    for (const message of await readTopic(kafka, topic)) {
      const position = commitPosition(String(message.headers?.['tierline-position']).split('/'));
      const batch = batches.find(({ upTo }) => position <= upTo);
      if (!batch) throw new Error('a record lies beyond the last checkpoint');
      if (position > batch.lastEvent) batch.lastEvent = position;
      const of = batch.topicMessages.find((each) => each.topic === topic);
      if (of) of.messages.push(copyOf(message));
      else batch.topicMessages.push({ topic, messages: [copyOf(message)] });
    }
  }
  return batches;
}

function commitPosition([commit]: readonly string[]): bigint {
  if (commit === undefined) throw new Error('a record has no position');
  return BigInt(commit);
}

/** What is written again: the broker gives it an offset and a time of its own. */
const copyOf = ({ key, value, headers }: KafkaMessage) => ({ key, value, ...(headers && { headers }) });
