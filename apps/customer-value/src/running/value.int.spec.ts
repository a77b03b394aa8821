import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import { cloudEventType, customerValueTopics, billingFacts, orderFacts, type MessageType } from '@tierline/contracts';
import { CUSTOMER } from '@tierline/customer-value';
import { streamName } from '@tierline/kernel';
import {
  connectEventStore,
  encodeCloudEvent,
  kafkaClient,
  silentLog,
  type EventStoreConnection,
} from '@tierline/platform';
import { found, readTopics } from '@tierline/platform/testing';
import { testStack, type TestStack } from '@tierline/stack/testing';
import { PARTS, replicas, TOPICS } from '../testing/running-stack.js';

const START = 240_000;
const { context, events, ingress } = customerValueTopics;

let stack: TestStack;
let store: EventStoreConnection;
let reader: Awaited<ReturnType<typeof readTopics>>;

beforeAll(async () => {
  stack = await testStack(PARTS, TOPICS, replicas(['only']));
  store = connectEventStore(stack.eventStoreUrl, silentLog);
  reader = await readTopics(stack.kafkaBrokers, [events.topic]);
}, START);
afterAll(async () => {
  await reader.end();
  await store.close();
  await stack.stop();
});

/** What a system tells of a customer: its message, and what it says. */
type Told = readonly [message: MessageType, body: object];

const bill = (month: number): Told => [
  billingFacts.recordBillPaid,
  {
    billId: `bill-${String(month)}`,
    amount: { amountMinor: 5_000, currency: 'USD' },
    dueOn: `2025-0${String(month)}-15`,
    paidAt: `2025-0${String(month)}-14T16:00:00.000Z`,
  },
];
const opened: Told = [orderFacts.recordCustomerOpened, { openedOn: '2025-01-02', zone: 'America/Chicago' }];

/** Sends what systems tell, each on the topic of its sender, in order. */
async function tell(customerId: string, all: readonly Told[]): Promise<void> {
  const producer = kafkaClient({ brokers: [stack.kafkaBrokers], clientId: 'systems' }, silentLog).producer();
  await producer.connect();
  for (const [message, body] of all) {
    const { topic } = Object.values(ingress).find(({ commands }) => commands.includes(message)) ?? ingress.orders;
    const head = { id: randomUUID(), source: '/spec', type: cloudEventType(context, message), subject: customerId };
    await producer.send({
      topic,
      messages: [{ key: customerId, value: JSON.stringify(body), headers: encodeCloudEvent(head) }],
    });
  }
  await producer.disconnect();
}

const moves = (customerId: string) =>
  reader.seen
    .filter(
      ({ key, headers }) => key === customerId && headers['ce_type'] === 'tierline.customer-value.ValueChanged.v1',
    )
    .map(({ value }) => JSON.parse(value) as object);

describe('a customer of whom orders and billing tell', () => {
  it('CV-02, CV-22: rises with bills on time, and what is published says from where, to where and why', async () => {
    await tell('cleo', [opened, ...[1, 2, 3, 4, 5, 6].map(bill)]);
    const [changed] = await found('the number has moved', () => {
      const all = moves('cleo');
      return all.length > 0 ? all : undefined;
    });
    expect(changed).toMatchObject({
      ...{ customerId: 'cleo', from: 0, to: 2, attitude: 'neutral', policyVersion: 1 },
      reasons: [
        {
          cause: 'merit',
          facts: [1, 2, 3, 4, 5, 6].map((month) => ({ fact: 'BillPaid', id: `bill-${String(month)}` })),
        },
      ],
    });
    // Topics have no order among each other, so the opening may come after the bills; the number is the same.
    const stored = await found('all is stored', async () => {
      const all = await store.store.read(streamName(CUSTOMER, 'cleo'));
      return all.length === 8 ? all : undefined;
    });
    expect(stored.map(({ type }) => type).toSorted()).toEqual([
      ...['BillPaid', 'BillPaid', 'BillPaid', 'BillPaid', 'BillPaid', 'BillPaid', 'CustomerOpened', 'ValueChanged'],
    ]);
  });
});
