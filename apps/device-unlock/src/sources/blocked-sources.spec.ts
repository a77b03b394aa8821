import { describe, expect, it } from '@jest/globals';
import { REQUEST_COUNT, REQUEST_SOURCE, requestCountDecider, requestSourceDecider } from '@tierline/device-unlock';
import { replayStream, verifyStream, type Actor, type EventMetadata, type StoredEvent } from '@tierline/kernel';
import { memoryStore } from '@tierline/kernel/testing';
import { digest } from '@tierline/platform';
import fc from 'fast-check';
import { policies } from '../testing/golden-streams.js';
import { clerk, eventsIn, service, typesIn } from '../testing/service.js';
import { ask, askAll, refused, review, sourceOf, stopped, wishes, type Wish } from '../testing/traffic.js';

const otherStore: Actor = { ...clerk, id: '/stores/4' };
interface Counted {
  readonly device: string;
}

describe('the review of a source', () => {
  it('DU-15: lifts its block, for that source only, and what goes on as before is blocked again', async () => {
    const found = await stopped();
    await askAll(
      found,
      wishes(101, 11, 300).map((each) => ({ ...each, actor: otherStore })),
    );
    expect(await review(found)).toMatchObject({ outcome: 'accepted' });
    expect(await ask(found, { number: 500, device: 500 })).toMatchObject({ outcome: 'accepted' });
    expect(await ask(found, { number: 501, device: 501, actor: otherStore })).toMatchObject(refused);
    await askAll(found, wishes(100, 11, 600));
    expect(await ask(found, { number: 800, device: 800 })).toMatchObject(refused);
    expect(await typesIn(found.store, REQUEST_SOURCE, sourceOf(clerk))).toEqual([
      'SourceBlocked',
      'SourceReviewed',
      'SourceBlocked',
    ]);
  });

  it('DU-15: is nothing for a source that was never blocked', async () => {
    const found = await askAll(service(), wishes(5, 5));
    expect(await review(found)).toEqual({ outcome: 'unknown-stream' });
    await askAll(found, wishes(101, 11, 10));
    await ask(found, { number: 300, device: 300 });
    await review(found);
    expect(await review(found)).toMatchObject({ outcome: 'no-effect' });
  });
});

describe('a source that has exceeded both limits', () => {
  /** A replica that dies between the count and the block. */
  const dying = () => {
    const store = memoryStore();
    const append: typeof store.append = (stream, events, expected) =>
      stream.startsWith(`${REQUEST_SOURCE}-`)
        ? Promise.reject(new Error('killed'))
        : store.append(stream, events, expected);
    return { store, replica: service({ ...store, append }) };
  };
  const killed = async () => {
    const { store, replica } = dying();
    await askAll(replica, wishes(101, 11).slice(0, 100));
    await expect(ask(replica, { number: 100, device: 10 })).rejects.toThrow('killed');
    return service(store);
  };

  it('DU-15: is blocked at once, also for the next month and for its review', async () => {
    expect(await typesIn((await stopped()).store, REQUEST_SOURCE)).toEqual(['SourceBlocked']);
  });

  it('DU-15: is blocked by what follows from that, when whoever counted has died and nobody asks again', async () => {
    const found = await killed();
    expect(await typesIn(found.store, REQUEST_SOURCE)).toEqual([]);
    await found.followUp();
    expect(await typesIn(found.store, REQUEST_SOURCE)).toEqual(['SourceBlocked']);
  });

  it.each<[string, Wish, object]>([
    ['the same request', { number: 100, device: 10 }, { outcome: 'accepted' }],
    ['another one', { number: 200, device: 200 }, refused],
  ])('DU-15: is blocked when %s comes to another replica, and blocked once', async (_, wish, answer) => {
    const found = await killed();
    expect(await ask(found, wish)).toMatchObject(answer);
    expect(await ask(found, { number: 201, device: 201 })).toMatchObject(refused);
    await found.followUp();
    expect(await typesIn(found.store, REQUEST_SOURCE)).toEqual(['SourceBlocked']);
  });

  it('DU-15: can be proved to have: its streams verify, and are decided again as they were', async () => {
    const found = await stopped();
    await ask(found, { number: 200, device: 200 });
    await review(found);
    const count = (await eventsIn(found.store, REQUEST_COUNT)) as StoredEvent<EventMetadata>[];
    const source = (await eventsIn(found.store, REQUEST_SOURCE)) as StoredEvent<EventMetadata>[];
    expect([verifyStream(digest, count), verifyStream(digest, source)]).toEqual([undefined, undefined]);
    expect(replayStream(requestCountDecider, policies, count).fault).toBeUndefined();
    expect(replayStream(requestSourceDecider, policies, source).fault).toBeUndefined();
  });
});

/** A store that answers each append a little later or earlier than the one before. */
function unevenStore(delays: Iterator<number>) {
  const store = memoryStore();
  const append: typeof store.append = async (...how) => {
    for (let left = Number(delays.next().value); left > 0; left -= 1) await Promise.resolve();
    return store.append(...how);
  };
  return { ...store, append };
}

it('DU-15: replicas that count at once come to what one would that takes the requests in the order of the stream', () =>
  fc.assert(
    fc.asyncProperty(
      fc.array(fc.tuple(fc.nat(80), fc.nat(2)), { minLength: 105, maxLength: 120 }),
      fc.infiniteStream(fc.nat(9)),
      async (requests, delays) => {
        const store = unevenStore(delays);
        const replicas = [service(store), service(store), service(store)];
        const answers = await Promise.all(
          requests.map(([device, replica], number) => ask(replicas[replica] ?? service(store), { number, device })),
        );
        const taken = answers.filter(({ outcome }) => outcome === 'accepted').length;
        const stream = await eventsIn(store, REQUEST_COUNT);
        const counted = stream.filter(({ type }) => type === 'RequestCounted').map(({ data }) => data as Counted);
        expect(counted).toHaveLength(taken);

        const tokens = [...new Set(counted.map(({ device }) => device))];
        const one = service();
        const inOrder = counted.map(({ device }, number) => ({ number, device: tokens.indexOf(device) }));
        for (const wish of inOrder) expect(await ask(one, wish)).toMatchObject({ outcome: 'accepted' });
        const isEnded = stream.some(({ type }) => type === 'RequestLimitsExceeded');
        expect(await ask(one, { number: 999, device: 999 })).toMatchObject(isEnded ? refused : { outcome: 'accepted' });
        if (taken < requests.length) expect(isEnded).toBe(true);
      },
    ),
    { numRuns: 5, endOnFailure: true },
  ));
