import { StreamDeletedError, type ResolvedEvent } from '@eventstore/db-client';
import { describe, expect, it } from '@jest/globals';
import { once } from 'node:events';
import type { Readable } from 'node:stream';
import { useSubject } from './subject.js';
import { events, failure, first, link, newStream } from './support.js';

const { client } = useSubject();
const numbers = (found: readonly ResolvedEvent[]): number[] => found.map(({ event }) => Number(event?.revision));

describe('a subscription to a stream', () => {
  it.each([
    [{ fromRevision: 'start' }, [0, 1, 2, 3, 4]],
    [{ fromRevision: 1n }, [2, 3, 4]],
    [{ fromRevision: 2n }, [3, 4]],
  ] as const)('with %j gives what is there and then what comes: %j', async (options, expected) => {
    const stream = newStream();
    await client().appendToStream(stream, events(3));
    const subscription = client().subscribeToStream(stream, options);
    const found = first(expected.length, subscription);
    await once(subscription, 'caughtUp');
    await client().appendToStream(stream, events(2));
    expect(numbers(await found)).toEqual(expected);
  });
  it('from the end gives only what comes', async () => {
    const stream = newStream();
    await client().appendToStream(stream, events(3));
    const subscription = client().subscribeToStream(stream, { fromRevision: 'end' });
    const found = first(2, subscription);
    await once(subscription, 'caughtUp');
    await client().appendToStream(stream, events(2));
    expect(numbers(await found)).toEqual([3, 4]);
  });
  it('to a stream that is not there yet waits for it', async () => {
    const stream = newStream();
    const subscription = client().subscribeToStream(stream);
    const found = first(1, subscription);
    await once(subscription, 'caughtUp');
    await client().appendToStream(stream, events(1));
    expect(numbers(await found)).toEqual([0]);
  });
  it('is confirmed first, then caught up once, behind the events that were there', async () => {
    const stream = newStream();
    await client().appendToStream(stream, events(3));
    const order: string[] = [];
    const subscription = client().subscribeToStream(stream);
    subscription.on('confirmation', () => order.push('confirmation'));
    subscription.on('caughtUp', () => order.push('caughtUp'));
    subscription.on('data', ({ event }) => order.push(String(event?.revision)));
    await once(subscription, 'caughtUp');
    await client().appendToStream(stream, events(1));
    while (!order.includes('3')) await once(subscription, 'data');
    expect(order).toEqual(['confirmation', '0', '1', '2', 'caughtUp', '3']);
    await subscription.unsubscribe();
  });
  it('gives a truncated stream from its first visible event on', async () => {
    const stream = newStream();
    await client().appendToStream(stream, events(5));
    await client().setStreamMetadata(stream, { truncateBefore: 3 });
    expect(numbers(await first(2, client().subscribeToStream(stream)))).toEqual([3, 4]);
  });
  it('resolves links', async () => {
    const [links, stream] = [newStream(), newStream()];
    await client().appendToStream(stream, events(2));
    await client().appendToStream(links, link(1, stream));
    const [found] = await first(1, client().subscribeToStream(links, { resolveLinkTos: true }));
    expect([found?.event?.streamId, found?.link?.streamId]).toEqual([stream, links]);
  });
  it('gives the tombstone and ends as deleted when the stream is ended', async () => {
    const stream = newStream();
    await client().appendToStream(stream, events(1));
    const subscription = client().subscribeToStream(stream);
    const types: string[] = [];
    subscription.on('data', ({ event }) => types.push(event?.type ?? ''));
    const ended = once(subscription as unknown as Readable, 'error');
    await once(subscription, 'caughtUp');
    await client().tombstoneStream(stream);
    expect((await ended)[0]).toBeInstanceOf(StreamDeletedError);
    expect(types).toEqual(['Tested', '$streamDeleted']);
  });
  it('to a stream that was ended before fails as deleted', async () => {
    const stream = newStream();
    await client().tombstoneStream(stream);
    expect(await failure(first(1, client().subscribeToStream(stream)))).toBeInstanceOf(StreamDeletedError);
  });
  it('survives that its stream is deleted and goes on', async () => {
    const stream = newStream();
    await client().appendToStream(stream, events(2));
    const subscription = client().subscribeToStream(stream);
    const found = first(3, subscription);
    await once(subscription, 'caughtUp');
    await client().deleteStream(stream);
    await client().appendToStream(stream, events(1));
    expect(numbers(await found)).toEqual([0, 1, 2]);
  });
  it('ends quietly when its client goes away', async () => {
    const subscription = client().subscribeToStream(newStream());
    subscription.resume();
    await once(subscription, 'caughtUp');
    const ended = once(subscription as unknown as Readable, 'end');
    await subscription.unsubscribe();
    await ended;
  });
});

describe('a subscription to $all', () => {
  it('begins behind the position and gives each event once, in order, across catching up', async () => {
    const stream = newStream();
    const { position } = await client().appendToStream(stream, events(1));
    if (!position) throw new Error('an append of events has a position');
    const own: number[] = [];
    const subscription = client().subscribeToAll({ fromPosition: position });
    const writing = (async () => {
      for (let at = 0; at < 40; at += 1) await client().appendToStream(stream, events(5));
    })();
    for await (const { event } of subscription) {
      if (event?.streamId !== stream) continue;
      own.push(Number(event.revision));
      if (own.length === 200) break;
    }
    await writing;
    expect(own).toEqual(Array.from({ length: 200 }, (_, at) => at + 1));
  });
  it('from the end gives only what comes', async () => {
    const stream = newStream();
    const subscription = client().subscribeToAll({ fromPosition: 'end' });
    const found = first(2, subscription);
    await once(subscription, 'caughtUp');
    await client().appendToStream(stream, events(2));
    expect((await found).map(({ event }) => event?.streamId)).toEqual([stream, stream]);
  });
  it('from a position beyond the end gives nothing that lies before it', async () => {
    const { position } = await client().appendToStream(newStream(), events(1));
    if (!position) throw new Error('an append of events has a position');
    const beyond = position.commit + 5_000n;
    const subscription = client().subscribeToAll({ fromPosition: { commit: beyond, prepare: beyond } });
    const found = first(1, subscription);
    await once(subscription, 'confirmation');
    for (let at = 0; at < 10; at += 1) await client().appendToStream(newStream(), events(10));
    expect((await found)[0]?.event?.position.commit).toBeGreaterThan(beyond);
  });
  it('gives the events of deleted streams too', async () => {
    const stream = newStream();
    const { position } = await client().appendToStream(stream, events(2));
    await client().deleteStream(stream);
    if (!position) throw new Error('an append of events has a position');
    const [found] = await first(
      1,
      client().subscribeToAll({ fromPosition: { ...position, commit: position.commit - 1n } }),
    );
    expect(found?.event).toMatchObject({ streamId: stream, revision: 1n });
  });
});
