import { setImmediate as turn } from 'node:timers/promises';
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { sharedSubscription } from './shared-subscription.js';
import type { Subscribe } from './subscription-port.js';
import { numberOf, positionAt, spokenStore } from './testing/spoken-store.js';

/** Waits for some turns of the event loop. */
const turns = async (count: number) => {
  for (let left = count; left > 0; left -= 1) await turn();
};

/** Follows a subscription. @param work is done over each notification before the next one is taken */
function follow(subscribe: Subscribe, from = 0, work: () => Promise<void> = () => turns(0)) {
  const stop = new AbortController();
  const seen: number[] = [];
  const begin = from === 0 ? 'start' : positionAt(from);
  const ended = (async () => {
    for await (const told of subscribe({ from: begin, prefix: 'spec.', signal: stop.signal })) {
      seen.push(numberOf(told));
      await work();
    }
  })();
  return {
    seen,
    ended,
    stop: async () => {
      stop.abort();
      await ended;
    },
  };
}
const upTo = (last: number, after = 0) => Array.from({ length: last - after }, (_, index) => after + index + 1);
const until = async (condition: () => boolean) => {
  while (!condition()) await turn();
};

describe('those who follow the same streams', () => {
  it('share one subscription when they have caught up, wherever they began', async () => {
    const store = spokenStore();
    const subscribe = sharedSubscription(store.subscribe);
    store.write(12);
    const all = [follow(subscribe), follow(subscribe, 4), follow(subscribe, 12)];
    await until(() => all.every(({ seen }) => seen.length === 0 || seen.at(-1) === 12));
    store.write(1);
    await until(() => all.every(({ seen }) => seen.at(-1) === 13));
    store.write(20);
    await until(() => all.every(({ seen }) => seen.at(-1) === 33));
    expect(store.open()).toBe(1);
    expect(all.map(({ seen }) => seen)).toEqual([upTo(33), upTo(33, 4), upTo(33, 12)]);
    await Promise.all(all.map(({ stop }) => stop()));
    expect(store.open()).toBe(0);
  });

  it('are each told everything once and in order, whoever is slow, falls behind, or leaves', async () => {
    const pace = fc.constantFrom(0, 0, 1, 3, 40);
    const member = fc.record({ from: fc.nat(30), paces: fc.array(pace, { minLength: 1, maxLength: 8 }) });
    await fc.assert(
      fc.asyncProperty(
        fc.array(member, { minLength: 1, maxLength: 5 }),
        fc.array(fc.integer({ min: 1, max: 15 }), { minLength: 1, maxLength: 8 }),
        fc.integer({ min: 1, max: 4 }),
        fc.boolean(),
        async (members, writes, kept, isOneLeaving) => {
          const store = spokenStore();
          const subscribe = sharedSubscription(store.subscribe, kept);
          store.write(30);
          const all = members.map(({ from, paces }) => {
            let step = 0;
            return follow(subscribe, from, () => turns(paces[step++ % paces.length] ?? 0));
          });
          for (const count of writes) {
            await turn();
            store.write(count);
          }
          const last = 30 + writes.reduce((sum, count) => sum + count, 0);
          if (isOneLeaving) await all[0]?.stop();
          const staying = isOneLeaving ? all.slice(1) : all;
          await until(() => staying.every(({ seen }) => seen.at(-1) === last));
          expect(all.map(({ seen }) => seen)).toEqual(
            all.map(({ seen }, index) => upTo(seen.at(-1) ?? members[index]?.from ?? 0, members[index]?.from)),
          );
          await Promise.all(all.map(({ stop }) => stop()));
          expect(store.open()).toBe(0);
        },
      ),
      { numRuns: 100 },
    );
  });

  it('do not wait for one who takes nothing any more', async () => {
    const store = spokenStore();
    const subscribe = sharedSubscription(store.subscribe, 3);
    const stuck = Promise.withResolvers<undefined>();
    let isStuck = false;
    const [one, other] = [
      follow(subscribe, 0, () => (isStuck ? stuck.promise.then(() => undefined) : turns(0))),
      follow(subscribe),
    ];
    store.write(2);
    await until(() => [one, other].every(({ seen }) => seen.length === 2));
    isStuck = true;
    store.write(50);
    await until(() => other.seen.length === 52);
    expect(one.seen).toEqual(upTo(3));
    stuck.resolve(undefined);
    await until(() => one.seen.length === 52);
    await Promise.all([one.stop(), other.stop()]);
  });

  it('have one subscription again after the one that they shared was left by all', async () => {
    const store = spokenStore();
    const subscribe = sharedSubscription(store.subscribe);
    for (const round of [1, 2, 3]) {
      const [one, other] = [follow(subscribe), follow(subscribe)];
      store.write(1);
      await until(() => [one, other].every(({ seen }) => seen.length === round));
      store.write(0);
      await turn();
      expect(store.open()).toBe(1);
      await Promise.all([one.stop(), other.stop()]);
      expect(store.open()).toBe(0);
    }
  });

  it('meet what the subscription throws, each after everything that came before', async () => {
    const store = spokenStore();
    const subscribe = sharedSubscription(store.subscribe);
    const all = [follow(subscribe), follow(subscribe, 0, () => turns(20))];
    const met = all.map(({ ended }) => ended.catch((error: unknown) => error));
    store.write(1);
    await until(() => all.every(({ seen }) => seen.length === 1));
    store.write(3);
    const trouble = new Error('an event that nobody knows');
    store.fail(trouble);
    expect(await Promise.all(met)).toEqual([trouble, trouble]);
    expect(all.map(({ seen }) => seen)).toEqual([upTo(4), upTo(4)]);
    expect(store.open()).toBe(0);
  });

  it('can be joined anew by one who met what it threw, while another still works off what came before', async () => {
    const store = spokenStore();
    const subscribe = sharedSubscription(store.subscribe);
    const slow = Promise.withResolvers<undefined>();
    let isSlow = false;
    const late = follow(subscribe, 0, () => (isSlow ? slow.promise.then(() => undefined) : turns(0)));
    const first = follow(subscribe);
    const met = [first, late].map(({ ended }) => ended.catch((error: unknown) => error));
    store.write(1);
    await until(() => [first, late].every(({ seen }) => seen.length === 1));
    isSlow = true;
    store.write(2);
    store.fail(new Error('passing'));
    await met[0];
    store.fail(undefined);
    const again = follow(subscribe, 3);
    store.write(2);
    await until(() => again.seen.length === 2);
    slow.resolve(undefined);
    expect(await met[1]).toEqual(new Error('passing'));
    expect(late.seen).toEqual(upTo(3));
    await again.stop();
  });

  it('of other streams have a subscription of their own', async () => {
    const store = spokenStore();
    const subscribe = sharedSubscription(store.subscribe);
    const stop = new AbortController();
    const seen: number[] = [];
    const others = (async () => {
      for await (const told of subscribe({ from: 'start', prefix: 'other.', signal: stop.signal }))
        seen.push(numberOf(told));
    })();
    const one = follow(subscribe);
    store.write(3);
    await until(() => one.seen.length === 3 && seen.length === 3);
    expect(store.open()).toBe(2);
    stop.abort();
    await Promise.all([others, one.stop()]);
  });
});
