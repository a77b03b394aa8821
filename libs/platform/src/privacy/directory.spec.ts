import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { ErasableStore } from '@tierline/kernel';
import { memoryStore } from '@tierline/kernel/testing';
import { directory } from './directory.js';

const key = Buffer.alloc(32, 7);

describe('the directory', () => {
  it('gives equal values of one kind the same token, in every replica', async () => {
    const store = memoryStore();
    const token = await directory(store, 'device_unlock', key).tokenFor('device', 'imei:49015420323751');
    expect(await directory(store, 'device_unlock', key).tokenFor('device', 'imei:49015420323751')).toBe(token);
  });

  it('gives other values, other kinds and other contexts other tokens', async () => {
    const store = memoryStore();
    const one = directory(store, 'device_unlock', key);
    const tokens = await Promise.all([
      one.tokenFor('device', 'a'),
      one.tokenFor('device', 'b'),
      one.tokenFor('receipt', 'a'),
      directory(store, 'customer_value', key).tokenFor('device', 'a'),
    ]);
    expect(new Set(tokens).size).toBe(4);
  });

  it('agrees on one token when replicas meet a new value at once', async () => {
    const store = memoryStore();
    const replicas = Array.from({ length: 8 }, () => directory(store, 'device_unlock', key));
    const tokens = await Promise.all(replicas.map((replica) => replica.tokenFor('device', 'a')));
    expect(new Set(tokens).size).toBe(1);
  });

  it('asks the store once for a value that is new, once more for one that another replica knew, and never again', async () => {
    const store = memoryStore();
    const asked: string[] = [];
    const watched: ErasableStore = {
      ...store,
      append: (...call) => (asked.push('append'), store.append(...call)),
      read: (...call) => (asked.push('read'), store.read(...call)),
    };
    const [one, other] = [directory(watched, 'spec', key), directory(watched, 'spec', key)];
    const token = await one.tokenFor('device', 'a');
    expect(asked.splice(0)).toEqual(['append']);
    expect(await other.tokenFor('device', 'a')).toBe(token);
    expect(asked.splice(0)).toEqual(['append', 'read']);
    await Promise.all([one, other].map((each) => each.tokenFor('device', 'a')));
    expect(asked).toEqual([]);
  });

  it('keeps the value nowhere', async () => {
    const store = memoryStore();
    await directory(store, 'device_unlock', key).tokenFor('device', '490154203237518');
    const kept = JSON.stringify([...store.streams], (_, value: unknown) =>
      typeof value === 'bigint' ? String(value) : value,
    );
    expect(kept).not.toContain('490154203237518');
  });

  it('cannot be searched for a value without its key', async () => {
    const store = memoryStore();
    await directory(store, 'device_unlock', key).tokenFor('device', 'a');
    await directory(store, 'device_unlock', Buffer.alloc(32, 8)).tokenFor('device', 'a');
    expect(store.streams.size).toBe(2);
  });
});

describe('the entries of a subject that is forgotten', () => {
  it('are theirs alone: a number that two share keeps its token with the other one', async () => {
    const one = directory(memoryStore(), 'spec', key);
    const [theirs, shared] = [
      await one.tokenFor('telephone', '+49341', 'c1'),
      await one.tokenFor('telephone', '+49341', 'c2'),
    ];
    expect(shared).not.toBe(theirs);
    await one.forget('c1');
    expect(await one.tokenFor('telephone', '+49341', 'c2')).toBe(shared);
  });

  /** Takes the calls of whoever uses the store in any order that the scheduler likes. */
  const scheduled = (scheduler: fc.Scheduler, store: ErasableStore): ErasableStore => ({
    append: scheduler.scheduleFunction(store.append),
    read: scheduler.scheduleFunction(store.read),
    destroy: scheduler.scheduleFunction(store.destroy),
    remove: scheduler.scheduleFunction(store.remove),
  });
  const entriesIn = ({ streams }: ReturnType<typeof memoryStore>) => [...streams.keys()];

  it('are all gone when they were made before', async () => {
    const store = memoryStore();
    const one = directory(store, 'spec', key);
    await one.tokenFor('telephone', '+49341', 'c1');
    await one.tokenFor('telephone', '+49342', 'c1');
    await directory(store, 'spec', key).forget('c1');
    expect(entriesIn(store)).toEqual([]);
  });

  it('can always be forgotten again, however the making of one and the forgetting interleave', async () => {
    const numbers = fc.array(fc.constantFrom('+49341', '+49342'), { minLength: 1, maxLength: 3 });
    await fc.assert(
      fc.asyncProperty(fc.scheduler(), fc.boolean(), numbers, async (scheduler, isKnown, values) => {
        const store = memoryStore();
        if (isKnown) await directory(store, 'spec', key).tokenFor('telephone', '+49341', 'c1');
        const replica = () => directory(scheduled(scheduler, store), 'spec', key);
        const makers = values.map((value) => replica().tokenFor('telephone', value, 'c1'));
        const all = Promise.all([...makers, replica().forget('c1')]);
        await scheduler.waitFor(all);
        await directory(store, 'spec', key).forget('c1');
        expect(entriesIn(store)).toEqual([]);
      }),
      { numRuns: 500 },
    );
  });

  it('have another token at once for a replica that had used the old one', async () => {
    const store = memoryStore();
    const [one, other] = [directory(store, 'spec', key), directory(store, 'spec', key)];
    const before = await other.tokenFor('telephone', '+49341', 'c1');
    await one.forget('c1');
    const after = await other.tokenFor('telephone', '+49341', 'c1');
    expect(after).not.toBe(before);
    expect(await one.tokenFor('telephone', '+49341', 'c1')).toBe(after);
  });
});
