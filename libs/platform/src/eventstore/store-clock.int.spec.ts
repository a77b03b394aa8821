import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { streamName } from '@tierline/kernel';
import { testStack, type TestStack } from '@tierline/stack/testing';
import { DependencyUnavailable } from '../door/dependency-unavailable.js';
import { renewableClient, type RenewableClient } from './client.js';
import { storeClock } from './store-clock.js';

const HOUR = 3_600_000;
let stack: TestStack;
let client: RenewableClient;
beforeAll(async () => {
  stack = await testStack(['eventstore'], []);
  client = renewableClient(stack.eventStoreUrl);
});
afterAll(async () => {
  await client.close();
  await stack.stop();
});

describe("a clock beside the store's", () => {
  const stream = streamName('tierline.clock', `${String(process.pid)}-${String(Date.now())}`);

  it('agrees with it on one machine, however long the answer takes', async () => {
    const compare = storeClock(client, stream);
    expect(await compare(() => Date.now())).toBe(0);
    // Hours pass between the question and the answer, and the store's moment lies in between.
    const hours = [Date.now() - HOUR, Date.now() + HOUR];
    expect(await compare(() => hours.shift() ?? 0)).toBe(0);
  });

  it.each([
    ['ahead', HOUR],
    ['behind', -HOUR],
  ])('is told to be %s', async (_, off) => {
    const ahead = await storeClock(client, stream)(() => Date.now() + off);
    expect(Math.abs(ahead - off)).toBeLessThan(HOUR / 10);
  });

  it('is compared by one event that is kept, however often', async () => {
    expect(await Array.fromAsync(client.current().readStream(stream))).toHaveLength(1);
  });

  it('is not compared with a store that is away', async () => {
    const nobody = renewableClient('esdb://127.0.0.1:1?tls=false&maxDiscoverAttempts=1');
    const compare = storeClock(nobody, stream);
    await expect(compare(() => Date.now())).rejects.toThrow(DependencyUnavailable);
    await nobody.close();
  });
});
