import { randomUUID } from 'node:crypto';
import { EventStoreDBClient } from '@eventstore/db-client';
import type { ContextTopics } from '@tierline/contracts';
import { ACTIVATION_LOCK_REQUEST } from '@tierline/device-unlock';
import type { Message, StreamName } from '@tierline/kernel';
import {
  connectEventStore,
  kafkaClient,
  publishedEvents,
  publisher,
  silentLog,
  type EventStoreConnection,
} from '@tierline/platform';
import type { Stack } from '@tierline/stack';
import { commandPath } from './command-path.js';
import { medianPace, pace, rate, rounds, type Pace } from './measure.js';
import { publishBare, readAndPublishBare } from './publish-bare.js';
import { row, type Row } from './row.js';
import { freshTopics } from './topics.js';
import { writtenBatches, type Batch } from './written-batches.js';

const ROUNDS = 7;
const APPENDS = 5_000;
const IN_FLIGHT = 64;

/**
 * Stored events that nobody has published yet: by our publisher, and the transactions that it made by kafkajs alone, with and
 * without reading the events from the store.
 */
export async function benchPublish({ kafkaBrokers, eventStoreUrl }: Stack): Promise<readonly Row[]> {
  const connection = connectEventStore(eventStoreUrl, silentLog);
  const client = EventStoreDBClient.connectionString(eventStoreUrl);
  const kafka = kafkaClient({ brokers: [kafkaBrokers], clientId: 'bench' }, silentLog);
  try {
    const path = commandPath(connection.store);
    const streams: StreamName[] = [];
    await rate(APPENDS, IN_FLIGHT, async () => void streams.push(await path.create(randomUUID())));
    const stored = await connection.store.read(streams[0] ?? ('' as StreamName));
    const events = stored.length * APPENDS;
    let batches: readonly Batch[] = [];
    const found = await rounds(ROUNDS, {
      ours: async () => {
        const topics = await freshTopics(kafka);
        const published = stored.filter(isPublished(topics)).length;
        const measured = await publishing(kafkaBrokers, connection, topics, events, (published + 1) * APPENDS);
        batches = await writtenBatches(kafka, topics);
        return measured;
      },
      bare: () => publishBare(kafka, batches, events),
      bareReading: () => readAndPublishBare(kafka, client, batches, events),
    });
    const [ours, bare, reading] = [found.ours, found.bare, found.bareReading].map(medianPace) as [Pace, Pace, Pace];
    return [
      row('publish', 'against kafkajs alone', 'events/s', ours.rate, bare.rate),
      row('publish', "against kafkajs and the store's client alone", 'events/s', ours.rate, reading.rate),
      row('publish', 'processor time, against both clients alone', 'µs/event', ours.cpu, reading.cpu),
    ];
  } finally {
    await connection.close();
    await client.dispose();
  }
}

/** Whether the contract has a message for an event. */
function isPublished({ events }: ContextTopics): (event: Message) => boolean {
  const known = new Set(events.messages.map(({ name }) => name));
  return ({ type }) => known.has(type);
}

/** How fast the publisher is from the moment when it knows where to begin. */
async function publishing(
  brokers: string,
  store: EventStoreConnection,
  topics: ContextTopics,
  events: number,
  records: number,
): Promise<Pace> {
  const begun = Promise.withResolvers<undefined>();
  const ended = Promise.withResolvers<undefined>();
  const isOurs = isPublished(topics);
  let written = 0;
  const stop = new AbortController();
  const running = publisher({
    connection: { brokers: [brokers], clientId: 'ours' },
    topics,
    prefix: ACTIVATION_LOCK_REQUEST,
    subscribe: (options) => {
      begun.resolve(undefined);
      return store.subscribe(options);
    },
    holds: store.holds,
    publish: publishedEvents(topics, (event) => (isOurs(event) ? { type: event.type, data: event.data } : undefined)),
    log: silentLog,
    observe: (transaction) => {
      written += transaction.records;
      if (written === records) ended.resolve(undefined);
    },
  }).run(stop.signal);
  try {
    await Promise.race([begun.promise, running]);
    return await pace(events, () => Promise.race([ended.promise, running]).then(() => undefined));
  } finally {
    stop.abort();
    await running;
  }
}
