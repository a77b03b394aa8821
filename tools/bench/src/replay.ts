import { randomUUID } from 'node:crypto';
import { EventStoreDBClient } from '@eventstore/db-client';
import { replayStream, type EventMetadata, type StoredEvent, type StreamName } from '@tierline/kernel';
import { connectEventStore, silentLog } from '@tierline/platform';
import { commandPath, decider, policies } from './command-path.js';
import { inTurns, rate } from './measure.js';
import { row, type Row } from './row.js';

const STREAMS = 200;
const COMMANDS = 30;
const IN_FLIGHT = 8;
const ROUNDS = 5;

/** Replaying streams through their decider against only reading them. */
export async function benchReplay(url: string): Promise<readonly Row[]> {
  const connection = connectEventStore(url, silentLog);
  const client = EventStoreDBClient.connectionString(url);
  try {
    const streams = await histories(commandPath(connection.store));
    const events = (await connection.store.read(streams[0] ?? ('' as StreamName))).length * STREAMS;
    const perSecond = async (work: (stream: StreamName) => Promise<void>) =>
      (await rate(STREAMS, IN_FLIGHT, (index) => work(streams[index] ?? ('' as StreamName)))) * (events / STREAMS);
    const measured = await inTurns(
      ROUNDS,
      () =>
        perSecond(async (stream) => {
          const stored = (await connection.store.read(stream)) as StoredEvent<EventMetadata>[];
          const { fault } = replayStream(decider, policies, stored);
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
    return [row('replay', `${String(events)} events`, 'events/s', measured.value, measured.baseline)];
  } finally {
    await connection.close();
    await client.dispose();
  }
}

async function histories(path: ReturnType<typeof commandPath>): Promise<readonly StreamName[]> {
  const streams: StreamName[] = [];
  await rate(STREAMS, IN_FLIGHT, async () => {
    const request = randomUUID();
    streams.push(await path.create(request));
    for (let index = 1; index < COMMANDS; index += 1) await path.refuseDocument(request);
  });
  return streams;
}
