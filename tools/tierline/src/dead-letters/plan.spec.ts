import { describe, expect, it } from '@jest/globals';
import { Refusal } from '../cli.js';
import { putAside } from '../testing/put-aside.js';
import { plansFor, wholeKeys, type Plan, type Who } from './plan.js';

const redrive: Who = { action: 'redrive', by: 'mia', why: 'fixed', at: '2026-03-01T10:00:00.000Z' };
const discard: Who = { ...redrive, action: 'discard' };
const [a9, a10, a11, b12] = [putAside('a', 9), putAside('a', 10), putAside('a', 11), putAside('b', 12)];
const letter = putAside('a', 3, { state: 'dead-letter', offsets: ['70', '71'] });
const all = [a10, a11, b12, a9, letter];
const told = (plans: readonly Plan[]) => plans.map(({ order: { target, offsets } }) => `${target} ${offsets.join()}`);

describe('the orders for what was selected', () => {
  it('redrive a key up to the last one that was selected, and each key by itself', () => {
    expect(told(plansFor([a10, a9, b12], all, redrive))).toEqual(['key 10', 'key 12']);
    expect(plansFor([a9], all, redrive)[0]).toMatchObject({
      order: { action: 'redrive', by: 'mia', topic: 'orders', partition: 0, key: 'YQ==' },
      about: [a9],
    });
  });

  it('refuse to redrive a command before one that it stands behind', () => {
    expect(() => plansFor([a10], all, redrive)).toThrow(Refusal);
    expect(() => plansFor([a9, a11], all, redrive)).toThrow('orders/0/11 stands behind orders/0/10 of the same key');
  });

  it('discard a command wherever it stands', () => {
    expect(told(plansFor([a11, a10], all, discard))).toEqual(['entry 10', 'entry 11']);
    expect(told(plansFor([a9, a10], all, discard))).toEqual(['key 10']);
  });

  it('name a dead letter by its parts, in the order of its key', () => {
    expect(told(plansFor([a9, letter], all, redrive))).toEqual(['dead-letter 70,71', 'key 9']);
  });

  it('have no key where the record has none', () => {
    const none = putAside('', 1, { key: null, lane: 'orders/0/' });
    expect(plansFor([none], [none], redrive)[0]?.order.key).toBeNull();
  });
});

describe('whole keys', () => {
  it('take in what stands behind a parked command, and leave dead letters as they are', () => {
    expect(wholeKeys([a9], all)).toEqual([a10, a11, a9]);
    expect(wholeKeys([letter], all)).toEqual([letter]);
  });
});
