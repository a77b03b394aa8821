import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import { cp, mkdtemp, rename, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { binaryEvent, EventStoreDBClient } from '@eventstore/db-client';
import type { NewEvent, Position } from '@tierline/kernel';
import { startStack, type Stack } from '@tierline/stack';
import { until } from '../kafka/testing/fixture.js';
import { silentLog } from '../log.js';
import { connectEventStore, type EventStoreConnection } from './connection.js';
import { StoreRestored } from './store-restored.js';
import { ForeignEvent } from './stored-event.js';
import type { Notification } from './subscription-port.js';
import { portOf, proxyTo, urlAt, type Proxy } from './testing/proxy.js';

// A store of its own, since it is stopped and started again.
let dir: string;
let store: Stack;
let proxy: Proxy;
let writer: EventStoreConnection;
let reader: EventStoreConnection;
const start = (port = 0) =>
  startStack({ dir, parts: ['eventstore'], topics: [], env: {}, ports: { eventstore: port } });

beforeAll(async () => {
  dir = await mkdtemp(join(tmpdir(), 'tierline-subscription-'));
  store = await start();
});
afterAll(async () => {
  await store.stop();
  await rm(dir, { recursive: true, force: true });
});
beforeEach(async () => {
  proxy = await proxyTo(portOf(store.eventStoreUrl));
  writer = connectEventStore(store.eventStoreUrl, silentLog);
  reader = connectEventStore(urlAt(proxy.port), silentLog);
});
afterEach(async () => {
  await reader.close();
  await writer.close();
  await proxy.end();
});

/** Follows what is told of a category until it is stopped. */
function follow(category: string, from: Position | 'start' = 'start') {
  const stop = new AbortController();
  const seen: Notification[] = [];
  const ended = (async () => {
    for await (const each of reader.subscribe({ from, prefix: `${category}.`, signal: stop.signal })) seen.push(each);
  })();
  const numbers = () => seen.flatMap((each) => (each.kind === 'event' ? (each.event.data as { n: number }).n : []));
  return {
    seen,
    numbers,
    ended,
    stop: async () => {
      stop.abort();
      await ended;
    },
  };
}

let written = 0;
let category = '';
beforeEach(() => {
  written = 0;
  category = `spec_${randomUUID().replaceAll('-', '')}`;
});
/** Appends numbered events, to three streams in turn. */
async function write(count: number): Promise<void> {
  for (let index = 0; index < count; index += 1) {
    const event: NewEvent = { id: randomUUID(), type: 'Counted', data: { n: written }, metadata: {} };
    const revision = Math.floor(written / 3) - 1;
    const stream = `${category}.counter-${String(written % 3)}` as never;
    expect(await writer.store.append(stream, [event], revision < 0 ? 'no-stream' : revision)).not.toBe('conflict');
    written += 1;
  }
}
const all = () => Array.from({ length: written }, (_, number) => number);

describe('a subscription', () => {
  it('tells everything once and in order although its connection is cut again and again', async () => {
    const following = follow(category);
    let cuts = 0;
    // A cut finds nothing while the connection is being made anew: on a slow machine it takes more rounds.
    for (let round = 0; cuts < 5 && round < 60; round += 1) {
      await write(15);
      const before = following.numbers().length;
      cuts += proxy.cut();
      await write(5);
      await until('it goes on', () => following.numbers().length > before);
    }
    await until('all is told', () => following.numbers().length >= written);
    await following.stop();
    expect(cuts).toBeGreaterThan(4);
    expect(following.numbers()).toEqual(all());
  });

  it('goes on when the store ends it gracefully and comes again', async () => {
    await write(10);
    const following = follow(category);
    await until('the first part is told', () => following.numbers().length === 10);
    const port = portOf(store.eventStoreUrl);
    // Ended in good order: the client is told of no error, only of an end.
    await store.stop();
    store = await start(port);
    await until('the writer is heard again', () => write(1).then(() => true, isDown));
    await write(9);
    await until('all is told', () => following.numbers().length >= written);
    await following.stop();
    expect(following.numbers()).toEqual(all());
  });

  it('goes on from a position, which an event or a checkpoint has told', async () => {
    await write(9);
    const first = follow(category);
    await until('all is told', () => first.numbers().length === 9);
    await first.stop();
    const fifth = first.seen.filter(({ kind }) => kind === 'event')[4];
    if (fifth?.kind !== 'event') throw new Error('nine events were told');
    const second = follow(category, fifth.event.position);
    await until('the rest is told', () => second.numbers().length === 4);
    await second.stop();
    expect(second.numbers()).toEqual([5, 6, 7, 8]);
  });

  it('moves on by checkpoints while others write, and tells nothing of theirs', async () => {
    const following = follow(category);
    const own = category;
    category = `${own}_other`;
    // More than the store looks through before it tells how far it is.
    await write(120);
    const [first] = await writer.store.read(`${category}.counter-0` as never);
    await until('it has come so far', () =>
      following.seen.some(
        (each) => each.kind === 'checkpoint' && each.position.commit >= (first?.position.commit ?? Infinity),
      ),
    );
    await following.stop();
    expect(following.numbers()).toEqual([]);
  });

  it('ends with an error at an event that is not JSON, which somebody else has written', async () => {
    await write(1);
    const client = EventStoreDBClient.connectionString(store.eventStoreUrl);
    await client.appendToStream(`${category}.counter-0`, binaryEvent({ type: 'Noise', data: Buffer.from('noise') }));
    await client.dispose();
    const following = follow(category);
    await expect(following.ended).rejects.toThrow('(Noise) is not a JSON event with metadata');
    expect(following.numbers()).toEqual([0]);
    await expect(writer.store.read(`${category}.counter-0` as never)).rejects.toThrow(ForeignEvent);
  });

  it('ends with an error when the store that comes again is an older copy, although it was told to go on', async () => {
    const data = join(dir, 'eventstore', 'data');
    const port = portOf(store.eventStoreUrl);
    await store.stop();
    await cp(data, `${data}.copy`, { recursive: true });
    store = await start(port);
    await until('the writer is heard', () => write(1).then(() => true, isDown));
    const following = follow(category);
    await until('it is told', () => following.numbers().length === 1);
    await store.stop();
    await rm(data, { recursive: true });
    await rename(`${data}.copy`, data);
    store = await start(port);
    await expect(following.ended).rejects.toThrow(StoreRestored);
  });

  it('ends when it is told to, also while the store is away', async () => {
    const following = follow(category);
    await until('it has begun', () => following.seen.length > 0 || write(1).then(() => following.seen.length > 0));
    proxy.close();
    await following.stop();
    proxy.open();
  });
});

/** The store is being started: whoever asked comes again. */
function isDown(error: unknown): false {
  if (error instanceof Error && ['OutcomeUnknown', 'DependencyUnavailable'].includes(error.name)) return false;
  throw error;
}
