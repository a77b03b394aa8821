import { describe, expect, it } from '@jest/globals';
import { inHand } from '../kafka/in-hand.js';
import { stalled } from './stalled.js';

const BOUND = 100;

/** A consumer with a clock that only a spec moves, and the check of its life. */
function given() {
  const world: { now: number; trouble: () => Promise<string | undefined> | string | undefined } = {
    now: 0,
    trouble: () => undefined,
  };
  const hands = inHand(() => world.now);
  const check = stalled({ longest: hands.longest, bound: BOUND, trouble: () => world.trouble(), now: () => world.now });
  return { world, hands, check };
}

describe('a partition that is wedged', () => {
  it('ends the life of the process when a record is in hand beyond the bound while nothing is down', async () => {
    const { world, hands, check } = given();
    hands.begin('orders[3]@17 is in hand');
    world.now = BOUND;
    expect(await check()).toBeUndefined();
    world.now = BOUND + 60_000;
    expect(await check()).toBe('orders[3]@17 is in hand for 60 s, and nothing is down');
  });

  it('is told by its oldest record, although others move', async () => {
    const { world, hands, check } = given();
    hands.begin('orders[3]@17 is in hand');
    world.now = BOUND;
    hands.begin('orders[4]@1 is in hand')();
    world.now = BOUND + 1;
    expect(await check()).toContain('orders[3]@17');
  });

  it('is one that asks for nothing any more, too', async () => {
    const { world, hands, check } = given();
    hands.asked();
    world.now = BOUND + 1;
    expect(await check()).toContain('no record is asked for');
    hands.asked();
    expect(await check()).toBeUndefined();
  });
});

describe('a partition that is not wedged', () => {
  it('is one whose records end, however many there are', async () => {
    const { world, hands, check } = given();
    for (let record = 0; record < 10; record += 1) {
      const end = hands.begin('orders[3] is in hand');
      world.now += BOUND;
      expect(await check()).toBeUndefined();
      end();
    }
  });

  it.each([
    ['is told', () => 'the event store is away'],
    ['throws', () => Promise.reject(new Error('no connection'))],
    ['gives no answer', () => new Promise<undefined>(() => undefined)],
  ])('is one that waits for an outage, however long: its check %s', async (_, trouble) => {
    const { world, hands, check } = given();
    hands.begin('orders[3]@17 is in hand');
    world.trouble = trouble;
    for (let look = 0; look < 3; look += 1) {
      world.now += 10 * BOUND;
      expect(await check()).toBeUndefined();
    }
  });

  it('has the whole bound again from the end of an outage on', async () => {
    const { world, hands, check } = given();
    hands.begin('orders[3]@17 is in hand');
    world.now = 10 * BOUND;
    world.trouble = () => 'the event store is away';
    expect(await check()).toBeUndefined();
    world.trouble = () => undefined;
    world.now = 11 * BOUND;
    expect(await check()).toBeUndefined();
    world.now = 11 * BOUND + 1;
    expect(await check()).toContain('orders[3]@17');
  });
});
