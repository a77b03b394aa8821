import { describe, expect, it } from '@jest/globals';
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
