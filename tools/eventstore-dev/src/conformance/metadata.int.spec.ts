import { jsonEvent, type StreamMetadata } from '@eventstore/db-client';
import { describe, expect, it } from '@jest/globals';
import { setTimeout as pause } from 'node:timers/promises';
import { useSubject } from './subject.js';
import { all, events, failure, newStream, revisions } from './support.js';

const { client } = useSubject();
const written = async (count: number, metadata: StreamMetadata): Promise<string> => {
  const stream = newStream();
  await client().appendToStream(stream, events(count));
  await client().setStreamMetadata(stream, metadata);
  return stream;
};
const read = (stream: string): Promise<number[]> => revisions(client().readStream(stream));
const backwards = (stream: string, fromRevision: 'end' | bigint): Promise<number[]> =>
  revisions(client().readStream(stream, { direction: 'backwards', fromRevision }));

describe('stream metadata', () => {
  it('is read as it was set, with keys of one’s own', async () => {
    const metadata = {
      ...{ maxAge: 2, cacheControl: 15, truncateBefore: 1, maxCount: 12, kitten: '😾' },
      acl: { readRoles: ['admin'], writeRoles: ['admin'], deleteRoles: ['a', 'b'], metaReadRoles: ['admin'] },
    };
    const stream = await written(1, metadata);
    expect(await client().getStreamMetadata(stream)).toMatchObject({ streamName: stream, metadata });
  });
  it('is replaced as a whole', async () => {
    const stream = await written(3, { maxCount: 1, truncateBefore: 2 });
    await client().setStreamMetadata(stream, { maxCount: 2 });
    expect((await client().getStreamMetadata(stream)).metadata).toEqual({ maxCount: 2 });
    expect(await read(stream)).toEqual([1, 2]);
  });
  it('is empty for a stream that has none', async () => {
    const stream = newStream();
    await client().appendToStream(stream, events(1));
    expect(await client().getStreamMetadata(stream)).toEqual({ streamName: stream });
  });
  it('is set at the revision of the metadata that is expected, and refused at another', async () => {
    const stream = newStream();
    await client().setStreamMetadata(stream, { maxCount: 1 }, { expectedRevision: 'no_stream' });
    await client().setStreamMetadata(stream, { maxCount: 2 }, { expectedRevision: 0n });
    const again = client().setStreamMetadata(stream, { maxCount: 3 }, { expectedRevision: 0n });
    expect(await failure(again)).toMatchObject({ type: 'wrong-expected-version', streamName: `$$${stream}` });
  });
  it('shows only its newest event in its metastream', async () => {
    const stream = await written(1, { maxCount: 5 });
    await client().setStreamMetadata(stream, { maxCount: 6 });
    expect(await read(`$$${stream}`)).toEqual([1]);
    expect(await backwards(`$$${stream}`, 'end')).toEqual([1]);
  });
});

describe('a stream truncated by its metadata', () => {
  it.each([
    [{ truncateBefore: 3 }, [3, 4, 5]],
    [{ maxCount: 2 }, [4, 5]],
    [{ maxCount: 2, truncateBefore: 5 }, [5]],
    [{ maxCount: 4, truncateBefore: 1 }, [2, 3, 4, 5]],
    [{ maxAge: 3600 }, [0, 1, 2, 3, 4, 5]],
    [{ truncateBefore: 6 }, []],
    [{ truncateBefore: 60 }, []],
  ])('with %j shows %j in both directions', async (metadata, expected) => {
    const stream = await written(6, metadata);
    expect(await read(stream)).toEqual(expected);
    expect(await backwards(stream, 'end')).toEqual([...expected].reverse());
  });
  it('shows nothing backwards from a hidden revision, and what is visible from a visible one', async () => {
    const stream = await written(6, { truncateBefore: 3 });
    expect(await backwards(stream, 2n)).toEqual([]);
    expect(await backwards(stream, 4n)).toEqual([4, 3]);
  });
  it('shows the newest as it grows', async () => {
    const stream = await written(3, { maxCount: 2 });
    await client().appendToStream(stream, events(3));
    expect(await read(stream)).toEqual([4, 5]);
  });
  it('shows all again when the truncation is taken back', async () => {
    const stream = await written(4, { truncateBefore: 3 });
    await client().setStreamMetadata(stream, {});
    expect(await read(stream)).toEqual([0, 1, 2, 3]);
  });
  it('hides events when they get too old, and only those', async () => {
    const stream = await written(2, { maxAge: 1 });
    const [old] = await all(client().readStream(stream, { direction: 'backwards', fromRevision: 'end', maxCount: 1 }));
    const expires = (old?.event?.created.getTime() ?? Date.now()) + 1_100;
    await pause(Math.max(0, expires - Date.now()));
    expect(await read(stream)).toEqual([]);
    await client().appendToStream(stream, events(1));
    expect(await read(stream)).toEqual([2]);
  });
  it('goes on at its last revision', async () => {
    const stream = await written(3, { truncateBefore: 3 });
    expect((await client().appendToStream(stream, events(1), { expectedRevision: 2n })).nextExpectedRevision).toBe(3n);
  });
  it('still has its hidden events in $all', async () => {
    const stream = newStream();
    const hidden = jsonEvent({ type: 'Hidden', data: {} });
    const { position } = await client().appendToStream(stream, hidden);
    await client().setStreamMetadata(stream, { truncateBefore: 1 });
    const [found] = await all(client().readAll({ maxCount: 1, ...(position && { fromPosition: position }) }));
    expect(found?.event?.id).toBe(hidden.id);
  });
});
