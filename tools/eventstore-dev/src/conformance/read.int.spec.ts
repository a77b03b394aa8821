import { StreamNotFoundError } from '@eventstore/db-client';
import { beforeAll, describe, expect, it } from '@jest/globals';
import { useSubject } from './subject.js';
import { all, events, failure, link, newStream, revisions } from './support.js';

const { client } = useSubject();
const stream = newStream();
beforeAll(async () => {
  await client().appendToStream(stream, events(4));
  await client().appendToStream(newStream(), events(2));
  await client().appendToStream(stream, events(4));
});
const read = (options: Parameters<ReturnType<typeof client>['readStream']>[1]): Promise<number[]> =>
  revisions(client().readStream(stream, options));

describe('a read of a stream', () => {
  it.each([
    [{}, [0, 1, 2, 3, 4, 5, 6, 7]],
    [{ fromRevision: 5n }, [5, 6, 7]],
    [{ maxCount: 2 }, [0, 1]],
    [{ fromRevision: 6n, maxCount: 5 }, [6, 7]],
    [{ fromRevision: 8n }, []],
    [{ fromRevision: 2n ** 64n - 1n }, []],
    [{ fromRevision: 'end' }, []],
  ] as const)('forwards with %j gives %j', async (options, expected) => {
    expect(await read({ direction: 'forwards', ...options })).toEqual(expected);
  });
  it.each([
    [{ fromRevision: 'end' }, [7, 6, 5, 4, 3, 2, 1, 0]],
    [{ fromRevision: 'end', maxCount: 1 }, [7]],
    [{ fromRevision: 2n }, [2, 1, 0]],
    [{ fromRevision: 0n }, [0]],
    [{ fromRevision: 'start' }, [0]],
    [{ fromRevision: 100n, maxCount: 2 }, [7, 6]],
  ] as const)('backwards with %j gives %j', async (options, expected) => {
    expect(await read({ direction: 'backwards', ...options })).toEqual(expected);
  });
  it('that never was fails as not found', async () => {
    const missing = newStream();
    const error = await failure(all(client().readStream(missing)));
    expect(error).toBeInstanceOf(StreamNotFoundError);
    expect(error).toMatchObject({ streamName: missing });
  });
});

describe('a read of $all', () => {
  const marked = async () => {
    const name = newStream();
    const { position } = await client().appendToStream(name, events(3));
    if (!position) throw new Error('an append of events has a position');
    return { name, position };
  };
  it('forwards begins with the event at the position', async () => {
    const { name, position } = await marked();
    const [found] = await all(client().readAll({ fromPosition: position, maxCount: 1 }));
    expect(found?.event).toMatchObject({ streamId: name, revision: 2n, position });
  });
  it('backwards begins with the event before the position', async () => {
    const { name, position } = await marked();
    const [found] = await all(client().readAll({ fromPosition: position, maxCount: 1, direction: 'backwards' }));
    expect(found?.event).toMatchObject({ streamId: name, revision: 1n });
  });
  it('backwards from the end gives the newest first', async () => {
    const { name } = await marked();
    const found = await all(client().readAll({ fromPosition: 'end', maxCount: 50, direction: 'backwards' }));
    const own = found.filter(({ event }) => event?.streamId === name);
    expect(own.map(({ event }) => Number(event?.revision))).toEqual([2, 1, 0]);
  });
  it('forwards from the end gives nothing', async () => {
    expect(await all(client().readAll({ fromPosition: 'end' }))).toEqual([]);
  });
  it('gives positions that rise, and events of the system as well', async () => {
    const found = await all(client().readAll());
    const positions = found.map(({ event }) => event?.position.commit ?? -1n);
    expect(positions.every((position, at) => at === 0 || position > (positions[at - 1] ?? position))).toBe(true);
    expect(found.some(({ event }) => event?.streamId.startsWith('$') ?? false)).toBe(true);
  });
  it('gives the same events backwards', async () => {
    const end = await marked();
    const forwards = await all(client().readAll());
    const backwards = await all(client().readAll({ fromPosition: 'end', direction: 'backwards' }));
    const until = (found: typeof forwards) =>
      found.map(({ event }) => event?.position.commit ?? 0n).filter((position) => position <= end.position.commit);
    expect(until(backwards).reverse()).toEqual(until(forwards));
  });
});

describe('a link', () => {
  it('is given as it is unless it is to be resolved', async () => {
    const links = newStream();
    await client().appendToStream(links, link(2, stream));
    const [found] = await all(client().readStream(links));
    expect([found?.event?.type, found?.link]).toEqual(['$>', undefined]);
  });
  it('gives its target beside it when it is resolved', async () => {
    const links = newStream();
    await client().appendToStream(links, link(2, stream));
    const [target] = await all(client().readStream(stream, { fromRevision: 2n, maxCount: 1 }));
    const [found] = await all(client().readStream(links, { resolveLinkTos: true }));
    expect(found?.event).toEqual(target?.event);
    expect(found?.link).toMatchObject({ streamId: links, revision: 0n, type: '$>' });
  });
  it('gives itself without an event when its target is hidden or was never there', async () => {
    const [links, hidden] = [newStream(), newStream()];
    await client().appendToStream(hidden, events(2));
    await client().setStreamMetadata(hidden, { truncateBefore: 1 });
    await client().appendToStream(links, [link(0, hidden), link(9, hidden), link(0, newStream())]);
    const found = await all(client().readStream(links, { resolveLinkTos: true }));
    expect(found.map((each) => [each.event, each.link?.type])).toEqual(Array(3).fill([undefined, '$>']));
  });
});
