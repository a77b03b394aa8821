import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import { StreamDestroyed, streamName } from '@tierline/kernel';
import { testStack, type TestStack } from '@tierline/stack/testing';
import { connectEventStore, type EventStoreConnection } from '../eventstore/connection.js';
import { silentLog } from '../log.js';
import { directory } from './directory.js';
import { ERASED, seals } from './seals.js';

const key = Buffer.alloc(32, 9);
const context = `privacy_${String(process.pid)}_${String(Date.now())}`;
const place = { commandId: 'c1', field: 'remark' };
const remark = 'The customer sounded worried.';

let stack: TestStack;
const connections: EventStoreConnection[] = [];
beforeAll(async () => {
  stack = await testStack(['eventstore'], []);
  for (let replica = 0; replica < 4; replica += 1) connections.push(connectEventStore(stack.eventStoreUrl, silentLog));
});
afterAll(async () => {
  await Promise.all(connections.map((connection) => connection.close()));
  await stack.stop();
});

const directories = () => connections.map(({ store }) => directory(store, context, key));
const allSeals = () => connections.map(({ store }) => seals(store, context, key));
const [one, other] = [0, 1] as const;
const nth = <Each>(list: readonly Each[], index: number): Each => {
  const found = list[index];
  if (found === undefined) throw new Error(`there is no replica ${String(index)}`);
  return found;
};

describe('replicas that meet new values at once', () => {
  it('agree on the token of each', async () => {
    const replicas = directories();
    for (let value = 0; value < 20; value += 1) {
      const tokens = await Promise.all(
        replicas.map((each) => each.tokenFor('device', `race-${String(value)}`, 'customer-race')),
      );
      expect(new Set(tokens).size).toBe(1);
    }
  });

  it('agree on the key of each subject', async () => {
    const replicas = allSeals();
    for (let subject = 0; subject < 10; subject += 1) {
      const of = `customer-race-${String(subject)}`;
      expect(new Set(await Promise.all(replicas.map((each) => each.seal(of, place, remark)))).size).toBe(1);
    }
  });
});

describe('a stream that is to be removed as it was seen', () => {
  it('is left as it is when something has followed, and removed when nothing has', async () => {
    const { store } = nth(connections, one);
    const stream = streamName(`${context}_directory.subject`, 'customer-moved');
    const entry = () => ({ id: randomUUID(), type: 'ValueListed', data: { stream: 's' }, metadata: {} });
    await store.append(stream, [entry()], 'no-stream');
    await store.append(stream, [entry()], 0);
    expect(await store.remove(stream, 0)).toBe('conflict');
    expect(await store.read(stream)).toHaveLength(2);
    expect(await store.remove(stream, 1)).toBe('removed');
    expect(await store.read(stream)).toEqual([]);
    expect(await store.remove(stream)).toBe('removed');
    expect(await store.remove(streamName(`${context}_directory.subject`, 'customer-never'))).toBe('removed');
  });
});

describe('a subject that was forgotten by one replica', () => {
  it('has kept values that read as erased on every other, also on one that had the key', async () => {
    const replicas = allSeals();
    const sealed = await nth(replicas, one).seal('customer-1', place, remark);
    expect(await nth(replicas, other).open('customer-1', sealed)).toBe(remark);
    await nth(replicas, one).forget('customer-1');
    for (const each of [...replicas, ...allSeals()]) expect(await each.open('customer-1', sealed)).toBe(ERASED);
    const { store } = nth(connections, other);
    await expect(store.read(streamName(`${context}_keys.subject`, 'customer-1'))).rejects.toThrow(StreamDestroyed);
  });

  it('gets no key again, and nobody else is forgotten', async () => {
    const replicas = allSeals();
    const kept = await nth(replicas, one).seal('customer-3', place, remark);
    await nth(replicas, one).seal('customer-2', place, remark);
    await nth(replicas, one).forget('customer-2');
    await nth(replicas, other).forget('customer-2');
    expect(await nth(allSeals(), other).seal('customer-2', { ...place, commandId: 'c2' }, remark)).toBe(ERASED);
    expect(await nth(replicas, other).open('customer-3', kept)).toBe(remark);
  });

  it('has no entry left, and a value that comes again gets another token, the same on every new replica', async () => {
    const before = await nth(directories(), one).tokenFor('telephone', '+493411', 'customer-4');
    await nth(directories(), other).forget('customer-4');
    const [list] = [streamName(`${context}_directory.subject`, 'customer-4')];
    expect(await nth(connections, one).store.read(list)).toEqual([]);
    const after = await Promise.all(directories().map((each) => each.tokenFor('telephone', '+493411', 'customer-4')));
    expect(new Set(after).size).toBe(1);
    expect(after).not.toContain(before);
    // Once more, since the stream of the entry now begins at a later revision.
    await nth(directories(), one).forget('customer-4');
    const last = await nth(directories(), other).tokenFor('telephone', '+493411', 'customer-4');
    expect([before, ...after]).not.toContain(last);
  });

  it('has no entry left that could not be forgotten again, when replicas go on using its values meanwhile', async () => {
    const values = ['+493411', '+493412', '+493413'];
    for (let round = 0; round < 5; round += 1) {
      const using = directories().flatMap((each) => values.map((value) => each.tokenFor('mail', value, 'customer-5')));
      await Promise.all([...using, nth(directories(), one).forget('customer-5')]);
    }
    const tokens = () =>
      Promise.all(values.map((each) => nth(directories(), one).tokenFor('mail', each, 'customer-5')));
    const before = await tokens();
    await nth(directories(), other).forget('customer-5');
    for (const after of await tokens()) expect(before).not.toContain(after);
  });

  it('has tokens that no replica remembers', async () => {
    const replicas = directories();
    const tokens = () => Promise.all(replicas.map((each) => each.tokenFor('telephone', '+493416', 'customer-6')));
    const before = new Set(await tokens());
    await nth(replicas, other).forget('customer-6');
    const after = new Set(await tokens());
    expect([before.size, after.size]).toEqual([1, 1]);
    expect(after).not.toEqual(before);
  });
});
