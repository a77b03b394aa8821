import { describe, expect, it } from '@jest/globals';
import {
  REQUEST_COUNT,
  REQUEST_SOURCE,
  requestCountDecider,
  requestSourceDecider,
  sourceId,
  type SourceId,
} from '@tierline/device-unlock';
import {
  replayStream,
  verifyStream,
  type Actor,
  type EventMetadata,
  type Instant,
  type StoredEvent,
} from '@tierline/kernel';
import { memoryStore } from '@tierline/kernel/testing';
import { digest } from '@tierline/platform';
import fc from 'fast-check';
import { originOf } from './source-origin.js';
import { policies } from './testing/golden-streams.js';
import { agent, clerk, eventsIn, service, typesIn } from './testing/service.js';
import { ask, requestOf, wishes, type Wish } from './testing/traffic.js';

const ora: Actor = { id: 'ora', role: 'operations', channel: 'phone' };
const otherStore: Actor = { ...clerk, id: '/stores/4' };
const april = '2026-04-02T10:00:00.000Z' as Instant;
const sourceOf = (actor: Actor): SourceId => sourceId(digest, originOf(actor));
type Counted = { readonly device: string };
const refused = { outcome: 'refused', reason: 'source-blocked', rule: 'DU-15' };

const askAll = async (found: ReturnType<typeof service>, list: readonly Wish[]) => {
  for (const wish of list) await ask(found, wish);
  return found;
};
const stopped = () => askAll(service(), wishes(101, 11));
const review = (found: ReturnType<typeof service>, actor = clerk) =>
  found.request('ReviewSource', { reason: 'duplicates-explained' }, { subject: sourceOf(actor), actor: ora });
const countsOf = ({ store }: ReturnType<typeof service>, actor: Actor, month: string, reviews = 0) =>
  typesIn(store, REQUEST_COUNT, `${sourceOf(actor)}.${month}.${String(reviews)}`);

describe('a source of requests', () => {
  it('DU-15: is taken from up to the request that exceeds both limits, and refused from the next one on', async () => {
    const found = service();
    for (const wish of wishes(101, 11)) expect(await ask(found, wish)).toMatchObject({ outcome: 'accepted' });
    expect(await ask(found, { number: 200, device: 200 })).toMatchObject(refused);
    expect(await ask(found, { number: 201, device: 201, lock: 'carrier' })).toMatchObject(refused);
  });

  it.each([
    [100, 50],
    [101, 10],
    [110, 11],
  ])('DU-15: is taken from with %d requests and %d duplicates', async (all, duplicates) => {
    const found = await askAll(service(), wishes(all, duplicates));
    expect(await ask(found, { number: 200, device: 200 })).toMatchObject({ outcome: 'accepted' });
  });

  it('DU-15: is counted by requests for either lock together', async () => {
    const found = await askAll(service(), [
      { number: 1, device: 1 },
      { number: 2, device: 1, lock: 'carrier' },
    ]);
    const counted = await eventsIn(found.store, REQUEST_COUNT);
    expect(counted.map(({ data }) => data)).toMatchObject([{ isDuplicate: false }, { isDuplicate: true }]);
  });

  it('DU-15: leaves its refusal in the stream of the request, with the fact that it rests on', async () => {
    const found = await stopped();
    await ask(found, { number: 200, device: 200 });
    const [event] = await eventsIn(found.store, 'device_unlock.activation_lock_request', requestOf(200));
    expect(event).toMatchObject({ type: 'CommandRefused', data: { reason: 'source-blocked', rule: 'DU-15' } });
    expect((event?.metadata as EventMetadata).command?.facts).toMatchObject({
      source: {
        stream: `${REQUEST_SOURCE}-${sourceOf(clerk)}`,
        revision: 0,
        value: { status: 'blocked', block: { requests: 101, duplicates: 11, month: '2026-03' } },
      },
    });
  });

  it('DU-15: that is blocked keeps nobody else from being taken from', async () => {
    const found = await stopped();
    expect(await ask(found, { number: 200, device: 1, actor: otherStore })).toMatchObject({ outcome: 'accepted' });
    expect(await ask(found, { number: 201, device: 1, actor: agent })).toMatchObject({ outcome: 'accepted' });
  });

  it('DU-15: that is blocked goes on with what it had asked for before', async () => {
    const found = await stopped();
    const how = { subject: requestOf(1), actor: clerk };
    expect(await found.request('AnswerCredentials', { credentials: 'unknown' }, how)).toMatchObject({
      outcome: 'accepted',
    });
    expect(await ask(found, { number: 1, device: 1 })).toMatchObject({ outcome: 'accepted', repeated: true });
  });

  it('DU-15: stays blocked in the next month, and is not counted there', async () => {
    const found = await stopped();
    expect(await ask(found, { number: 200, device: 200, at: april })).toMatchObject(refused);
    expect(await countsOf(found, clerk, '2026-04')).toEqual([]);
  });

  it('DU-15: begins a month with a clean count, in the zone of the policy', async () => {
    const found = service();
    // Still March in New York.
    await ask(found, { number: 1, device: 1, at: '2026-04-01T03:59:59.999Z' as Instant });
    await ask(found, { number: 2, device: 1, at: '2026-04-01T04:00:00.000Z' as Instant });
    expect(await countsOf(found, clerk, '2026-03')).toEqual(['RequestCounted']);
    expect(await countsOf(found, clerk, '2026-04')).toEqual(['RequestCounted']);
  });
});

describe('a request', () => {
  it('DU-15: is counted once however often it is delivered, to whichever replica, and in whichever month', async () => {
    const found = service();
    const wish = { number: 1, device: 1 };
    await ask(found, wish);
    await ask(found, wish);
    await ask(service(found.store), wish);
    await ask(service(found.store), { ...wish, at: april });
    expect(await countsOf(found, clerk, '2026-03')).toEqual(['RequestCounted']);
    expect(await countsOf(found, clerk, '2026-04')).toEqual([]);
  });

  it('DU-15: that was counted by a replica which died before it decided is not counted again', async () => {
    const store = memoryStore();
    const dying = {
      ...store,
      append: (...[stream, events, expected]: Parameters<typeof store.append>) => {
        if (stream.startsWith('device_unlock.activation_lock_request-')) throw new Error('killed');
        return store.append(stream, events, expected);
      },
    };
    await expect(ask(service(dying), { number: 1, device: 1 })).rejects.toThrow('killed');
    const found = service(store);
    expect(await ask(found, { number: 1, device: 1 })).toMatchObject({ outcome: 'accepted' });
    expect(await countsOf(found, clerk, '2026-03')).toEqual(['RequestCounted']);
  });

  it('DU-15: that there is already is not counted again under another id', async () => {
    const found = service();
    await ask(found, { number: 1, device: 1 });
    const body = { customerId: 'c1', device: { kind: 'serial', value: 'SERIAL000001' } };
    const again = await found.request('RequestActivationUnlock', body, { subject: requestOf(1), actor: clerk });
    expect(again).toMatchObject({ outcome: 'no-effect' });
    expect(await countsOf(found, clerk, '2026-03')).toEqual(['RequestCounted']);
  });

  it('DU-15: that was refused is taken under an id of its own once the source was reviewed', async () => {
    const found = await stopped();
    await ask(found, { number: 200, device: 200 });
    await review(found);
    expect(await ask(found, { number: 200, device: 200 })).toMatchObject({ ...refused, repeated: true });
    const body = { customerId: 'c1', device: { kind: 'serial', value: 'SERIAL000200' } };
    const again = await found.request('RequestActivationUnlock', body, { subject: requestOf(200), actor: clerk });
    expect(again).toMatchObject({ outcome: 'accepted' });
  });
});

describe('the review of a source', () => {
  it('DU-15: lifts its block, for that source only, and what goes on as before is blocked again', async () => {
    const found = await stopped();
    await askAll(
      found,
      wishes(101, 11, 300).map((wish) => ({ ...wish, actor: otherStore })),
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
