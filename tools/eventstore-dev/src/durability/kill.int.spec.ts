import type { EventData, EventStoreDBClient } from '@eventstore/db-client';
import { expect, it } from '@jest/globals';
import { all, events, ids } from '../conformance/support.js';
import { startChild, withClient, withFolder } from './child.js';

const WRITERS = 16;
const ROUNDS = 6;

/** What one writer was told: the ids in order, and those of the append whose fate it does not know. */
interface Written {
  readonly stream: string;
  readonly acknowledged: string[];
  unknown: readonly EventData[];
}

/** Appends one to four events at a time at the exact revision until the server is gone. */
async function writeUntilGone(client: EventStoreDBClient, written: Written, onAppend: () => void): Promise<void> {
  for (let size = 1; ; size = (size % 4) + 1) {
    const next = events(size);
    written.unknown = next;
    const last = written.acknowledged.length;
    const expectedRevision = last === 0 ? 'no_stream' : BigInt(last - 1);
    const outcome = await client.appendToStream(written.stream, next, { expectedRevision, deadline: 20_000 }).then(
      () => 'stored',
      (error: unknown) => error,
    );
    if (outcome !== 'stored') {
      expect(outcome).toMatchObject({ type: expect.stringMatching(/unavailable|cancelled|unknown/) });
      return;
    }
    written.acknowledged.push(...ids(next));
    onAppend();
  }
}

/** Brings what is known in line with the store: the last append is there as a whole or not at all. */
async function settle(client: EventStoreDBClient, written: Written): Promise<void> {
  const found = await all(client.readStream(written.stream));
  const stored = found.map(({ event }) => event?.id ?? '');
  const whole = [...written.acknowledged, ...ids(written.unknown)];
  expect([written.acknowledged, whole]).toContainEqual(stored);
  expect(found.map(({ event }) => Number(event?.revision))).toEqual(stored.map((_, at) => at));
  written.acknowledged.splice(0, Infinity, ...stored);
}

it('every acknowledged event is there, in order and once, however often the server is killed under load', () =>
  withFolder(async (dir) => {
    const writers: Written[] = Array.from({ length: WRITERS }, (_, at) => ({
      ...{ stream: `killed-${at}`, acknowledged: [], unknown: [] },
    }));
    let appends = 0;
    for (let round = 1; round <= ROUNDS; round += 1) {
      const server = await startChild(dir);
      await withClient(server.url, async (client) => {
        if (round > 1) for (const written of writers) await settle(client, written);
        const enough = appends + 150 * round;
        const onAppend = (): void => {
          appends += 1;
          if (appends === enough) void server.end('SIGKILL');
        };
        await Promise.all(writers.map((written) => writeUntilGone(client, written, onAppend)));
        await server.ended;
      });
    }
    const server = await startChild(dir);
    await withClient(server.url, async (client) => {
      for (const written of writers) await settle(client, written);
      const found = await all(client.readAll());
      const inAll = found.flatMap(({ event }) => (event?.streamId.startsWith('killed-') ? [event.id] : []));
      expect(inAll).toHaveLength(writers.reduce((sum, { acknowledged }) => sum + acknowledged.length, 0));
      expect(new Set(inAll).size).toBe(inAll.length);
      for (const { acknowledged } of writers) {
        expect(inAll.filter((id) => acknowledged.includes(id))).toEqual(acknowledged);
      }
    });
    expect((await server.end('SIGTERM')).code).toBe(0);
    expect(appends).toBeGreaterThan(1_000);
  }));

it('an append whose answer was lost can be repeated after a kill without a second copy', () =>
  withFolder(async (dir) => {
    const written = events(3);
    const first = await startChild(dir);
    await withClient(first.url, async (client) => {
      await client.appendToStream('repeated', written, { expectedRevision: 'no_stream' });
      await first.end('SIGKILL');
    });
    const second = await startChild(dir);
    await withClient(second.url, async (client) => {
      const again = await client.appendToStream('repeated', written, { expectedRevision: 'no_stream' });
      expect(again.nextExpectedRevision).toBe(2n);
      expect(await all(client.readStream('repeated'))).toHaveLength(3);
    });
    await second.end('SIGTERM');
  }));
