import { eventTypeFilter, excludeSystemEvents, streamNameFilter, type Position } from '@eventstore/db-client';
import { describe, expect, it } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { useSubject } from './subject.js';
import { events, failure, first, newStream } from './support.js';

const { client } = useSubject();
const mark = async (): Promise<Position> => {
  const { position } = await client().appendToStream(newStream('mark'), events(1, 'Mark'));
  if (!position) throw new Error('an append of events has a position');
  return position;
};

describe('a filtered subscription', () => {
  it.each([
    ['prefixes of stream names', (tag: string) => streamNameFilter({ prefixes: [`${tag}a-`, `${tag}b-`] })],
    ['a regex on stream names', (tag: string) => streamNameFilter({ regex: `^${tag}[ab]-.*` })],
    ['prefixes of event types', (tag: string) => eventTypeFilter({ prefixes: [`${tag}A`, `${tag}B`] })],
    ['a regex on event types', (tag: string) => eventTypeFilter({ regex: `^${tag}[AB]$` })],
  ])('by %s gives what matches and nothing else', async (_by, filter) => {
    const tag = randomUUID().slice(0, 8);
    const fromPosition = await mark();
    for (const name of ['a', 'c', 'b', 'c', 'a']) {
      await client().appendToStream(newStream(`${tag}${name}`), events(2, `${tag}${name.toUpperCase()}`));
    }
    const found = await first(6, client().subscribeToAll({ fromPosition, filter: filter(tag) }));
    expect(found.map(({ event }) => event?.type.slice(8))).toEqual(['A', 'A', 'B', 'B', 'A', 'A']);
  });
  it('can leave the events of the system out', async () => {
    const subscription = client().subscribeToAll({ filter: excludeSystemEvents() });
    await mark();
    const found = await first(1, subscription);
    expect(found.every(({ event }) => !(event?.type.startsWith('$') ?? true))).toBe(true);
  });
  it('is refused when its regex is malformed', async () => {
    const filter = streamNameFilter({ regex: '(' });
    expect(await failure(first(1, client().subscribeToAll({ filter })))).toBeInstanceOf(Error);
  });
});

/** Subscribes to what never comes and collects the checkpoints until `enough` holds. */
async function checkpointsOf(
  fromPosition: Position,
  write: () => Promise<unknown>,
  enough: (found: readonly Position[]) => boolean,
): Promise<Position[]> {
  const found: Position[] = [];
  const { promise, resolve } = Promise.withResolvers<true>();
  const filter = streamNameFilter({
    ...{ prefixes: [`never-${randomUUID()}`], maxSearchWindow: 10, checkpointInterval: 2 },
    checkpointReached: (_subscription, position) => {
      found.push(position);
      if (enough(found)) resolve(true);
    },
  });
  const subscription = client().subscribeToAll({ fromPosition, filter });
  subscription.resume();
  await once(subscription, 'caughtUp');
  await write();
  await promise;
  await subscription.unsubscribe();
  return found;
}

describe('the checkpoints of a filtered subscription', () => {
  it('rise, and come although nothing matches, while it catches up', async () => {
    const fromPosition = await mark();
    const { position } = await client().appendToStream(newStream(), events(95));
    const found = await checkpointsOf(
      fromPosition,
      mark,
      (each) => (each.at(-1)?.commit ?? 0n) >= (position?.commit ?? 0n),
    );
    const commits = found.map(({ commit }) => commit);
    expect(commits).toEqual([...new Set(commits)].sort((a, b) => Number(a - b)));
    expect(found.length).toBeGreaterThanOrEqual(4);
    expect(found.length).toBeLessThanOrEqual(6);
  });
  it('come after every window times interval of events while it is live', async () => {
    const fromPosition = await mark();
    const write = async () => {
      for (let at = 0; at < 30; at += 1) await client().appendToStream(newStream(), events(2));
    };
    const found = await checkpointsOf(fromPosition, write, (each) => each.length >= 3);
    expect(found.length).toBeLessThanOrEqual(4);
  });
  it('are positions to go on from without loss', async () => {
    const tag = `resume-${randomUUID()}`;
    const fromPosition = await mark();
    await client().appendToStream(newStream(), events(30));
    const [checkpoint] = await checkpointsOf(fromPosition, mark, (each) => each.length >= 1);
    if (!checkpoint) throw new Error('a checkpoint was awaited');
    await client().appendToStream(`${tag}-1`, events(3));
    const filter = streamNameFilter({ prefixes: [tag] });
    const found = await first(3, client().subscribeToAll({ fromPosition: checkpoint, filter }));
    expect(found.map(({ event }) => Number(event?.revision))).toEqual([0, 1, 2]);
  });
  it('never come before an event at or below their position', async () => {
    const tag = `order-${randomUUID()}`;
    const fromPosition = await mark();
    const order: { kind: string; commit: bigint }[] = [];
    const checkpointReached = (_subscription: unknown, { commit }: Position) => {
      order.push({ kind: 'checkpoint', commit });
    };
    const filter = streamNameFilter({ prefixes: [tag], maxSearchWindow: 3, checkpointInterval: 1, checkpointReached });
    const subscription = client().subscribeToAll({ fromPosition, filter });
    subscription.on('data', ({ event }) => order.push({ kind: 'event', commit: event?.position.commit ?? 0n }));
    for (let at = 0; at < 20; at += 1) await client().appendToStream(`${tag}-${at % 3}`, events(2));
    while (order.filter(({ kind }) => kind === 'event').length < 40) await once(subscription, 'data');
    await subscription.unsubscribe();
    const highest = { event: 0n, checkpoint: 0n };
    for (const { kind, commit } of order) {
      if (kind === 'event') expect(commit).toBeGreaterThan(highest.checkpoint);
      highest[kind as 'event' | 'checkpoint'] = commit;
    }
  });
});
