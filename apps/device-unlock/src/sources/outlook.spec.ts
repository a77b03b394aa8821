import { describe, expect, it } from '@jest/globals';
import { REQUEST_SOURCE } from '@tierline/device-unlock';
import type { EventMetadata, StreamName } from '@tierline/kernel';
import { memoryStore } from '@tierline/kernel/testing';
import { clerk, eventsIn, service } from '../testing/service.js';
import { ask, askAll, countsOf, requestOf, review, sourceOf, wishes } from '../testing/traffic.js';

const isToken = (stream: StreamName) => stream.startsWith('device_unlock_directory.device-');

/** A store in which something happens before a device gets its token. */
function storeBefore(happens: () => Promise<unknown>) {
  const store = memoryStore();
  const append: typeof store.append = async (stream, ...what) => {
    if (isToken(stream)) await happens();
    return store.append(stream, ...what);
  };
  return { ...store, append };
}

describe('the source of a request', () => {
  it('is looked at while the device gets its token, and so is the request', async () => {
    const read: string[] = [];
    const bothRead = Promise.withResolvers<undefined>();
    const store = storeBefore(() => bothRead.promise);
    const found = service({
      ...store,
      read: (stream, from) => {
        read.push(stream);
        if (read.length === 2) bothRead.resolve(undefined);
        return store.read(stream, from);
      },
    });
    expect(await ask(found, { number: 1, device: 1 })).toMatchObject({ outcome: 'accepted' });
    const request = `device_unlock.activation_lock_request-${requestOf(1)}`;
    expect(new Set(read)).toEqual(new Set([`${REQUEST_SOURCE}-${sourceOf(clerk)}`, request]));
  });

  it('DU-15: is looked at anew when it was blocked and reviewed meanwhile', async () => {
    let meanwhile = () => Promise.resolve();
    const store = storeBefore(() => meanwhile());
    const found = await askAll(service(store), wishes(101, 11).slice(0, 100));
    const other = service(store);
    meanwhile = async () => {
      meanwhile = () => Promise.resolve();
      await ask(other, { number: 100, device: 10 });
      await review(other);
    };
    expect(await ask(found, { number: 200, device: 200 })).toMatchObject({ outcome: 'accepted' });
    expect(await countsOf(found, clerk, '2026-03', 1)).toEqual(['RequestCounted']);
    const [event] = await eventsIn(store, 'device_unlock.activation_lock_request', requestOf(200));
    expect((event?.metadata as EventMetadata).command?.facts).toMatchObject({
      source: { revision: 1, value: { status: 'open', reviews: 1 } },
    });
  });

  it('is asked no more of when it has made more requests than the limit', async () => {
    const store = memoryStore();
    await askAll(service(store), wishes(110, 2));
    const read: string[] = [];
    const counting: typeof store.read = (stream, from) => {
      read.push(stream);
      return store.read(stream, from);
    };
    const found = service({ ...store, read: counting });
    // The first one reads the count itself, which this replica does not know yet.
    await ask(found, { number: 200, device: 200 });
    read.length = 0;
    expect(await ask(found, { number: 201, device: 201 })).toMatchObject({ outcome: 'accepted' });
    expect(read).toHaveLength(2);
  });

  it('that cannot be read fails the request that rests on it', async () => {
    const store = memoryStore();
    const found = service({ ...store, read: () => Promise.reject(new Error('the store is away')) });
    await expect(ask(found, { number: 1, device: 1 })).rejects.toThrow('the store is away');
  });
});
