import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { NewEvent, StreamName } from '@tierline/kernel';
import { testStack, type TestStack } from '@tierline/stack/testing';
import { pause } from '../pause.js';
import { renewableClient, type RenewableClient } from './client.js';
import { eventStore } from './store.js';

const EVENTS = 1_000;
const stream = `spec.whole_read-${randomUUID()}` as StreamName;
let stack: TestStack;
let client: RenewableClient;
beforeAll(async () => {
  stack = await testStack(['eventstore'], []);
  client = renewableClient(stack.eventStoreUrl);
  const events = Array.from({ length: EVENTS }, (): NewEvent => {
    return { id: randomUUID(), type: 'Noted', data: { text: 'x'.repeat(500) }, metadata: {} };
  });
  await eventStore(client).append(stream, events, 'no-stream');
});
afterAll(async () => {
  await client.close();
  await stack.stop();
});

describe('a stream that is read while another call meets trouble and the client is replaced', () => {
  it('is read to its end all the same', async () => {
    const store = eventStore(client);
    for (let round = 0; round < 20; round += 1) {
      const reading = store.read(stream);
      await pause(round, new AbortController().signal);
      client.renew(client.current());
      expect(await reading).toHaveLength(EVENTS);
    }
  });
});
