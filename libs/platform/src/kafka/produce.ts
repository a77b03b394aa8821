import type { Broker } from 'kafkajs/src/cluster/index.js';
import Encoder from 'kafkajs/src/protocol/encoder.js';
import protocol from 'kafkajs/src/protocol/requests/produce/index.js';

/** The number that the protocol gives the request. */
const PRODUCE = 0;
/** Whoever asks waits until all replicas that are in step have it. */
const ALL = -1;
/** How long the leader waits for them, in milliseconds. */
const TIMEOUT = 30_000;
/** What a topic or partition takes beside its name and its batch, at most. */
const OVERHEAD = 16;

/** Encoded batches of one topic. */
export interface TopicBatches {
  readonly topic: string;
  readonly batches: readonly { readonly partition: number; readonly bytes: Buffer }[];
}

/**
 * Writes encoded batches to the broker that leads their partitions.
 *
 * @throws what the broker answers, or what happened to the connection: as kafkajs's own produce
 */
export async function produce(
  { lookupRequest, connectionPool }: Pick<Broker, 'lookupRequest' | 'connectionPool'>,
  transactionalId: string,
  topics: readonly TopicBatches[],
): Promise<void> {
  // kafkajs knows the version that the broker understands, and how to read its answer.
  const { request, response } = lookupRequest(PRODUCE, protocol)({ acks: ALL, transactionalId, topicData: [] });
  const encode = () => Promise.resolve(produceRequest(transactionalId, topics));
  await connectionPool.send({ request: { ...request, encode }, response });
}

/** The body of a request to write batches, as all versions from 3 on have it. */
export function produceRequest(transactionalId: string, topics: readonly TopicBatches[]): Encoder {
  const sizes = topics.flatMap(({ topic, batches }) => [topic.length, ...batches.map(({ bytes }) => bytes.length)]);
  const size = sizes.reduce((sum, each) => sum + each + OVERHEAD, transactionalId.length + OVERHEAD);
  const request = new Encoder(size).writeString(transactionalId).writeInt16(ALL).writeInt32(TIMEOUT);
  request.writeInt32(topics.length);
  for (const { topic, batches } of topics) {
    request.writeString(topic).writeInt32(batches.length);
    for (const { partition, bytes } of batches) request.writeInt32(partition).writeBytes(bytes);
  }
  return request;
}
