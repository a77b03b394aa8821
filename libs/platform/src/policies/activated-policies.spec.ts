import { describe, expect, it } from '@jest/globals';
import { UnknownPolicy } from '@tierline/kernel';
import { memoryStore } from '@tierline/kernel/testing';
import { moment, received, replica, shelves, stream } from './testing/shelves.js';

describe('a policy that one replica has activated', () => {
  it('is active at every replica at once, from the instant of the activation', async () => {
    const store = memoryStore();
    const [one, other] = [replica(store, 2), replica(store, 2)];
    expect((await other.activeAt(moment(9))).version).toBe(1);
    expect(await one.activate(received(5), shelves(2))).toMatchObject({ outcome: 'accepted', repeated: false });
    expect((await other.activeAt(moment(5))).version).toBe(2);
    expect((await other.activeAt(moment(4))).version).toBe(1);
    expect((await one.activeAt(moment(6))).version).toBe(2);
  });

  it('is activated once: the same command has the same answer, and another one no effect', async () => {
    const store = memoryStore();
    await replica(store, 2).activate(received(5), shelves(2));
    const other = replica(store, 2);
    const again = received(6, received(5).id);
    expect(await other.activate(again, shelves(2))).toMatchObject({ outcome: 'accepted', repeated: true });
    expect(await other.activate(received(7), shelves(2))).toMatchObject({ outcome: 'no-effect' });
    expect((await store.read(stream)).map(({ type }) => type)).toEqual(['PolicyActivated', 'CommandHadNoEffect']);
  });

  it('is told that its command id was used when that comes again with another version', async () => {
    const store = memoryStore();
    await replica(store, 2, 3).activate(received(5), shelves(2));
    const again = received(6, received(5).id);
    expect(await replica(store, 2, 3).activate(again, shelves(3))).toEqual({ outcome: 'command-id-reused' });
    expect(await store.read(stream)).toHaveLength(1);
  });

  it('gives way to the next one, and can be gone back to', async () => {
    const store = memoryStore();
    const [one, other] = [replica(store, 2, 3), replica(store, 2, 3)];
    await one.activate(received(5), shelves(2));
    await other.activate(received(6), shelves(3));
    expect((await one.activeAt(moment(6))).version).toBe(3);
    await one.activate(received(7), shelves(2));
    expect((await other.activeAt(moment(7))).version).toBe(2);
    expect((await other.activeAt(moment(6))).version).toBe(3);
  });
});

describe('a policy that is not activated', () => {
  it('RT-30: leaves the refusal and its rule, for a version that nobody here carries or that is active by date', async () => {
    const store = memoryStore();
    const one = replica(store, 2);
    const refused = { outcome: 'refused', rule: 'RT-30' };
    expect(await one.activate(received(5), shelves(9))).toMatchObject({
      ...refused,
      reason: 'policy-version-not-carried',
    });
    expect(await one.activate(received(6), shelves(1))).toMatchObject({ ...refused, reason: 'policy-active-by-date' });
    expect((await one.activeAt(moment(9))).version).toBe(1);
    expect(await store.read(stream)).toHaveLength(2);
  });

  it('makes no stream when the context has no policy of that name', async () => {
    const store = memoryStore();
    expect(await replica(store, 2).activate(received(5), { policy: 'doors', version: 2 })).toEqual({
      outcome: 'unknown-stream',
    });
    expect(store.streams.size).toBe(0);
  });
});

describe('a replica of a build that lacks the version that was activated', () => {
  it('decides about nothing new, however often it is asked, and activates nothing', async () => {
    const store = memoryStore();
    await replica(store, 2).activate(received(5), shelves(2));
    const old = replica(store, 3);
    const unknown = new UnknownPolicy({ name: 'shelves', version: 2, hash: 'h2' });
    await expect(old.activeAt(moment(4))).rejects.toEqual(unknown);
    await expect(old.activeAt(moment(9))).rejects.toEqual(unknown);
    await expect(old.activate(received(6), shelves(3))).rejects.toEqual(unknown);
  });

  it('still knows what older streams are pinned to', async () => {
    const store = memoryStore();
    await replica(store, 2).activate(received(5), shelves(2));
    expect(replica(store).pinned({ name: 'shelves', version: 1, hash: 'h1' }).version).toBe(1);
  });
});
