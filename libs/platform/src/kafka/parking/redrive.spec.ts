import { describe, expect, it } from '@jest/globals';
import { DependencyUnavailable } from '../../door/dependency-unavailable.js';
import { TOPICS } from '../testing/aside-world.js';
import { kinds, parkedWorld } from '../testing/parked-world.js';
import { recordOf } from '../testing/records.js';

const sealless = Buffer.from('not what was sealed');

describe('a key that is parked', () => {
  it('has its followers parked behind it without being tried, while its neighbours go on', async () => {
    const world = await parkedWorld();
    await world.handle(recordOf('b', 'b1', 3));
    expect(world.done).toEqual(['b1']);
    expect(await world.parked('a', 'b')).toEqual(['a@0', 'a@1', 'a@2']);
    expect(world.parking().parkedKeys()).toBe(0);
    expect(world.seen.filter(({ kind }) => kind === 'parked')).toMatchObject([
      { reason: 'failed', error: 'RangeError' },
      { reason: 'behind' },
      { reason: 'behind' },
    ]);
  });

  it('is parked still when another replica takes over, which counts it at once', async () => {
    const world = await parkedWorld();
    world.takeOver();
    await world.parking().at(0);
    expect(world.parking().parkedKeys()).toBe(1);
    await world.handle(recordOf('a', 'a4', 3));
    expect([world.done, await world.parked('a')]).toEqual([[], ['a@0', 'a@1', 'a@2', 'a@3']]);
  });

  it('has what can never be executed put aside, not parked', async () => {
    const world = await parkedWorld();
    await world.handle({ ...recordOf('a', 'a4', 3), value: null });
    await world.handle({ ...recordOf('a', 'a5', 4), value: Buffer.from('{') });
    expect(await world.parked('a')).toHaveLength(3);
    expect(world.log.all(TOPICS.deadLetters).map(({ headers }) => headers['tierline-reason'])).toEqual([
      'tombstone',
      'unreadable',
    ]);
  });
});

describe('redriving a key', () => {
  it('executes what is parked in order, tells of each, and lets the followers go on', async () => {
    const world = await parkedWorld();
    world.answers.clear();
    expect(await world.handle(await world.order({ offsets: ['2'] }, 'a', 3))).toBe('done');
    await world.handle(recordOf('a', 'a4', 4));
    expect(world.done).toEqual(['a1', 'a2', 'a3', 'a4']);
    expect(kinds(world)).toEqual(['redriven 0 accepted', 'redriven 1 accepted', 'redriven 2 accepted', 'completed']);
    expect(world.settlements().at(-1)).toMatchObject({ order: '0', by: 'spec', why: 'the bug is gone', left: 0 });
  });

  it('stops at the command that fails again, and keeps it and the rest parked', async () => {
    const world = await parkedWorld();
    world.answers.clear();
    world.answers.set('a2', new RangeError('bug'));
    await world.handle(await world.order({ offsets: ['2'] }, 'a', 3));
    await world.handle(recordOf('a', 'a4', 4));
    expect([world.done, await world.parked('a')]).toEqual([['a1'], ['a@1', 'a@2', 'a@4']]);
    expect(kinds(world)).toEqual(['redriven 0 accepted', 'failed-again 1 RangeError', 'completed']);
  });

  it('leaves what was parked after the order was given', async () => {
    const world = await parkedWorld();
    world.answers.clear();
    await world.handle(await world.order({ offsets: ['1'] }, 'a', 3));
    expect([world.done, await world.parked('a')]).toEqual([['a1', 'a2'], ['a@2']]);
  });

  it('does nothing more when its marker comes again', async () => {
    const world = await parkedWorld();
    world.answers.clear();
    const marker = await world.order({ offsets: ['2'] }, 'a', 3);
    await world.handle(marker);
    world.takeOver();
    await world.handle(marker);
    expect(world.done).toEqual(['a1', 'a2', 'a3']);
    expect(kinds(world).slice(3)).toEqual(['completed', 'nothing-to-do']);
  });

  it('waits while something is down, and loses nothing', async () => {
    const world = await parkedWorld();
    world.answers.set('a1', new DependencyUnavailable('event store'));
    const marker = await world.order({ offsets: ['2'] }, 'a', 3);
    expect(await world.handle(marker)).toEqual({ wait: 'event store does not answer' });
    expect([await world.parked('a'), kinds(world)]).toEqual([['a@0', 'a@1', 'a@2'], []]);
    world.answers.clear();
    expect(await world.handle(marker)).toBe('done');
    expect(world.done).toEqual(['a1', 'a2', 'a3']);
  });

  it('puts aside what turns out to be impossible, and goes on with the next', async () => {
    const world = await parkedWorld();
    world.answers.set('a1', { outcome: 'unknown-stream' });
    await world.handle(await world.order({ offsets: ['2'] }, 'a', 3));
    expect(await world.parked('a')).toEqual([]);
    expect(kinds(world)[0]).toBe('dead-lettered 0 unknown-stream');
    expect(world.log.all(TOPICS.deadLetters)[0]?.headers).toMatchObject({ 'tierline-offset': '0' });
  });

  it('fails again, and keeps everything, when the bytes do not open', async () => {
    const world = await parkedWorld();
    world.answers.clear();
    const { read } = world.log;
    world.log.read = async function* (...range) {
      for await (const record of read(...range))
        yield range[0] === TOPICS.parked ? { ...record, value: sealless } : record;
    };
    await world.handle(await world.order({ offsets: ['2'] }, 'a', 3));
    expect([world.done, kinds(world)]).toEqual([[], ['failed-again 0 SealBroken', 'completed']]);
    expect(await world.parked('a')).toHaveLength(3);
  });

  it('begins with the first that is parked and with no other', async () => {
    const world = await parkedWorld();
    world.answers.clear();
    await world.handle(await world.order({ target: 'entry', offsets: ['1'] }, 'a', 3));
    expect([world.done, kinds(world)]).toEqual([[], ['nothing-to-do commands of its key are parked before it']]);
    await world.handle(await world.order({ target: 'entry', offsets: ['0'] }, 'a', 4));
    expect([world.done, await world.parked('a')]).toEqual([['a1'], ['a@1', 'a@2']]);
  });
});
