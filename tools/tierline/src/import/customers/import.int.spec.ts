import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import {
  callRoutingTopics,
  coverageComplaintsTopics,
  customerValueTopics,
  topicDeclarations,
} from '@tierline/contracts';
import { streamName, type StoredEvent } from '@tierline/kernel';
import {
  connectEventStore,
  DependencyUnavailable,
  kafkaClient,
  pause,
  silentLog,
  type EventStoreConnection,
} from '@tierline/platform';
import { testStack, type TestStack } from '@tierline/stack/testing';
import { Refusal } from '../../cli.js';
import type { Patience } from '../door/command-door.js';
import type { Summary } from '../summary.js';
import { csvText, type Instead } from '../testing/churn.js';
import { importCustomers } from './command.js';

const main = fileURLToPath(new URL('../../../../../apps/customer-value/dist/main.js', import.meta.url));
const SERVICE = 'customer-value';
/** Between two records that somebody else sends, in milliseconds. */
const PACE = 100;
const PATIENCE: Patience = { quiet: 3_000, idle: 30_000 };

let stack: TestStack;
let store: EventStoreConnection;
let folder: string;
beforeAll(async () => {
  const topics = [customerValueTopics, callRoutingTopics, coverageComplaintsTopics].flatMap(topicDeclarations);
  const env = { TIERLINE_DIRECTORY_KEY: 'a1'.repeat(32), TIERLINE_MASTER_KEY: 'b2'.repeat(32) };
  stack = await testStack(['kafka', 'eventstore', 'identity'], topics, {
    env: {},
    services: [{ name: SERVICE, main, env }],
  });
  store = connectEventStore(stack.eventStoreUrl, silentLog);
  folder = await mkdtemp(join(tmpdir(), 'tierline-import-'));
}, 120_000);
afterAll(async () => {
  await store.close();
  await stack.stop();
  await rm(folder, { recursive: true });
});

/** Imports rows. @returns the exit code, and what was said */
async function imported(rows: readonly (Instead | string)[], patience = PATIENCE) {
  const file = join(folder, 'customers.csv');
  await writeFile(file, csvText(...rows));
  const out: Record<string, unknown>[] = [];
  const errors: string[] = [];
  const surroundings = {
    env: { KAFKA_BROKERS: stack.kafkaBrokers },
    out: (text: string) => void out.push(JSON.parse(text) as Record<string, unknown>),
    error: (text: string) => void errors.push(text),
  };
  const code = await importCustomers([file, '--json'], surroundings, patience);
  return { code, rejected: out.flatMap(({ rejected }) => rejected ?? []), summary: out.at(-1)?.['summary'] as Summary };
}
const stored = (customerId: string): Promise<readonly StoredEvent[]> =>
  store.store.read(streamName('customer_value.customer', customerId));
const typesOf = async (customerId: string) => (await stored(customerId)).map(({ type }) => type);

const loyal: Instead = { customerID: 'loyal', tenure: '8', Contract: 'One year', MultipleLines: 'Yes' };
const gone: Instead = { customerID: 'gone', tenure: '2', TotalCharges: '100.11', Churn: 'Yes' };
const fresh: Instead = { customerID: 'fresh', tenure: '0', TotalCharges: ' ' };

/** Somebody else who sends what is no command, to the same place, until they are told to end. */
async function sendingBadOnes(key: string) {
  const { topic } = customerValueTopics.ingress.orders;
  const producer = kafkaClient({ brokers: [stack.kafkaBrokers], clientId: 'spec' }, silentLog).producer();
  await producer.connect();
  const ending = new AbortController();
  const sent: string[] = [];
  const sending = (async () => {
    while (!ending.signal.aborted) {
      const places = await producer.send({ topic, messages: [{ key, value: 'no command' }] });
      sent.push(...places.map(({ partition, baseOffset }) => `${topic}/${String(partition)}/${baseOffset ?? ''}`));
      await pause(PACE, ending.signal);
    }
  })();
  return {
    topic,
    /** Whether some were sent to the partition of a record, after it. */
    sentAfter: (id: string) => sent.some((each) => folderOf(each) === folderOf(id) && offsetOf(each) > offsetOf(id)),
    end: async () => {
      ending.abort();
      await sending;
      await producer.disconnect();
    },
  };
}
const folderOf = (id: string) => id.slice(0, id.lastIndexOf('/'));
const offsetOf = (id: string) => Number(id.slice(id.lastIndexOf('/') + 1));

describe('importing customers', () => {
  it('CV-02, CV-22: tells the service each row as a history, in its order, and the numbers move', async () => {
    const { code, summary } = await imported([loyal, gone, fresh]);
    expect(summary).toMatchObject({
      rows: 3,
      customers: 3,
      facts: 25,
      accepted: 25,
      known: 0,
      noEffect: 0,
      refused: {},
    });
    expect(code).toBe(0);
    expect(await typesOf('gone')).toEqual([
      ...['CustomerOpened', 'AccountClassified', 'LineAdded', 'PlanTaken'],
      ...['BillPaid', 'BillPaid', 'LineEnded'],
    ]);
    expect(await typesOf('fresh')).toEqual(['CustomerOpened', 'AccountClassified', 'LineAdded', 'PlanTaken']);
    expect(await typesOf('loyal')).toContain('ValueChanged');
  });

  it('changes nothing the second time', async () => {
    const before = await Promise.all(['loyal', 'gone', 'fresh'].map(stored));
    const { code, summary } = await imported([loyal, gone, fresh]);
    expect(summary).toMatchObject({ facts: 25, accepted: 0, known: 25, noEffect: 0, refused: {}, putAside: [] });
    expect(code).toBe(0);
    expect(await Promise.all(['loyal', 'gone', 'fresh'].map(stored))).toEqual(before);
  });

  it('takes what is new of a file that it knows in part', async () => {
    const { code, summary } = await imported([loyal, { customerID: 'new' }, gone]);
    expect(summary).toMatchObject({ customers: 3, accepted: 8, known: 21 });
    expect(code).toBe(0);
  });

  it('takes the good rows of a file, tells what is wrong with the others, and ends with 1', async () => {
    const { code, summary, rejected } = await imported([
      { customerID: 'good-1' },
      { customerID: 'bad', MonthlyCharges: 'much' },
      { customerID: '' },
      { customerID: 'good-1' },
      { customerID: 'good-1', gender: 'Male' },
      'too,few',
      'quo"te,and,so,on',
      { customerID: 'good-2' },
      'open,"quote',
      { customerID: 'behind' },
    ]);
    expect(rejected).toMatchObject([
      { line: 3, problems: [{ column: 'MonthlyCharges' }] },
      { line: 4, problems: [{ column: 'customerID', reason: 'is missing' }] },
      { line: 6, problems: [{ column: 'customerID', reason: 'stands in line 2 with other content' }] },
      { line: 7, problems: [{ reason: 'has 2 cells, and the header has 10' }] },
      { line: 8, problems: [{ reason: expect.stringContaining('quote inside') }] },
      { line: 10, problems: [{ reason: expect.stringContaining('never closed') }] },
    ]);
    expect(summary).toMatchObject({ rows: 9, rejected: 6, repeated: 1, customers: 2, facts: 16, accepted: 16 });
    expect(code).toBe(1);
    expect([await stored('behind'), await stored('bad')]).toEqual([[], []]);
  });

  it('tells by reason what the service refuses, and ends with 1', async () => {
    const { code, summary } = await imported([{ ...fresh, MonthlyCharges: '99' }]);
    expect(summary).toMatchObject({ accepted: 0, known: 3, refused: { 'fact-contradicts-recorded (CV-22)': 1 } });
    expect(code).toBe(1);
  });

  it('tells what the service put aside of it, and not of what others sent at the same time, and ends with 1', async () => {
    const customerID = 'AAAAAAAA-AAAA-4AAA-8AAA-AAAAAAAAAAAA';
    const others = await sendingBadOnes(customerID);
    const { code, summary } = await imported([{ ...fresh, customerID }]).finally(others.end);
    expect(summary).toMatchObject({ accepted: 0, known: 0 });
    expect(summary.putAside.map(({ reason }) => reason)).toEqual(Array.from({ length: 4 }, () => 'invalid-envelope'));
    expect(code).toBe(1);
    const [own] = summary.putAside.map(({ id }) => id).filter((id) => id.startsWith(others.topic));
    expect(others.sentAfter(own ?? '')).toBe(true);
  });

  it('is refused when the file or Kafka is not there, or the file has another header', async () => {
    const surroundings = { env: { KAFKA_BROKERS: stack.kafkaBrokers }, out: () => undefined, error: () => undefined };
    const none = importCustomers([join(folder, 'none.csv')], surroundings, PATIENCE);
    await expect(none).rejects.toThrow('the file cannot be read: ENOENT');
    const other = join(folder, 'other.csv');
    await writeFile(other, 'id,name\n1,2\n');
    await expect(importCustomers([other], surroundings, PATIENCE)).rejects.toThrow('the header has no customerID');
    const nowhere = importCustomers([other, '--brokers', '127.0.0.1:1'], surroundings, PATIENCE);
    await expect(nowhere).rejects.toThrow(DependencyUnavailable);
  });

  it('is refused when no service takes anything', async () => {
    stack.services[SERVICE]?.kill('SIGKILL');
    const trying = imported([{ customerID: 'late' }], { ...PATIENCE, idle: 2_000 });
    await expect(trying).rejects.toEqual(new Refusal('customer-value has taken nothing for 2 s: is it running?'));
  });
});
