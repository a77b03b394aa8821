import {
  binaryEvent,
  jsonEvent,
  MaxAppendSizeExceededError,
  StreamDeletedError,
  WrongExpectedVersionError,
} from '@eventstore/db-client';
import { describe, expect, it } from '@jest/globals';
import { useSubject } from './subject.js';
import { all, APPENDS, events, failure, newStream, revisions } from './support.js';

const { client } = useSubject();

describe.each(APPENDS)('an append %s', (_way, how) => {
  it('to a new stream begins at revision 0 and says where its last event stands', async () => {
    const stream = newStream();
    const { success, nextExpectedRevision, position } = await client().appendToStream(stream, events(3), how);
    expect([success, nextExpectedRevision]).toEqual([true, 2n]);
    const [last] = await all(client().readStream(stream, { direction: 'backwards', fromRevision: 'end', maxCount: 1 }));
    expect(last?.event?.position).toEqual(position);
  });

  it('goes behind the last event when its revision is expected', async () => {
    const stream = newStream();
    await client().appendToStream(stream, events(2), how);
    const { nextExpectedRevision } = await client().appendToStream(stream, events(2), { ...how, expectedRevision: 1n });
    expect(nextExpectedRevision).toBe(3n);
  });

  it.each([
    ['no_stream', 2n],
    [1n, 2n],
    [3n, 2n],
  ] as const)('to a stream with three events is refused when %s is expected', async (expectedRevision, actual) => {
    const stream = newStream();
    await client().appendToStream(stream, events(3), how);
    const error = await failure(client().appendToStream(stream, events(1), { ...how, expectedRevision }));
    expect(error).toBeInstanceOf(WrongExpectedVersionError);
    expect(error).toMatchObject({ streamName: stream, expectedVersion: expectedRevision, actualVersion: actual });
    expect(await revisions(client().readStream(stream))).toEqual([0, 1, 2]);
  });

  it.each(['stream_exists', 0n, 5n] as const)(
    'to no stream is refused when %s is expected',
    async (expectedRevision) => {
      const stream = newStream();
      const error = await failure(client().appendToStream(stream, events(1), { ...how, expectedRevision }));
      expect(error).toMatchObject({ type: 'wrong-expected-version', actualVersion: 'no_stream', streamName: stream });
      expect(error).toMatchObject({ expectedVersion: expectedRevision });
    },
  );

  it.each(['any', 'stream_exists', 2n] as const)(
    'to an existing stream is taken when %s is expected',
    async (expected) => {
      const stream = newStream();
      await client().appendToStream(stream, events(3), how);
      const { nextExpectedRevision } = await client().appendToStream(stream, events(1), {
        ...how,
        expectedRevision: expected,
      });
      expect(nextExpectedRevision).toBe(3n);
    },
  );

  it.each(['any', 'no_stream'] as const)('to no stream is taken when %s is expected', async (expectedRevision) => {
    const result = await client().appendToStream(newStream(), events(1), { ...how, expectedRevision });
    expect(result.nextExpectedRevision).toBe(0n);
  });

  it('to a stream that has only metadata is taken when a stream is expected', async () => {
    const stream = newStream();
    await client().setStreamMetadata(stream, { maxCount: 9 });
    const result = await client().appendToStream(stream, events(1), { ...how, expectedRevision: 'stream_exists' });
    expect(result.nextExpectedRevision).toBe(0n);
  });

  it('to a tombstoned stream is refused as deleted, whatever is expected', async () => {
    const stream = newStream();
    await client().appendToStream(stream, events(1), how);
    await client().tombstoneStream(stream);
    for (const expectedRevision of ['any', 'no_stream', 'stream_exists', 0n] as const) {
      const error = await failure(client().appendToStream(stream, events(1), { ...how, expectedRevision }));
      expect(error).toBeInstanceOf(StreamDeletedError);
      expect(error).toMatchObject({ streamName: stream });
    }
  });

  it('of nothing is taken and changes nothing', async () => {
    const stream = newStream();
    await client().appendToStream(stream, events(2), how);
    const result = await client().appendToStream(stream, [], { ...how, expectedRevision: 1n });
    expect([result.success, result.nextExpectedRevision]).toEqual([true, 1n]);
    expect(await revisions(client().readStream(stream))).toEqual([0, 1]);
  });

  it('beyond the size limit is refused with the limit, and later appends go on', async () => {
    const stream = newStream();
    const large = Array.from({ length: 40 }, () => jsonEvent({ type: 'Big', data: { t: 'x'.repeat(40_000) } }));
    const error = await failure(client().appendToStream(stream, large, { ...how, deadline: 60_000 }));
    expect(error).toBeInstanceOf(MaxAppendSizeExceededError);
    expect((error as MaxAppendSizeExceededError).maxAppendSize).toBeGreaterThan(0);
    expect((await client().appendToStream(stream, events(1), how)).nextExpectedRevision).toBe(0n);
  });

  it('keeps data and metadata of JSON and of bytes as they were', async () => {
    const stream = newStream('어학연구소');
    const data = { text: 'CC ‐ 1830 Ę \u0018 😾', nested: [1, null, { a: true }] };
    const bytes = Buffer.from([0, 1, 254, 255, 10]);
    const written = [
      jsonEvent({ type: 'Jsón', data, metadata: { why: 'ж' } }),
      binaryEvent({ type: 'Bytes', data: bytes, metadata: Buffer.from('plain metadata') }),
      jsonEvent({ type: 'Bare', data: {} }),
    ];
    await client().appendToStream(stream, written, how);
    const read = (await all(client().readStream(stream))).map(({ event }) => event);
    expect(read.map((event) => event?.id)).toEqual(written.map(({ id }) => id));
    expect(read[0]).toMatchObject({ streamId: stream, type: 'Jsón', isJson: true, data, metadata: { why: 'ж' } });
    expect(read[1]).toMatchObject({ type: 'Bytes', isJson: false });
    expect(Buffer.from(read[1]?.data as Uint8Array)).toEqual(bytes);
    expect(Buffer.from(read[1]?.metadata as Uint8Array).toString()).toBe('plain metadata');
    expect(read[2]?.metadata).toBeUndefined();
  });
});

it('events say when they were written', async () => {
  const stream = newStream();
  const before = Date.now();
  await client().appendToStream(stream, events(1));
  const [read] = await all(client().readStream(stream));
  expect(Math.abs((read?.event?.created.getTime() ?? 0) - before)).toBeLessThan(5_000);
});

it('an append whose deadline has passed is refused as such and can be repeated', async () => {
  const stream = newStream();
  const written = events(5_000);
  const error = await failure(client().appendToStream(stream, written, { deadline: 1, expectedRevision: 'no_stream' }));
  expect(error).toMatchObject({ type: 'deadline-exceeded' });
  const few = events(2);
  expect((await client().appendToStream(stream, few)).success).toBe(true);
});

it('an append in many small chunks arrives whole', async () => {
  const stream = newStream();
  const result = await client().appendToStream(stream, events(3_000), { batchAppendSize: 1024 });
  expect(result.nextExpectedRevision).toBe(2_999n);
  expect(await revisions(client().readStream(stream))).toEqual(Array.from({ length: 3_000 }, (_, at) => at));
});

it('a refused append does not disturb the others of its batch call', async () => {
  const stream = newStream();
  const outcomes = await Promise.allSettled(
    Array.from({ length: 200 }, (_, at) =>
      client().appendToStream(stream, events(1), { expectedRevision: at % 2 === 0 ? 'any' : 'no_stream' }),
    ),
  );
  expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(100);
  expect(await revisions(client().readStream(stream))).toHaveLength(100);
});
