import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { streamName, type Instant, type Position } from '@tierline/kernel';
import { DependencyUnavailable } from '../door/dependency-unavailable.js';
import type { Notification, Subscribe } from '../eventstore/subscription-port.js';
import { StoreRestored } from '../eventstore/store-restored.js';
import { documentView, type DocumentViewDefinition } from './document-view.js';

interface Lamp {
  readonly id: string;
  readonly place: string;
  readonly switched: number;
}

const lamps: DocumentViewDefinition<Lamp> = {
  name: 'lamps',
  layout: 1,
  prefix: 'spec.',
  indexed: ['place'],
  key: ({ stream }) => (stream.startsWith('spec.lamp-') ? stream.slice('spec.lamp-'.length) : undefined),
  fold: (lamp, { data }) => ({ switched: (lamp?.switched ?? -1) + 1, ...(data as { id: string; place: string }) }),
};

const at = (commit: number): Position => ({ commit: BigInt(commit), prepare: BigInt(commit) });
const now = () => '2026-03-02T10:00:00.000Z' as Instant;

const event = (commit: number, id: string, place = 'hall', category = 'spec.lamp'): Notification => ({
  kind: 'event',
  event: {
    ...{ stream: streamName(category, id), revision: 0, id: `event-${String(commit)}`, type: 'Switched' },
    ...{ data: { id, place }, metadata: {}, position: at(commit) },
  },
});
const checkpoint = (commit: number): Notification => ({ kind: 'checkpoint', position: at(commit) });

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'tierline-view-'));
});
afterEach(() => {
  rmSync(folder, { recursive: true, force: true });
});

/** A store that tells some notifications, from the wanted position on, and then ends. */
function storeOf(notifications: readonly Notification[], holds = true) {
  const asked: (Position | 'start')[] = [];
  const subscribe: Subscribe = async function* ({ from }) {
    asked.push(from);
    yield* notifications;
    await Promise.resolve();
  };
  return { asked, subscribe, holds: () => Promise.resolve(holds) };
}

const open = (store: ReturnType<typeof storeOf>, definition = lamps) =>
  documentView(definition, join(folder, 'views', 'lamps.sqlite'), store, now);

const follow = async (notifications: readonly Notification[], definition = lamps) => {
  const store = storeOf(notifications);
  const view = open(store, definition);
  await view.run(new AbortController().signal);
  return { view, store };
};

describe('a view', () => {
  it('folds the events of each document, and passes over those of others', async () => {
    const { view } = await follow([event(1, 'a'), event(2, 'x', 'hall', 'spec.other'), event(3, 'a', 'attic')]);
    expect(view.get('a')).toEqual({ id: 'a', place: 'attic', switched: 1 });
    expect(view.get('x')).toBeUndefined();
    view.close();
  });

  it('has no document as long as there is nothing to show of it', async () => {
    const switchedTwice: typeof lamps = {
      ...lamps,
      name: 'switched-twice',
      fold: (lamp, each) => (each.position.commit > 1n ? lamps.fold(lamp, each) : lamp),
    };
    const { view } = await follow([event(1, 'a')], switchedTwice);
    expect(view.get('a')).toBeUndefined();
    expect(view.freshness().position).toEqual(at(1));
    view.close();
  });

  it('lists by an indexed field, in the order of the keys, page by page', async () => {
    const { view } = await follow(['c', 'a', 'd', 'b'].map((id, n) => event(n, id, id === 'd' ? 'attic' : 'hall')));
    const ids = (query: Parameters<typeof view.list>[0]) => view.list(query).map(({ id }) => id);
    expect(ids({ limit: 2 })).toEqual(['a', 'b']);
    expect(ids({ limit: 2, after: 'b' })).toEqual(['c', 'd']);
    expect(ids({ limit: 9, where: { place: 'attic' } })).toEqual(['d']);
    expect(ids({ limit: 9, before: { place: 'hall' } })).toEqual(['d']);
    expect(ids({ limit: 9, before: { place: 'attic' } })).toEqual([]);
    expect(() => view.list({ limit: 9, where: { switched: 0 } })).toThrow('not indexed by switched');
    expect(() => view.list({ limit: 9, before: { switched: 0 } })).toThrow('not indexed by switched');
    view.close();
  });

  it('says how far it has read, by events and by checkpoints', async () => {
    const { view } = await follow([event(1, 'a'), checkpoint(7)]);
    expect(view.freshness()).toEqual({ position: at(7), asOf: now() });
    view.close();
  });

  it('goes on from where it was, and folds nothing twice that is told twice', async () => {
    (await follow([event(1, 'a')])).view.close();
    const { view, store } = await follow([event(1, 'a'), event(2, 'a')]);
    expect(store.asked).toEqual([at(1)]);
    expect(view.get('a')?.switched).toBe(1);
    view.close();
  });

  it('saves its position with what has changed, and the position alone only now and then', async () => {
    const subscribe: Subscribe = async function* () {
      yield event(1, 'a');
      for (let turns = 0; turns < 10; turns += 1) await new Promise((resolve) => setImmediate(resolve));
      yield checkpoint(7);
    };
    const view = open({ ...storeOf([]), subscribe });
    await view.run(new AbortController().signal);
    expect(view.freshness().position).toEqual(at(7));
    view.close();
    const { view: again, store } = await follow([event(8, 'a')]);
    expect(store.asked).toEqual([at(1)]);
    expect(again.get('a')?.switched).toBe(1);
    again.close();
  });

  it('folds what comes together in one transaction', async () => {
    const view = open(storeOf([event(1, 'a'), event(2, 'broken')]), {
      ...lamps,
      fold: (lamp, told) => {
        if (told.stream.endsWith('broken')) throw new Error('no such event');
        return lamps.fold(lamp, told);
      },
    });
    await expect(view.run(new AbortController().signal)).rejects.toThrow('no such event');
    expect(view.get('a')).toBeUndefined();
    view.close();
  });

  it('is filled anew when its layout has changed', async () => {
    (await follow([event(1, 'a')])).view.close();
    const { view, store } = await follow([event(1, 'a')], { ...lamps, layout: 2 });
    expect(store.asked).toEqual(['start']);
    expect(view.get('a')?.switched).toBe(0);
    view.close();
  });

  it('keeps neither the change nor the position of an event that it cannot fold', async () => {
    const failing = {
      ...lamps,
      fold: () => {
        throw new Error('no such event');
      },
    };
    const view = open(storeOf([event(1, 'a')]), failing);
    await expect(view.run(new AbortController().signal)).rejects.toThrow('no such event');
    expect(view.freshness().position).toBeUndefined();
    view.close();
  });

  it('stops when the store does not hold the event that it saw last', async () => {
    (await follow([event(1, 'a')])).view.close();
    const view = open(storeOf([], false));
    await expect(view.run(new AbortController().signal)).rejects.toThrow(StoreRestored);
    view.close();
  });

  it('waits for a store that is down when it begins, until the store answers or it is told to stop', async () => {
    (await follow([event(1, 'a')])).view.close();
    const store = storeOf([event(2, 'a')]);
    const answers = [Promise.reject(new DependencyUnavailable('event store')), Promise.resolve(true)];
    const view = open({ ...store, holds: () => answers.shift() ?? Promise.resolve(true) });
    await view.run(new AbortController().signal);
    expect(view.get('a')?.switched).toBe(1);
    const down = { ...store, holds: () => Promise.reject(new DependencyUnavailable('event store')) };
    const stop = new AbortController();
    const waiting = open(down);
    const running = waiting.run(stop.signal);
    stop.abort();
    await running;
    waiting.close();
    view.close();
  });

  it('lets a reader wait for a position, as long as the reader will', async () => {
    const view = open(storeOf([event(5, 'a')]));
    const waiting = view.reached(at(5), 5_000);
    expect(await view.reached(at(5), 1)).toBe(false);
    await view.run(new AbortController().signal);
    expect(await waiting).toBe(true);
    expect(await view.reached(at(4), 0)).toBe(true);
    view.close();
  });
});
