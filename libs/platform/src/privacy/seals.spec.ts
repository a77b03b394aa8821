import { describe, expect, it } from '@jest/globals';
import type { Sealed } from '@tierline/contracts';
import { memoryStore } from '@tierline/kernel/testing';
import { ERASED, seals } from './seals.js';

const master = Buffer.alloc(32, 3);
const place = { commandId: 'c1', field: 'remark' };
const remark = 'The customer sounded worried.';

describe('a sealed value', () => {
  it('is opened by every replica, and reads as nothing to whoever has no key', async () => {
    const store = memoryStore();
    const sealed = await seals(store, 'device_unlock', master).seal('customer-1', place, remark);
    expect(sealed).not.toContain('worried');
    expect(await seals(store, 'device_unlock', master).open('customer-1', sealed)).toBe(remark);
    const otherMaster = seals(store, 'device_unlock', Buffer.alloc(32, 4));
    await expect(otherMaster.open('customer-1', sealed)).rejects.toThrow();
  });

  it('is the same text when the same command is sealed again, by whichever replica', async () => {
    const store = memoryStore();
    const sealed = await seals(store, 'device_unlock', master).seal('customer-1', place, remark);
    expect(await seals(store, 'device_unlock', master).seal('customer-1', place, remark)).toBe(sealed);
  });

  it.each([
    ['another value under the same command id', place, 'another remark'],
    ['another field', { ...place, field: 'note' }, remark],
    ['another command', { ...place, commandId: 'c2' }, remark],
  ])('never shares its nonce with %s', async (_, otherPlace, otherValue) => {
    const seal = seals(memoryStore(), 'device_unlock', master);
    const nonceOf = (sealed: Sealed) => Buffer.from(sealed.slice('sealed1:'.length), 'base64').toString('hex', 0, 12);
    const one = await seal.seal('customer-1', place, remark);
    expect(nonceOf(await seal.seal('customer-1', otherPlace, otherValue))).not.toBe(nonceOf(one));
  });

  it('cannot be opened as somebody else’s', async () => {
    const seal = seals(memoryStore(), 'device_unlock', master);
    const sealed = await seal.seal('customer-1', place, remark);
    await seal.seal('customer-2', place, remark);
    await expect(seal.open('customer-2', sealed)).rejects.toThrow();
  });

  it('is sealed under one key when replicas meet a new subject at once', async () => {
    const store = memoryStore();
    const replicas = Array.from({ length: 8 }, () => seals(store, 'device_unlock', master));
    const sealed = await Promise.all(replicas.map((replica) => replica.seal('customer-1', place, remark)));
    expect(new Set(sealed).size).toBe(1);
  });
});

describe('a forgotten subject', () => {
  it('has values that read as erased, for every replica, also one that had the key', async () => {
    const store = memoryStore();
    const [one, other] = [seals(store, 'device_unlock', master), seals(store, 'device_unlock', master)];
    const sealed = await one.seal('customer-1', place, remark);
    expect(await other.open('customer-1', sealed)).toBe(remark);
    await one.forget('customer-1');
    expect(await other.open('customer-1', sealed)).toBe(ERASED);
  });

  it('is remembered: what comes later is not kept, and nobody else is forgotten', async () => {
    const store = memoryStore();
    const seal = seals(store, 'device_unlock', master);
    const kept = await seal.seal('customer-2', place, remark);
    await seal.seal('customer-1', place, remark);
    await seal.forget('customer-1');
    expect(await seal.seal('customer-1', { ...place, commandId: 'c2' }, remark)).toBe(ERASED);
    expect(await seal.open('customer-2', kept)).toBe(remark);
  });

  it('may be forgotten twice, or without ever having been known', async () => {
    const seal = seals(memoryStore(), 'device_unlock', master);
    await seal.forget('customer-1');
    await seal.forget('customer-1');
    expect(await seal.seal('customer-1', place, remark)).toBe(ERASED);
  });
});
