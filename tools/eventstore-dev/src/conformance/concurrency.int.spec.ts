import { expect, it } from '@jest/globals';
import { useSubject } from './subject.js';
import { all, events, newStream } from './support.js';

const { client, more } = useSubject();

it('an append of several events is seen whole or not at all by who reads $all meanwhile', async () => {
  const stream = newStream();
  const SIZE = 20;
  const { position } = await client().appendToStream(newStream(), events(1));
  if (!position) throw new Error('an append of events has a position');
  const reader = more();
  const state = { writing: true };
  const partial: number[] = [];
  const read = async (): Promise<void> => {
    while (state.writing) {
      const found = await all(reader.readAll({ fromPosition: position }));
      const own = found.filter(({ event }) => event?.streamId === stream);
      if (own.length % SIZE !== 0) partial.push(own.length);
    }
  };
  const reading = Promise.all([read(), read()]);
  for (let at = 0; at < 60; at += 1) await client().appendToStream(stream, events(SIZE));
  state.writing = false;
  await reading;
  expect(partial).toEqual([]);
});

it('the events of an append stand next to each other in $all, whoever else writes', async () => {
  const { position } = await client().appendToStream(newStream(), events(1));
  if (!position) throw new Error('an append of events has a position');
  const streams = Array.from({ length: 8 }, () => newStream());
  await Promise.all(
    streams.map(async (stream) => {
      for (let at = 0; at < 10; at += 1) await client().appendToStream(stream, events(5));
    }),
  );
  const found = (await all(client().readAll({ fromPosition: position }))).slice(1);
  const own = found.flatMap(({ event }) => (event && streams.includes(event.streamId) ? [event] : []));
  expect(own).toHaveLength(400);
  const torn = own.filter(({ revision, streamId }, at) => {
    const previous = own[at - 1];
    return Number(revision) % 5 !== 0 && (previous?.streamId !== streamId || previous.revision !== revision - 1n);
  });
  expect(torn).toEqual([]);
});

it('of two writers that expect one revision exactly one wins, each time', async () => {
  const stream = newStream();
  const writers = [more(), more()];
  for (let round = 0; round < 100; round += 1) {
    const expectedRevision = round === 0 ? 'no_stream' : BigInt(round - 1);
    const outcomes = await Promise.allSettled(
      writers.map((writer) => writer.appendToStream(stream, events(1), { expectedRevision })),
    );
    expect(outcomes.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    const [refused] = outcomes.flatMap((outcome) => (outcome.status === 'rejected' ? [outcome.reason as unknown] : []));
    expect(refused).toMatchObject({ type: 'wrong-expected-version', actualVersion: BigInt(round) });
  }
  expect(await all(client().readStream(stream))).toHaveLength(100);
});

it('a writer can read what was acknowledged to it at once', async () => {
  const stream = newStream();
  for (let at = 0; at < 50; at += 1) {
    await client().appendToStream(stream, events(1));
    expect(await all(client().readStream(stream))).toHaveLength(at + 1);
  }
});
