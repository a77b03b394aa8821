import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { EventStore } from '@tierline/kernel';
import { memoryStore } from '@tierline/kernel/testing';
import { leasing, moment, received, replica, shelves, stream, time } from './testing/shelves.js';

describe('an activation', () => {
  it('is not answered while a replica may still rest on what it read before, and holds everywhere when it is', async () => {
    const store = memoryStore();
    const waiting = Promise.withResolvers<undefined>();
    const ended = Promise.withResolvers<undefined>();
    const wait = async (milliseconds: number) => {
      waiting.resolve(undefined);
      await ended.promise;
      time.pass(milliseconds);
    };
    const [one, other] = [leasing({ ...time.lease, wait }, store, 2), replica(store, 2)];
    expect((await other.activeAt(moment(9))).version).toBe(1);
    const answered = one.activate(received(5), shelves(2));
    await waiting.promise;
    expect((await store.read(stream)).map(({ type }) => type)).toEqual(['PolicyActivated']);
    expect((await other.activeAt(moment(9))).version).toBe(1);
    ended.resolve(undefined);
    await answered;
    expect((await other.activeAt(moment(9))).version).toBe(2);
  });

  it('that was answered is never unknown to a later question, at whichever replica and however long after', async () => {
    const step = fc.record({
      at: fc.nat({ max: 2 }),
      activates: fc.option(fc.integer({ min: 2, max: 4 }), { nil: undefined }),
      milliseconds: fc.nat({ max: 30 }),
    });
    await fc.assert(
      fc.asyncProperty(fc.array(step, { maxLength: 25 }), async (steps) => {
        const store = memoryStore();
        const replicas = [0, 1, 2].map(() => replica(store, 2, 3, 4));
        let [active, minute] = [1, 0];
        for (const { at, activates, milliseconds } of steps) {
          minute += 1;
          time.pass(milliseconds);
          if (activates !== undefined) {
            await replicas[at]?.activate(received(minute), shelves(activates));
            active = activates;
          }
          expect((await replicas[2 - at]?.activeAt(moment(minute)))?.version).toBe(active);
        }
      }),
    );
  });
});

describe('the reads of activations', () => {
  it('take only what is new, and are shared by all who ask while the lease runs', async () => {
    const store = memoryStore();
    const reads: (number | undefined)[] = [];
    const counted: EventStore = {
      ...store,
      read: (name, from) => {
        reads.push(from);
        return store.read(name, from);
      },
    };
    await replica(store, 2).activate(received(5), shelves(2));
    const other = replica(counted, 2);
    const asked = Array.from({ length: 50 }, () => Promise.resolve(other.activeAt(moment(9))));
    expect(new Set((await Promise.all(asked)).map((each) => each.version))).toEqual(new Set([2]));
    expect(reads).toEqual([0]);
    time.pass(time.lease.milliseconds);
    await other.activeAt(moment(9));
    expect(reads).toEqual([0, 1]);
  });

  it('may overtake one another, and nothing that was read is lost', async () => {
    const store = memoryStore();
    const slow = Promise.withResolvers<undefined>();
    let reads = 0;
    const stalling: EventStore = {
      ...store,
      read: async (...read) => {
        const events = await store.read(...read);
        reads += 1;
        if (reads === 1) await slow.promise;
        return events;
      },
    };
    const other = replica(stalling, 2, 3);
    const overtaken = other.activeAt(moment(9));
    await replica(store, 2, 3).activate(received(5), shelves(2));
    expect((await other.activeAt(moment(9))).version).toBe(2);
    slow.resolve(undefined);
    expect((await overtaken).version).toBe(1);
    await replica(store, 2, 3).activate(received(6), shelves(3));
    expect((await other.activeAt(moment(9))).version).toBe(3);
    expect((await other.activeAt(moment(5))).version).toBe(2);
  });

  it('are the answer when they fail, and are tried again by the next who asks', async () => {
    const store = memoryStore();
    let isDown = true;
    const flaky: EventStore = {
      ...store,
      read: (...read) => (isDown ? Promise.reject(new Error('down')) : store.read(...read)),
    };
    const one = replica(flaky, 2);
    await expect(one.activeAt(moment(5))).rejects.toThrow('down');
    isDown = false;
    expect((await one.activeAt(moment(5))).version).toBe(1);
  });
});
