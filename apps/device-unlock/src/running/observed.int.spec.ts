import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import { deviceUnlockTopics } from '@tierline/contracts';
import { ACTIVATION_LOCK_REQUEST, TRADE_IN } from '@tierline/device-unlock';
import { streamName, type EventMetadata, type StoredEvent } from '@tierline/kernel';
import {
  connectEventStore,
  describedMetrics,
  encodeCloudEvent,
  kafkaClient,
  silentLog,
  type EventStoreConnection,
} from '@tierline/platform';
import { testStack, type TestStack } from '@tierline/stack/testing';
import { found, readTopics, replicaOf, type Committed } from '@tierline/platform/testing';
import { PARTS, replicas, TOPICS } from '../testing/running-stack.js';

const START = 240_000;
const TRACE = '4bf92f3577b34da6a3ce929d0e0e4736';
const SPAN = '00f067aa0ba902b7';
const body = (tradeInId: string) => ({
  customerId: 'c1',
  device: { kind: 'imei', value: '490154203237518' },
  tradeInId,
});

let stack: TestStack;
let store: EventStoreConnection;
let reader: Awaited<ReturnType<typeof readTopics>>;
const { events, ingress } = deviceUnlockTopics;

beforeAll(async () => {
  stack = await testStack(PARTS, TOPICS, replicas(['only']));
  store = connectEventStore(stack.eventStoreUrl, silentLog);
  reader = await readTopics(stack.kafkaBrokers, [events.topic, ingress.internal.topic]);
}, START);
afterAll(async () => {
  await reader.end();
  await store.close();
  await stack.stop();
});

/** Requests an unlock at the desk, with or without a trace. @returns the request's id */
async function byHttp(tradeInId: string, headers: Record<string, string>): Promise<string> {
  const response = await fetch(`${replicaOf(stack.services, 'only').httpUrl}/v1/activation-lock-requests`, {
    method: 'POST',
    headers: {
      authorization: `Bearer ${await stack.token({ role: 'tier2-agent' })}`,
      'content-type': 'application/json',
      'idempotency-key': randomUUID(),
      ...headers,
    },
    body: JSON.stringify(body(tradeInId)),
  });
  expect(response.status).toBe(201);
  return ((await response.json()) as { readonly subject: string }).subject;
}

/** Requests an unlock in a store. @returns the request's id */
async function byKafka(tradeInId: string, headers: Record<string, string>): Promise<string> {
  const producer = kafkaClient({ brokers: [stack.kafkaBrokers], clientId: 'store' }, silentLog).producer();
  const subject = randomUUID();
  const type = 'tierline.device-unlock.RequestActivationUnlock.v1';
  const message = {
    key: subject,
    value: JSON.stringify(body(tradeInId)),
    headers: { ...encodeCloudEvent({ id: randomUUID(), source: '/stores/3', type, subject }), ...headers },
  };
  await producer.connect();
  await producer.send({ topic: ingress.stores.topic, messages: [message] });
  await producer.disconnect();
  return subject;
}

const isOn = (topic: string, subject: string, type: string) => (record: Committed) =>
  record.topic === topic &&
  record.headers['ce_subject'] === subject &&
  record.headers['ce_type'] === `tierline.device-unlock.${type}.v1`;
const published = async (topic: string, subject: string, type: string) =>
  (await found(`${type} of ${subject}`, () => reader.seen.find(isOn(topic, subject, type)))).headers['traceparent'];
const stored = async (category: Parameters<typeof streamName>[0], id: string) => {
  const [first] = (await store.store.read(streamName(category, id))) as readonly StoredEvent<EventMetadata>[];
  return first?.metadata.traceparent;
};

/** The traceparents of everything that a request led to, from its door to the event of the command that follows from it. */
async function hops(requestId: string, tradeInId: string): Promise<readonly (string | undefined)[]> {
  return [
    await found('the request is stored', () => stored(ACTIVATION_LOCK_REQUEST, requestId)),
    await published(events.topic, requestId, 'ActivationUnlockRequested'),
    await published(ingress.internal.topic, requestId, 'LinkTradeIn'),
    await found('the trade-in is linked', () => stored(TRADE_IN, tradeInId)),
    await published(events.topic, tradeInId, 'TradeInLinked'),
  ];
}

describe('the trace of a request', () => {
  it.each([
    ['the desk', byHttp],
    ['a store', byKafka],
  ])(
    'goes from %s to its event, and through the command that follows to that one, with a span for each sending',
    async (door, send) => {
      const tradeInId = `trade-in-${door.replace(' ', '-')}`;
      const given = `00-${TRACE}-${SPAN}-01`;
      const [request, event, followUp, linked, linkedEvent] = await hops(
        await send(tradeInId, { traceparent: given }),
        tradeInId,
      );
      expect(request).toBe(given);
      // What was received is stored as it came.
      expect(linked).toBe(followUp);
      for (const each of [event, followUp, linkedEvent]) {
        expect(each).toMatch(new RegExp(`^00-${TRACE}-[0-9a-f]{16}-01$`));
      }
      expect(new Set([request, event, followUp, linkedEvent]).size).toBe(4);
    },
  );

  it.each([
    ['the desk', byHttp],
    ['a store', byKafka],
  ])('begins at the door when %s has begun none', async (door, send) => {
    const tradeInId = `trade-in-without-${door.replace(' ', '-')}`;
    const traces = (await hops(await send(tradeInId, {}), tradeInId)).map((each) => each?.split('-')[1]);
    expect(traces[0]).toMatch(/^[0-9a-f]{32}$/);
    expect(new Set(traces).size).toBe(1);
  });
});

describe('the figures of a running service', () => {
  const figures = async () => (await fetch(`${replicaOf(stack.services, 'only').healthUrl}/metrics`)).text();
  const valueOf = (text: string, sample: string) =>
    Number(new RegExp(`^${sample}(?:\\{[^}]*\\})? (\\S+)$`, 'm').exec(text)?.[1]);

  it('are those that the reference names', async () => {
    const text = await figures();
    for (const { name, kind } of describedMetrics()) expect(text).toContain(`# TYPE ${name} ${kind}\n`);
  });

  it('tell of what it has done', async () => {
    const text = await figures();
    for (const sample of [
      'messaging_client_consumed_messages_total',
      'messaging_process_duration_seconds_count',
      'tierline_outcome_latency_seconds_count',
      'tierline_consumer_partitions',
      'tierline_consumer_rebalances_total',
      'messaging_client_sent_messages_total',
      'tierline_publisher_age_seconds_count',
      'tierline_publisher_is_active',
      'tierline_append_duration_seconds_count',
      'tierline_http_request_duration_seconds_count',
    ]) {
      expect([sample, valueOf(text, sample)]).toEqual([sample, expect.any(Number)]);
      expect(valueOf(text, sample)).toBeGreaterThan(0);
    }
  });

  it('tell that an idle service is not behind, and it lives and is ready', async () => {
    const behind = /^tierline_(?:view|publisher)_lag_seconds\{.*\} (\S+)$/gm;
    const seconds = await found('nothing is behind', async () => {
      const all = [...(await figures()).matchAll(behind)].map(([, value]) => Number(value));
      return all.length === 4 && Math.max(...all) < 5 ? all : undefined;
    });
    expect(seconds).toHaveLength(4);
    const lag = [...(await figures()).matchAll(/^tierline_consumer_lag_(?:records|seconds)\{.*\} (\S+)$/gm)];
    expect(lag.length).toBeGreaterThan(0);
    expect(lag.filter(([, value]) => value !== '0')).toEqual([]);
    for (const path of ['/livez', '/readyz']) {
      expect((await fetch(replicaOf(stack.services, 'only').healthUrl + path)).status).toBe(200);
    }
  });
});
