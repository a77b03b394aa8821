import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { testStack, type TestStack } from '@tierline/stack/testing';
import { DependencyUnavailable } from '../door/dependency-unavailable.js';
import { silentLog } from '../log.js';
import { kafkaClient } from './client.js';
import { recordLog, type RecordLog } from './record-log.js';

const TOPIC = `records-${process.pid}`;
const SEGMENT = 1_100_000;

let stack: TestStack;
let records: RecordLog;
const logOf = (brokers: string) => recordLog(kafkaClient({ brokers: [brokers], clientId: 'reader' }, silentLog));
beforeAll(async () => {
  stack = await testStack(['kafka'], []);
  const admin = kafkaClient({ brokers: [stack.kafkaBrokers], clientId: 'spec' }, silentLog).admin();
  await admin.connect();
  const settings = {
    'cleanup.policy': 'compact',
    'min.cleanable.dirty.ratio': '0.01',
    'segment.bytes': String(SEGMENT),
    'max.compaction.lag.ms': '1',
  };
  const configEntries = Object.entries(settings).map(([name, value]) => ({ name, value }));
  await admin.createTopics({ waitForLeaders: true, topics: [{ topic: TOPIC, numPartitions: 2, configEntries }] });
  await admin.disconnect();
  records = logOf(stack.kafkaBrokers);
});
afterAll(async () => {
  await records.close();
  await stack.stop();
});

const read = async (partition: number, from: bigint, to: bigint): Promise<readonly string[]> => {
  const found: string[] = [];
  for await (const { offset, key } of records.read(TOPIC, partition, from, to)) found.push(`${offset} ${String(key)}`);
  return found;
};

describe('the records of a partition', () => {
  it('are appended one by one, each with its offset, and counted', async () => {
    expect(await records.partitions(TOPIC)).toBe(2);
    expect(await records.ends(TOPIC, 1)).toEqual({ low: 0n, high: 0n });
    expect(await records.append(TOPIC, 1, { key: 'a', value: 'x', headers: { h: 'v' } })).toBe(0n);
    expect(await records.append(TOPIC, 1, { key: 'b', value: null })).toBe(1n);
    expect(await records.ends(TOPIC, 1)).toEqual({ low: 0n, high: 2n });
    expect([await read(1, 0n, 2n), await read(1, 1n, 2n), await read(1, 0n, 1n), await read(1, 2n, 2n)]).toEqual([
      ['0 a', '1 b'],
      ['1 b'],
      ['0 a'],
      [],
    ]);
  });

  it('reads from any offset to any other, whatever was compacted away between', async () => {
    const value = Buffer.alloc(SEGMENT / 3);
    for (const key of ['a', 'b', 'a', 'b', 'c', 'c', 'c', 'd']) await records.append(TOPIC, 0, { key, value });
    const { high } = await records.ends(TOPIC, 0);
    const deadline = Date.now() + 45_000;
    let found = await read(0, 0n, high);
    while (found.includes('0 a') && Date.now() < deadline) {
      await new Promise((resolve) => setTimeout(resolve, 200));
      found = await read(0, 0n, high);
    }
    expect(found).not.toContain('0 a');
    expect(found.slice(-1)).toEqual(['7 d']);
    expect(await read(0, 0n, 1n)).toEqual([]);
    expect(await read(0, 7n, high)).toEqual(['7 d']);
  });
});

describe('a broker that is away', () => {
  it('is an outage for whoever reads or writes', async () => {
    const nowhere = logOf('127.0.0.1:1');
    await expect(nowhere.ends(TOPIC, 0)).rejects.toThrow(DependencyUnavailable);
    await expect(nowhere.append(TOPIC, 0, { key: null, value: null })).rejects.toThrow(DependencyUnavailable);
    await nowhere.close();
  });
});
