import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import { customerValueTopics, deviceUnlockTopics } from '@tierline/contracts';
import { CUSTOMER_STANDING } from '@tierline/device-unlock';
import { streamName, type EventMetadata, type StoredEvent } from '@tierline/kernel';
import { connectEventStore, encodeCloudEvent, kafkaClient, silentLog } from '@tierline/platform';
import { found, readTopics, type Committed } from '@tierline/platform/testing';
import { testStack, type TestStack } from '@tierline/stack/testing';
import { PARTS, replicas, TOPICS } from '../testing/running-stack.js';

const START = 240_000;
const { outcomes, deadLetters } = deviceUnlockTopics;
const traceOf = (digit: string) => `00-${digit.repeat(32)}-00f067aa0ba902b7-01`;

let stack: TestStack;
let reader: Awaited<ReturnType<typeof readTopics>>;
let store: ReturnType<typeof connectEventStore>;
let producer: ReturnType<ReturnType<typeof kafkaClient>['producer']>;

beforeAll(async () => {
  stack = await testStack(PARTS, TOPICS, replicas(['only']));
  store = connectEventStore(stack.eventStoreUrl, silentLog);
  reader = await readTopics(stack.kafkaBrokers, [outcomes.topic, deadLetters.topic]);
  const transactionalId = `spec-${randomUUID()}`;
  const kafka = kafkaClient({ brokers: [stack.kafkaBrokers], clientId: 'spec' }, silentLog);
  producer = kafka.producer({ transactionalId, idempotent: false, maxInFlightRequests: 1 });
  await producer.connect();
}, START);
afterAll(async () => {
  await producer.disconnect();
  await reader.end();
  await store.close();
  await stack.stop();
});

interface Published {
  readonly customerId: string;
  readonly type: string;
  readonly data: object;
  readonly id?: string;
  readonly traceparent?: string;
}

/** Publishes as customer value does, in one transaction of its own. */
async function publish(isCommitted: boolean, { customerId, type, data, id = randomUUID(), traceparent }: Published) {
  const ce = { source: '/tierline/customer-value', type: `tierline.customer-value.${type}.v1`, subject: customerId };
  const headers = encodeCloudEvent({ id, ...ce, ...(traceparent !== undefined && { traceparent }) });
  const transaction = await producer.transaction();
  const value = JSON.stringify({ customerId, ...data });
  await transaction.send({ topic: customerValueTopics.events.topic, messages: [{ key: customerId, value, headers }] });
  await (isCommitted ? transaction.commit() : transaction.abort());
}

const moved = (to: number) => ({
  ...{ from: 0, to, attitude: 'neutral', asOf: '2026-03-01T00:00:00.000Z', policyVersion: 1 },
  reasons: [{ cause: 'merit', facts: [{ fact: 'BillPaid', id: 'bill-1' }] }],
});
const standings = async (customerId: string) =>
  (await store.store.read(streamName(CUSTOMER_STANDING, customerId))) as readonly StoredEvent<EventMetadata>[];
const isAbout = (topic: string, customerId: string) => (record: Committed) =>
  record.topic === topic && record.headers['ce_subject'] === customerId;
const outcomesOf = (customerId: string) => reader.seen.filter(isAbout(outcomes.topic, customerId));

describe("another context's events, as the running service hears them", () => {
  it('DU-12: count once they are committed, in their order, and what was aborted never does', async () => {
    const customerId = `c-${randomUUID()}`;
    await publish(false, { customerId, type: 'ValueChanged', data: moved(1) });
    await publish(true, { customerId, type: 'ValueChanged', data: moved(3) });
    await found('the standing is kept', () => (outcomesOf(customerId).length > 0 ? true : undefined));
    expect((await standings(customerId)).map(({ data }) => data)).toMatchObject([{ customerId, value: 3 }]);
  });

  it('DU-12: count once however often they are published', async () => {
    const [customerId, id] = [`c-${randomUUID()}`, randomUUID()];
    for (let times = 0; times < 3; times += 1)
      await publish(true, { customerId, id, type: 'ValueChanged', data: moved(2) });
    // Of the same key, so it is handled when those before it are.
    const data = { value: 2, attitude: 'good', asOf: '2026-03-02T00:00:00.000Z' };
    await publish(true, { customerId, type: 'CustomerStandingChanged', data });
    await found('both are kept', () => (outcomesOf(customerId).length > 1 ? true : undefined));
    expect(await standings(customerId)).toHaveLength(2);
    expect(outcomesOf(customerId)).toHaveLength(2);
  });

  it('that are nobody’s business here are passed over, and nothing is put aside for them', async () => {
    const customerId = `c-${randomUUID()}`;
    const flag = { flagId: 'l-1:2026-02', flag: 'unusual-usage', lineId: 'l-1', period: '2026-02' };
    await publish(true, { customerId, type: 'UsageFlagRaised', data: flag });
    await publish(true, { customerId, type: 'ValueChanged', data: moved(2) });
    await found('what comes after it is kept', () => (outcomesOf(customerId).length > 0 ? true : undefined));
    expect(await standings(customerId)).toHaveLength(1);
    expect(reader.seen.filter(isAbout(deadLetters.topic, customerId))).toEqual([]);
  });

  it('that are not what their contract says are put aside', async () => {
    const customerId = `c-${randomUUID()}`;
    await publish(true, { customerId, type: 'ValueChanged', data: { ...moved(2), to: 6 } });
    await found('it is put aside', () => reader.seen.find(isAbout(deadLetters.topic, customerId)));
    expect(await standings(customerId)).toEqual([]);
  });

  it('go on with the trace in which they were published', async () => {
    const customerId = `c-${randomUUID()}`;
    await publish(true, { customerId, type: 'ValueChanged', data: moved(2), traceparent: traceOf('a') });
    const outcome = await found('the standing is kept', () => outcomesOf(customerId)[0]);
    expect((await standings(customerId))[0]?.metadata.traceparent).toBe(traceOf('a'));
    expect(outcome.headers['traceparent']).toMatch(/^00-a{32}-[0-9a-f]{16}-01$/);
  });
});
