import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { OutcomeUnknown, verifyStream, type EventMetadata, type NewEvent, type StoredEvent } from '@tierline/kernel';
import { testStack, type TestStack } from '@tierline/stack/testing';
import { digest } from '../crypto/digest.js';
import { DependencyUnavailable } from '../door/dependency-unavailable.js';
import { renewableClient, type RenewableClient } from './client.js';
import { eventStore } from './store.js';
import { counterCommand, counters, counterStream } from './testing/counters.js';
import { portOf, proxyTo, urlAt, type Proxy } from './testing/proxy.js';

const category = `trouble_${String(process.pid)}_${String(Date.now())}`;
const at = (id: string) => counterStream(category, id);
const command = (id: string, number: number) => counterCommand(`${category}-${id}`, number);
const envelope = { correlationId: 'case' };
const event = (id: string): NewEvent => ({ id, type: 'Begun', data: {}, metadata: {} });
/** Long enough for an answer on a busy machine, short enough to be waited for. */
const limits = { appendTimeout: 1_000, readTimeout: 2_000 };

let stack: TestStack;
let direct: RenewableClient;
let proxy: Proxy;
let client: RenewableClient;
beforeAll(async () => {
  stack = await testStack(['eventstore'], []);
  direct = renewableClient(stack.eventStoreUrl);
});
afterAll(async () => {
  await direct.close();
  await stack.stop();
});
beforeEach(async () => {
  proxy = await proxyTo(portOf(stack.eventStoreUrl));
  client = renewableClient(urlAt(proxy.port));
});
afterEach(async () => {
  await client.close();
  await proxy.end();
});

const disturbed = () => eventStore(client, limits);
const stored = async (id: string) => (await eventStore(direct).read(at(id))) as readonly StoredEvent<EventMetadata>[];

describe('an append whose answer never comes', () => {
  it('is unknown after its time, and not waited for for ever', async () => {
    const store = disturbed();
    await store.append(at('silent'), [event('00000000-0000-4000-8000-000000000001')], 'no-stream');
    const release = proxy.holdBack('answers');
    const append = store.append(at('silent'), [event('00000000-0000-4000-8000-000000000002')], 0);
    await expect(append).rejects.toThrow(OutcomeUnknown);
    expect(await stored('silent')).toHaveLength(2);
    release();
  });

  it.each(['answers', 'requests'] as const)(
    'is resolved by rereading, without loss and without doubling, when the %s are late',
    async (way) => {
      const execute = counters(disturbed());
      await execute(at(way), command(way, 0), envelope);
      const release = proxy.holdBack(way);
      expect(await execute(at(way), command(way, 1), envelope)).toMatchObject({ outcome: 'accepted', revision: 1 });
      // What was held back arrives now, after it was repeated.
      release();
      expect(await execute(at(way), command(way, 2), envelope)).toMatchObject({ outcome: 'accepted', revision: 2 });
      const events = await stored(way);
      expect(events.map(({ metadata }) => metadata.command?.id)).toEqual([0, 1, 2].map((n) => command(way, n).id));
      expect(verifyStream(digest, events)).toBeUndefined();
    },
  );

  it('is resolved when the connection is cut again and again', async () => {
    const execute = counters(disturbed());
    await execute(at('cut'), command('cut', 0), envelope);
    let cuts = 0;
    for (let number = 1; number <= 30; number += 1) {
      const execution = execute(at('cut'), command('cut', number), envelope);
      // In the midst of it: after the request was sent, and before or after it was answered.
      await new Promise((resolve) => setImmediate(resolve));
      cuts += proxy.cut();
      const answer = await execution.catch((error: unknown) => {
        if (error instanceof OutcomeUnknown || error instanceof DependencyUnavailable) return undefined;
        throw error;
      });
      // Whoever got no answer comes again, as every sender does.
      if (!answer) number -= 1;
    }
    expect(cuts).toBeGreaterThan(10);
    const events = await stored('cut');
    expect(events.map(({ metadata }) => metadata.command?.id)).toEqual(
      Array.from({ length: 31 }, (_, number) => command('cut', number).id),
    );
    expect(verifyStream(digest, events)).toBeUndefined();
  });
});

describe('a client whose first call failed', () => {
  it('is replaced, so that later calls succeed', async () => {
    proxy.close();
    const store = disturbed();
    await expect(
      store.append(at('first'), [event('00000000-0000-4000-8000-000000000003')], 'no-stream'),
    ).rejects.toThrow(OutcomeUnknown);
    await expect(store.read(at('first'))).rejects.toThrow(DependencyUnavailable);
    proxy.open();
    await untilItWorks(() => store.append(at('first'), [event('00000000-0000-4000-8000-000000000003')], 'no-stream'));
    expect(await stored('first')).toHaveLength(1);
  });
});

describe('an append that the store refuses', () => {
  it('is a conflict, also for whoever would be told revision 1 by a client that throws nothing', async () => {
    const store = disturbed();
    await store.append(at('taken'), [event('00000000-0000-4000-8000-000000000004')], 'no-stream');
    const other = [event('00000000-0000-4000-8000-000000000005')];
    expect(await store.append(at('taken'), other, 'no-stream')).toBe('conflict');
    expect(await store.append(at('taken'), other, 7)).toBe('conflict');
    expect(await stored('taken')).toHaveLength(1);
  });

  it('succeeds when it is a repetition with the same ids at the same revision', async () => {
    const store = disturbed();
    const first = [event('00000000-0000-4000-8000-000000000006')];
    const appended = await store.append(at('again'), first, 'no-stream');
    expect(await store.append(at('again'), first, 'no-stream')).toEqual(appended);
    expect(await stored('again')).toHaveLength(1);
  });
});

/** The way is open, but the network may take a moment to notice. */
async function untilItWorks(work: () => Promise<unknown>): Promise<void> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      await work();
      return;
    } catch (error) {
      if (!(error instanceof OutcomeUnknown) || attempt === 20) throw error;
    }
  }
}
