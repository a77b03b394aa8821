import { randomUUID } from 'node:crypto';
import { EventStoreDBClient, jsonEvent, NO_STREAM, type JSONType } from '@eventstore/db-client';
import type { NewEvent, StoredEvent } from '@tierline/kernel';
import { connectEventStore, silentLog } from '@tierline/platform';
import { commandPath } from './command-path.js';
import { flow, medianPace, rounds, type Pace } from './measure.js';
import { row, type Row } from './row.js';

const IN_FLIGHT = [1, 16, 64] as const;
const APPENDS = { 1: 400, 16: 2_000, 64: 4_000 } as const;
const ROUNDS = 5;

/** Appends by the command path against appends of the same bytes by the bare client. */
export async function benchAppend(url: string): Promise<readonly Row[]> {
  const connection = connectEventStore(url, silentLog);
  const client = EventStoreDBClient.connectionString(url);
  const path = commandPath(connection.store);
  const rows: Row[] = [];
  try {
    const sample = await path.create(randomUUID());
    const created = await connection.store.read(sample);
    for (const inFlight of IN_FLIGHT) {
      const appends = APPENDS[inFlight];
      rows.push(
        ...(await compared(`create, ${String(inFlight)} in flight`, {
          baseline: () =>
            flow(appends, inFlight, () => appendBare(client, `bench-${randomUUID()}`, created, NO_STREAM)),
          measured: () => flow(appends, inFlight, () => path.create(randomUUID()).then(() => undefined)),
        })),
      );
    }
    for (const inFlight of IN_FLIGHT) rows.push(...(await continued(inFlight)));
    return rows;
  } finally {
    await connection.close();
    await client.dispose();
  }

  async function continued(inFlight: (typeof IN_FLIGHT)[number]): Promise<readonly Row[]> {
    const appends = APPENDS[inFlight];
    const requests = Array.from({ length: inFlight }, () => randomUUID() as string);
    const requestOf = (index: number) => requests[index % inFlight] ?? '';
    for (const request of requests) await path.create(request);
    const [refused] = (await connection.store.read(await path.refuseDocument(requestOf(0)))).slice(-1);
    if (!refused) throw new Error('nothing was stored');
    // The bare client knows the revision that it appends at as well, on as many streams.
    const bare = Array.from({ length: inFlight }, () => ({ stream: `bench-${randomUUID()}`, revision: 0n }));
    for (const { stream } of bare) await appendBare(client, stream, [refused], NO_STREAM);
    return compared(`continue, ${String(inFlight)} in flight`, {
      baseline: () =>
        laned(appends, inFlight, async (lane) => {
          const at = bare[lane];
          if (!at) throw new Error(`there is no lane ${String(lane)}`);
          await appendBare(client, at.stream, [refused], at.revision);
          at.revision += 1n;
        }),
      measured: () => laned(appends, inFlight, (lane) => path.refuseDocument(requestOf(lane)).then(() => undefined)),
    });
  }
}

/** Two ways of appending, in turns: how many a second, and what each takes of this process. */
async function compared(
  name: string,
  ways: Readonly<Record<'measured' | 'baseline', () => Promise<Pace>>>,
): Promise<readonly Row[]> {
  const found = await rounds(ROUNDS, ways);
  const [measured, baseline] = [medianPace(found.measured), medianPace(found.baseline)];
  return [
    row('append', name, 'appends/s', measured.rate, baseline.rate),
    row('append', `${name}: processor time`, 'µs each', measured.cpu, baseline.cpu),
  ];
}

/** As many lanes as there may be in flight, each appending to a stream of its own. */
async function laned(times: number, lanes: number, work: (lane: number) => Promise<void>): Promise<Pace> {
  const perLane = Math.floor(times / lanes);
  const { rate, cpu } = await flow(lanes, lanes, async (lane) => {
    for (let index = 0; index < perLane; index += 1) await work(lane);
  });
  return { rate: rate * perLane, cpu: cpu / perLane };
}

async function appendBare(
  client: EventStoreDBClient,
  stream: string,
  events: readonly (NewEvent | StoredEvent)[],
  expectedRevision: typeof NO_STREAM | bigint,
): Promise<void> {
  const fresh = events.map(({ type, data, metadata }) =>
    jsonEvent({ id: randomUUID(), type, data: data as JSONType, metadata: metadata as JSONType }),
  );
  await client.appendToStream(stream, fresh, { expectedRevision });
}
