import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { execFileSync } from 'node:child_process';
import type { LogEntry } from 'kafkajs';
import { isAlive, strictClient, temporaryFolder } from './int-support.js';
import { freePort } from './ports.js';
import { type RunningKafka, startKafka } from './start-kafka.js';
import type { TopicDeclaration } from './topic-declaration.js';

const calls: TopicDeclaration = { name: 'calls.v1', partitions: 3, cleanupPolicy: 'delete', retentionMs: 3_600_000 };
const state: TopicDeclaration = { name: 'state.v1', partitions: 1, cleanupPolicy: 'compact' };
const topics = [calls, state];

async function produce(brokers: string, transactionalId: string, value: string, lines: LogEntry[] = []): Promise<void> {
  const producer = strictClient(brokers, lines).producer({
    transactionalId,
    idempotent: false,
    maxInFlightRequests: 1,
  });
  await producer.connect();
  const transaction = await producer.transaction();
  await transaction.send({ topic: calls.name, acks: -1, messages: [{ key: 'k', value }] });
  await transaction.commit();
  await producer.disconnect();
}

async function consume(brokers: string, groupId: string, count: number, lines: LogEntry[] = []): Promise<string[]> {
  const consumer = strictClient(brokers, lines).consumer({ groupId, readUncommitted: false });
  const values: string[] = [];
  await consumer.connect();
  await consumer.subscribe({ topic: calls.name, fromBeginning: true });
  await new Promise<void>((resolve, reject) => {
    consumer.on('consumer.crash', ({ payload }) => {
      reject(payload.error);
    });
    const eachMessage = ({ message }: { message: { value: Buffer | null } }): Promise<void> => {
      values.push(String(message.value));
      if (values.length === count) resolve();
      return Promise.resolve();
    };
    consumer.run({ eachMessage }).catch(reject);
  });
  await consumer.disconnect();
  return values;
}

describe('a broker that was just started', () => {
  let folder: Awaited<ReturnType<typeof temporaryFolder>>;
  let kafka: RunningKafka;
  beforeAll(async () => {
    folder = await temporaryFolder();
    kafka = await startKafka({ dir: folder.path, topics });
  });
  afterAll(async () => {
    await kafka.stop();
    await folder.remove();
  });

  it('takes a transaction and a group at once, and the client that repeats nothing logs nothing', async () => {
    const lines: LogEntry[] = [];
    await Promise.all([
      ...['one', 'two', 'three', 'four', 'five'].map((id) => produce(kafka.brokers, id, id, lines)),
      ...['g1', 'g2', 'g3', 'g4', 'g5'].map((group) => consume(kafka.brokers, group, 5, lines)),
    ]);
    const unexpected = lines.map(({ log }) => log.message).filter((text) => !text.includes('default partitioner'));
    expect(unexpected).toEqual([]);
  });

  it('has the declared topics as declared, and makes no other because it is mentioned', async () => {
    const admin = strictClient(kafka.brokers).admin();
    await admin.connect();
    const { topics: found } = await admin.fetchTopicMetadata({ topics: [calls.name, state.name] });
    expect(found.map(({ name, partitions }) => [name, partitions.length])).toEqual(
      expect.arrayContaining([
        [calls.name, 3],
        [state.name, 1],
      ]),
    );
    await expect(admin.fetchTopicMetadata({ topics: ['undeclared'] })).rejects.toThrow();
    await admin.disconnect();
  });

  it('has a process group of its own, so that Ctrl-C does not reach it', () => {
    const group = (pid: number) => execFileSync('ps', ['-o', 'pgid=', '-p', String(pid)], { encoding: 'utf8' }).trim();
    expect(group(kafka.pid)).toBe(String(kafka.pid));
    expect(group(kafka.pid)).not.toBe(group(process.pid));
  });

  it('keeps its folder from a second broker', async () => {
    await expect(startKafka({ dir: folder.path, topics })).rejects.toMatchObject({ failure: 'data-in-use' });
    expect(isAlive(kafka.pid)).toBe(true);
  });

  it('keeps its port from a second broker, which says so', async () => {
    const other = await temporaryFolder();
    const port = Number(kafka.brokers.split(':')[1]);
    await expect(startKafka({ dir: other.path, port, topics })).rejects.toMatchObject({
      failure: 'port-in-use',
      message: expect.stringContaining(`port ${String(port)} on 127.0.0.1 is in use`),
    });
    await other.remove();
  });
});

describe("a broker's folder", () => {
  let folder: Awaited<ReturnType<typeof temporaryFolder>>;
  beforeEach(async () => {
    folder = await temporaryFolder();
  });
  afterEach(() => folder.remove());

  it('is taken up again after SIGKILL on the port that was asked for, every committed record readable', async () => {
    const port = await freePort();
    // A broker killed right after a commit has often not yet written the transaction's markers.
    for (const value of ['one', 'two', 'three']) {
      const kafka = await startKafka({ dir: folder.path, port, topics });
      expect(kafka.brokers).toBe(`127.0.0.1:${String(port)}`);
      await produce(kafka.brokers, `transaction-${value}`, value);
      kafka.kill();
    }
    const last = await startKafka({ dir: folder.path, port, topics });
    await expect(consume(last.brokers, 'readers', 3)).resolves.toEqual(['one', 'two', 'three']);
    await last.stop();
  });

  it('is left without a process in under 3 s by a stop, and a second stop changes nothing', async () => {
    const kafka = await startKafka({ dir: folder.path, topics });
    const begun = performance.now();
    await kafka.stop();
    expect(performance.now() - begun).toBeLessThan(3_000);
    expect(isAlive(kafka.pid)).toBe(false);
    await kafka.stop();
  });

  it('is refused when its topics are not as declared, and no broker stays', async () => {
    const first = await startKafka({ dir: folder.path, topics });
    await first.stop();
    const declared = [{ ...calls, partitions: 6, retentionMs: -1 }, state];
    await expect(startKafka({ dir: folder.path, topics: declared })).rejects.toMatchObject({
      failure: 'topic-differs',
      message: expect.stringContaining(
        'calls.v1 has partitions 3, declared is 6; calls.v1 has retention.ms 3600000, declared is -1',
      ),
    });
    const again = await startKafka({ dir: folder.path, topics });
    await again.stop();
  });
});
