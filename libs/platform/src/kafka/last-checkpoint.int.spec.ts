import { describe, expect, it } from '@jest/globals';
import { testStack } from '@tierline/stack/testing';
import { silentLog } from '../log.js';
import { encodeCheckpoint, type Checkpoint } from './checkpoint.js';
import { kafkaClient } from './client.js';
import { CHECKPOINT_KEY, lastCheckpoint } from './last-checkpoint.js';
import { holdLease } from './lease.js';
import type { SpecTopics } from './testing/fixture.js';
import { specKafka } from './testing/spec-kafka.js';

const spec = specKafka('checkpoint', () => testStack(['kafka'], []));

const given = () => spec.given();
const kafka = () => kafkaClient({ brokers: [spec.brokers], clientId: 'spec' }, silentLog);
const checkpoint = (n: number): Checkpoint => ({
  position: { commit: BigInt(n), prepare: BigInt(n) },
  lastEvent: undefined,
});

/** Writes checkpoints, each in a transaction of its own, committed or not. */
async function write(
  { checkpoints }: SpecTopics,
  ...writes: readonly { n: number; commits: boolean }[]
): Promise<void> {
  const producer = kafka().producer({ transactionalId: checkpoints.topic, idempotent: false, maxInFlightRequests: 1 });
  await producer.connect();
  for (const { n, commits } of writes) {
    const transaction = await producer.transaction();
    const messages = [{ key: CHECKPOINT_KEY, value: encodeCheckpoint(checkpoint(n)) }];
    await transaction.send({ topic: checkpoints.topic, acks: -1, messages });
    await (commits ? transaction.commit() : transaction.abort());
  }
  await producer.disconnect();
}

/** Holds the lease until the checkpoint is read. */
async function read(topics: SpecTopics): Promise<Checkpoint | undefined> {
  const { topic } = topics.checkpoints;
  const done = new AbortController();
  let found: Checkpoint | undefined;
  const options = {
    connection: { brokers: [spec.brokers], clientId: 'spec' },
    groupId: topic,
    topic,
    log: silentLog,
    stayAway: 100,
  };
  await holdLease(
    options,
    async (lease) => {
      found = await lastCheckpoint(kafka(), topic, lease);
      done.abort();
    },
    done.signal,
  );
  return found;
}

describe('the last checkpoint', () => {
  it('is nothing in an empty topic', async () => {
    expect(await read(await given())).toBeUndefined();
  });

  it('is nothing when nothing was ever committed', async () => {
    const topics = await given();
    await write(topics, { n: 1, commits: false }, { n: 2, commits: false });
    expect(await read(topics)).toBeUndefined();
  });

  it('is the one that was committed last, and no other', async () => {
    const topics = await given();
    await write(topics, { n: 1, commits: true }, { n: 2, commits: true }, { n: 3, commits: false });
    expect(await read(topics)).toEqual(checkpoint(2));
  });

  it('is found behind more aborted ones than are looked at first', async () => {
    const topics = await given();
    const aborted = Array.from({ length: 100 }, (_, index) => ({ n: index + 10, commits: false }));
    await write(topics, { n: 1, commits: true }, ...aborted);
    expect(await read(topics)).toEqual(checkpoint(1));
  });
});
