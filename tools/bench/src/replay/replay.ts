import { randomUUID } from 'node:crypto';
import { EventStoreDBClient } from '@eventstore/db-client';
import { customerDecider } from '@tierline/customer-value';
import {
  replayStream,
  type EventMetadata,
  type EventStore,
  type Replay,
  type StoredEvent,
  type StreamName,
} from '@tierline/kernel';
import { connectEventStore, silentLog } from '@tierline/platform';
import { commandPath, decider, policies } from '../command-path.js';
import { inTurns, rate } from '../measure.js';
import { row, type Row } from '../row.js';
import { customerPolicies, writeCustomerHistory } from './customer-history.js';

const IN_FLIGHT = 8;
const ROUNDS = 5;
const COMMANDS = 30;
/** As many facts as a customer of six years has. */
const LONG = 150;

/** Streams of one kind, and how they are decided again. */
interface Replayed {
  readonly name: string;
  readonly streams: number;
  readonly write: (store: EventStore) => Promise<StreamName>;
  readonly replay: (stored: readonly StoredEvent<EventMetadata>[]) => Pick<Replay<unknown>, 'fault'>;
}

const customers = (streams: number, facts: number): Replayed => ({
  name: `customers, ${String(facts)} commands each`,
  streams,
  write: (store) => writeCustomerHistory(store, facts - 1),
  replay: (stored) => replayStream(customerDecider, customerPolicies, stored),
});
const replayed: readonly Replayed[] = [
  {
    name: `unlock requests, ${String(COMMANDS)} commands each`,
    streams: 200,
    write: writeRequestHistory,
    replay: (stored) => replayStream(decider, policies, stored),
  },
  customers(200, COMMANDS),
  customers(40, LONG),
];

/** Replaying streams of both services through their deciders against only reading them. */
export async function benchReplay(url: string): Promise<readonly Row[]> {
  const rows: Row[] = [];
  for (const each of replayed) rows.push(await benchStreams(url, each));
  return rows;
}

async function benchStreams(url: string, { name, streams: count, write, replay }: Replayed): Promise<Row> {
  const connection = connectEventStore(url, silentLog);
  const client = EventStoreDBClient.connectionString(url);
  try {
    const streams: StreamName[] = [];
    await rate(count, IN_FLIGHT, async () => void streams.push(await write(connection.store)));
    const lengths = await Promise.all(streams.map(async (stream) => (await connection.store.read(stream)).length));
    const events = lengths.reduce((sum, length) => sum + length, 0);
    const perSecond = async (work: (stream: StreamName) => Promise<void>) =>
      (await rate(count, IN_FLIGHT, (index) => work(streams[index] ?? ('' as StreamName)))) * (events / count);
    const measured = await inTurns(
      ROUNDS,
      () =>
        perSecond(async (stream) => {
          const { fault } = replay((await connection.store.read(stream)) as StoredEvent<EventMetadata>[]);
          if (fault) throw new Error(`${fault.stream}@${String(fault.revision)} was decided otherwise`);
        }),
      () =>
        perSecond(async (stream) => {
          const reading = client.readStream(stream);
          let read = 0;
          for await (const { event } of reading) read += event ? 1 : 0;
          if (read === 0) throw new Error(`${stream} is empty`);
        }),
    );
    return row('replay', `${name}: ${String(events)} events`, 'events/s', measured.value, measured.baseline);
  } finally {
    await connection.close();
    await client.dispose();
  }
}

async function writeRequestHistory(store: EventStore): Promise<StreamName> {
  const path = commandPath(store);
  const request = randomUUID();
  const stream = await path.create(request);
  for (let index = 1; index < COMMANDS; index += 1) await path.refuseDocument(request);
  return stream;
}
