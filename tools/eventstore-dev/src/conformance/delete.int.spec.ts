import { StreamDeletedError, StreamNotFoundError, WrongExpectedVersionError } from '@eventstore/db-client';
import { describe, expect, it } from '@jest/globals';
import { useSubject } from './subject.js';
import { all, events, failure, newStream, revisions } from './support.js';

const { client } = useSubject();
const written = async (count = 3): Promise<string> => {
  const stream = newStream();
  await client().appendToStream(stream, events(count));
  return stream;
};
const KINDS = ['deleteStream', 'tombstoneStream'] as const;

describe.each(KINDS)('%s', (kind) => {
  it.each(['any', 2n] as const)(
    'is done when %s is expected of a stream with three events',
    async (expectedRevision) => {
      const result = await client()[kind](await written(), { expectedRevision });
      expect(result.position?.commit).toBeGreaterThan(0n);
    },
  );
  it.each(['no_stream', 1n, 3n] as const)('is refused when %s is expected of it', async (expectedRevision) => {
    const stream = await written();
    const error = await failure(client()[kind](stream, { expectedRevision }));
    expect(error).toBeInstanceOf(WrongExpectedVersionError);
    expect(error).toMatchObject({ streamName: stream, actualVersion: 2n });
    expect(error).toMatchObject({ expectedVersion: expectedRevision === 'no_stream' ? -1n : expectedRevision });
    expect(await revisions(client().readStream(stream))).toEqual([0, 1, 2]);
  });
  it('is refused for a tombstoned stream', async () => {
    const stream = await written();
    await client().tombstoneStream(stream);
    const error = await failure(client()[kind](stream));
    expect(error).toBeInstanceOf(StreamDeletedError);
    expect(error).toMatchObject({ streamName: stream });
  });
});

describe('a deleted stream', () => {
  const deleted = async (): Promise<string> => {
    const stream = await written();
    await client().deleteStream(stream);
    return stream;
  };
  it('is not found, in either direction', async () => {
    const stream = await deleted();
    expect(await failure(all(client().readStream(stream)))).toBeInstanceOf(StreamNotFoundError);
    const backwards = client().readStream(stream, { direction: 'backwards', fromRevision: 'end' });
    expect(await failure(all(backwards))).toBeInstanceOf(StreamNotFoundError);
  });
  it.each(['any', 'no_stream', 2n] as const)(
    'goes on behind its old events when %s is expected',
    async (expectedRevision) => {
      const stream = await deleted();
      const { nextExpectedRevision } = await client().appendToStream(stream, events(2), { expectedRevision });
      expect(nextExpectedRevision).toBe(4n);
      expect(await revisions(client().readStream(stream))).toEqual([3, 4]);
      expect((await client().getStreamMetadata(stream)).metadata).toEqual({ truncateBefore: 3 });
    },
  );
  it.each([0n, 3n])('is refused to go on when revision %s is expected', async (expectedRevision) => {
    const error = await failure(client().appendToStream(await deleted(), events(1), { expectedRevision }));
    expect(error).toMatchObject({ type: 'wrong-expected-version' });
  });
  it('is refused to go on when it is expected to exist', async () => {
    const error = await failure(
      client().appendToStream(await deleted(), events(1), { expectedRevision: 'stream_exists' }),
    );
    expect(error).toBeInstanceOf(StreamDeletedError);
  });
  it('can be deleted again once it went on', async () => {
    const stream = await deleted();
    await client().appendToStream(stream, events(1));
    await client().deleteStream(stream);
    expect(await failure(all(client().readStream(stream)))).toBeInstanceOf(StreamNotFoundError);
  });
  it('comes back empty when metadata is set', async () => {
    const stream = await deleted();
    await client().setStreamMetadata(stream, { maxCount: 7 });
    expect(await revisions(client().readStream(stream))).toEqual([]);
    expect((await client().getStreamMetadata(stream)).metadata).toEqual({ maxCount: 7, truncateBefore: 3 });
    expect((await client().appendToStream(stream, events(1))).nextExpectedRevision).toBe(3n);
  });
  it('that has only metadata is deleted when no stream is expected', async () => {
    const stream = newStream();
    await client().setStreamMetadata(stream, { cacheControl: 10 });
    expect(await client().deleteStream(stream, { expectedRevision: 'no_stream' })).toBeDefined();
  });
  it('that never was is refused', async () => {
    expect(await failure(client().deleteStream(newStream()))).toBeInstanceOf(WrongExpectedVersionError);
  });
});

describe('a tombstoned stream', () => {
  it('fails as deleted, in either direction', async () => {
    const stream = await written();
    await client().tombstoneStream(stream);
    for (const direction of ['forwards', 'backwards'] as const) {
      const fromRevision = direction === 'forwards' ? 'start' : 'end';
      const error = await failure(all(client().readStream(stream, { direction, fromRevision })));
      expect(error).toBeInstanceOf(StreamDeletedError);
      expect(error).toMatchObject({ streamName: stream });
    }
  });
  it('may be one that never was', async () => {
    const stream = newStream();
    await client().tombstoneStream(stream, { expectedRevision: 'no_stream' });
    expect(await failure(all(client().readStream(stream)))).toBeInstanceOf(StreamDeletedError);
  });
  it('takes no metadata', async () => {
    const stream = await written();
    await client().tombstoneStream(stream);
    expect(await failure(client().setStreamMetadata(stream, { maxCount: 1 }))).toBeInstanceOf(StreamDeletedError);
  });
  it('has the tombstone as its last event in $all', async () => {
    const stream = await written();
    const { position } = await client().tombstoneStream(stream);
    const [found] = await all(client().readAll({ maxCount: 1, ...(position && { fromPosition: position }) }));
    expect(found?.event).toMatchObject({ streamId: stream, type: '$streamDeleted', revision: 2n ** 63n - 1n });
  });
  it('with a name that is not ASCII fails as deleted too', async () => {
    const stream = newStream('어학연구소');
    await client().tombstoneStream(stream);
    expect(await failure(all(client().readStream(stream)))).toBeInstanceOf(StreamDeletedError);
  });
});
