import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { customerValueTopics } from '@tierline/contracts';
import { CUSTOMER } from '@tierline/customer-value';
import { streamName } from '@tierline/kernel';
import { connectEventStore, silentLog, type EventStoreConnection } from '@tierline/platform';
import { found, readTopics } from '@tierline/platform/testing';
import { testStack, type TestStack } from '@tierline/stack/testing';
import { PARTS, replicas, TOPICS } from '../testing/running-stack.js';
import { senders } from '../testing/senders.js';
import { onTime, opened, rating } from '../testing/told.js';

const START = 240_000;
const MONTHS = [1, 2, 3, 4, 5, 6];

let stack: TestStack;
let store: EventStoreConnection;
let reader: Awaited<ReturnType<typeof readTopics>>;
let systems: Awaited<ReturnType<typeof senders>>;

beforeAll(async () => {
  stack = await testStack(PARTS, TOPICS, replicas(['only']));
  store = connectEventStore(stack.eventStoreUrl, silentLog);
  reader = await readTopics(stack.kafkaBrokers, [customerValueTopics.events.topic]);
  systems = await senders(stack.kafkaBrokers);
}, START);
afterAll(async () => {
  await systems.end();
  await reader.end();
  await store.close();
  await stack.stop();
});

const published = (customerId: string, type: string) =>
  found(`${type} of ${customerId}`, () => {
    const record = reader.seen.find(
      ({ key, headers }) => key === customerId && headers['ce_type']?.includes(`.${type}.`),
    );
    return record && (JSON.parse(record.value) as object);
  });

describe('a customer of whom orders and billing tell', () => {
  it('CV-02, CV-22: rises with bills on time, and what is published says from where, to where and why', async () => {
    await systems.tell('cleo', [opened('America/Chicago'), ...onTime(6)]);
    expect(await published('cleo', 'ValueChanged')).toMatchObject({
      ...{ customerId: 'cleo', from: 0, to: 2, attitude: 'neutral', policyVersion: 1 },
      reasons: [{ cause: 'merit', facts: MONTHS.map((month) => ({ fact: 'BillPaid', id: `bill-${String(month)}` })) }],
    });
    // Topics have no order among each other, so the opening may come after the bills; the number is the same.
    const stored = await found('all is stored', async () => {
      const all = await store.store.read(streamName(CUSTOMER, 'cleo'));
      return all.length === MONTHS.length + 2 ? all : undefined;
    });
    const paid = MONTHS.map(() => 'BillPaid');
    expect(stored.map(({ type }) => type).toSorted()).toEqual([...paid, 'CustomerOpened', 'ValueChanged']);
  });

  it('RT-21: has another attitude when call routing has published a rating', async () => {
    await systems.tell('call-1', [rating('good', '2026-02-01T10:00:00.000Z', 'otto')]);
    expect(await published('otto', 'CustomerStandingChanged')).toMatchObject({ value: 0, attitude: 'good' });
  });
});
