import { jsonEvent } from '@eventstore/db-client';
import { describe, expect, it } from '@jest/globals';
import { useSubject } from './subject.js';
import { all, APPENDS, events, failure, ids, newStream } from './support.js';

const { client } = useSubject();
const stored = async (stream: string): Promise<(string | undefined)[]> =>
  (await all(client().readStream(stream))).map(({ event }) => event?.id);

describe.each(APPENDS)('a repeated append %s', (_way, how) => {
  it.each(['no_stream', 'any'] as const)(
    'that expects %s succeeds with the original answer',
    async (expectedRevision) => {
      const stream = newStream();
      const written = events(3);
      const original = await client().appendToStream(stream, written, { ...how, expectedRevision });
      await client().appendToStream(stream, events(2), how);
      expect(await client().appendToStream(stream, written, { ...how, expectedRevision })).toEqual(original);
      expect(await stored(stream)).toHaveLength(5);
    },
  );

  it('at an exact revision succeeds with the original answer', async () => {
    const stream = newStream();
    const written = events(2);
    await client().appendToStream(stream, events(3), how);
    const original = await client().appendToStream(stream, written, { ...how, expectedRevision: 2n });
    await client().appendToStream(stream, events(1), how);
    expect(await client().appendToStream(stream, written, { ...how, expectedRevision: 2n })).toEqual(original);
    expect(await stored(stream)).toHaveLength(6);
  });

  it('that expects the stream to exist succeeds without a second copy', async () => {
    const stream = newStream();
    const written = events(2);
    await client().appendToStream(stream, events(1), how);
    const original = await client().appendToStream(stream, written, { ...how, expectedRevision: 'stream_exists' });
    expect(await client().appendToStream(stream, written, { ...how, expectedRevision: 'stream_exists' })).toEqual(
      original,
    );
    expect(await stored(stream)).toHaveLength(3);
  });

  it.each(['no_stream', 'any', 'stream_exists'] as const)(
    'that expects %s is refused when only a part of it is there',
    async (expectedRevision) => {
      const stream = newStream();
      const written = events(2);
      await client().appendToStream(stream, written, how);
      const error = await failure(
        client().appendToStream(stream, [...written, ...events(1)], { ...how, expectedRevision }),
      );
      expect(error).toMatchObject({ type: 'wrong-expected-version', actualVersion: 1n });
      expect(await stored(stream)).toEqual(ids(written));
    },
  );

  it('at an exact revision is refused when the ids stand there in another order', async () => {
    const stream = newStream();
    const written = events(2);
    await client().appendToStream(stream, [...events(1), ...written], how);
    const again = client().appendToStream(stream, [...written].reverse(), { ...how, expectedRevision: 0n });
    expect(await failure(again)).toMatchObject({ type: 'wrong-expected-version' });
  });

  it('at an exact revision succeeds over two earlier appends', async () => {
    const stream = newStream();
    const [a, b] = [events(1), events(1)];
    await client().appendToStream(stream, a, { ...how, expectedRevision: 'no_stream' });
    await client().appendToStream(stream, b, { ...how, expectedRevision: 0n });
    const again = await client().appendToStream(stream, [...a, ...b], { ...how, expectedRevision: 'no_stream' });
    expect(again.nextExpectedRevision).toBe(1n);
  });

  it('at the revision that is the last one stores a second copy', async () => {
    const stream = newStream();
    const written = events(1);
    await client().appendToStream(stream, written, how);
    const again = await client().appendToStream(stream, written, { ...how, expectedRevision: 0n });
    expect(again.nextExpectedRevision).toBe(1n);
    expect(await stored(stream)).toEqual([...ids(written), ...ids(written)]);
  });

  it('succeeds also when metadata hides the events', async () => {
    const stream = newStream();
    const written = events(2);
    const original = await client().appendToStream(stream, written, { ...how, expectedRevision: 'no_stream' });
    await client().appendToStream(stream, events(2), how);
    await client().setStreamMetadata(stream, { truncateBefore: 3 });
    expect(await client().appendToStream(stream, written, { ...how, expectedRevision: 'no_stream' })).toEqual(original);
  });

  it('knows an id whatever the case of its letters', async () => {
    const stream = newStream();
    const id = 'ABCDEF01-2345-4789-8ABC-DEF012345678';
    await client().appendToStream(stream, jsonEvent({ id, type: 'X', data: {} }), how);
    expect(await stored(stream)).toEqual([id.toLowerCase()]);
  });
});

it('an id that is in another stream is a new event here', async () => {
  const [one, other] = [newStream(), newStream()];
  const written = events(1);
  await client().appendToStream(one, written);
  expect((await client().appendToStream(other, written)).nextExpectedRevision).toBe(0n);
  expect(await stored(other)).toEqual(ids(written));
});
