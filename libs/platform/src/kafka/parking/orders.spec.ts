import { describe, expect, it } from '@jest/globals';
import { TOPICS, type AsideWorld } from '../testing/aside-world.js';
import { answering, kinds, parkedWorld } from '../testing/parked-world.js';
import { recordOf } from '../testing/records.js';

describe('discarding', () => {
  it('removes one parked command without executing it, also when its own record comes again', async () => {
    const world = await parkedWorld();
    world.answers.clear();
    await world.handle(await world.order({ action: 'discard', target: 'entry', offsets: ['1'] }, 'a', 3));
    world.takeOver();
    await world.handle(recordOf('a', 'a2', 1));
    expect([world.done, await world.parked('a')]).toEqual([[], ['a@0', 'a@2']]);
    expect(kinds(world)).toEqual(['discarded 1 the bug is gone', 'completed']);
    expect(world.seen.at(-1)).toEqual({ kind: 'discarded', topic: 'orders' });
  });

  it('removes a whole key, after which its followers are executed again', async () => {
    const world = await parkedWorld();
    await world.handle(await world.order({ action: 'discard', offsets: ['2'] }, 'a', 3));
    await world.handle(recordOf('a', 'a4', 4));
    expect([world.done, await world.parked('a')]).toEqual([['a4'], []]);
  });
});

describe('a dead letter', () => {
  const withLetter = async () => {
    const world = answering();
    world.answers.set('a1', { outcome: 'unknown-stream' });
    await world.handle(recordOf('a', 'a1', 0));
    return world;
  };

  it('is executed when it is redriven, under the id that it always had', async () => {
    const world = await withLetter();
    world.answers.clear();
    await world.handle(await world.order({ target: 'dead-letter', offsets: ['0'] }, 'a', 1));
    expect([world.done, kinds(world)]).toEqual([
      ['a1', 'a1'],
      ['redriven 0 accepted', 'completed'],
    ]);
  });

  it('is told to fail again, and is not put aside twice, when it cannot be executed still', async () => {
    const world = await withLetter();
    await world.handle(await world.order({ target: 'dead-letter', offsets: ['0'] }, 'a', 1));
    expect(kinds(world)).toEqual(['failed-again 0 unknown-stream', 'completed']);
    expect(world.log.all(TOPICS.deadLetters)).toHaveLength(3);
  });

  it('is told to be discarded', async () => {
    const world = await withLetter();
    await world.handle(await world.order({ action: 'discard', target: 'dead-letter', offsets: ['0'] }, 'a', 1));
    expect(kinds(world)).toEqual(['discarded 0 the bug is gone', 'completed']);
  });

  it.each([
    ['of another key', 'b', ['0']],
    ['that is not there', 'a', ['7']],
    ['with too many parts', 'a', ['0', '0']],
  ])('is not redriven by an order for one %s', async (_, key, offsets) => {
    const world = await withLetter();
    await world.handle(await world.order({ target: 'dead-letter', offsets }, key, 1));
    expect([world.done, kinds(world)]).toEqual([['a1'], ['nothing-to-do there is no such dead letter']]);
  });

  it('waits for what is parked before it', async () => {
    const world = await parkedWorld();
    world.answers.set('a4', { outcome: 'unknown-stream' });
    await world.handle({ ...recordOf('a', 'a4', 3), value: Buffer.from('{') });
    await world.handle(await world.order({ target: 'dead-letter', offsets: ['0'] }, 'a', 4));
    expect(kinds(world)).toEqual(['nothing-to-do commands of its key are parked before it']);
  });
});

describe('a marker', () => {
  const reasons = ({ log }: AsideWorld) => log.all(TOPICS.deadLetters).map(({ headers }) => headers['tierline-reason']);

  it('has no power without an order of operations, since whoever sends commands could write it', async () => {
    const world = await parkedWorld();
    world.answers.clear();
    const marker = await world.order({ offsets: ['2'] }, 'a', 3);
    for (const number of ['7', 'x', '']) {
      await world.handle({ ...marker, headers: { ...marker.headers, 'tierline-order': number } });
    }
    expect([world.done, reasons(world)]).toEqual([[], ['invalid-marker', 'invalid-marker', 'invalid-marker']]);
  });

  it('has no power over another key than that of its order', async () => {
    const world = await parkedWorld();
    world.answers.clear();
    const marker = await world.order({ offsets: ['2'] }, 'a', 3);
    await world.handle({ ...marker, key: Buffer.from('b') });
    await world.handle({ ...marker, partition: 1 });
    expect([world.done, reasons(world)]).toEqual([[], ['invalid-marker', 'invalid-marker']]);
  });

  it('has no power with an order that is none', async () => {
    const world = await parkedWorld();
    const marker = await world.order({ offsets: ['2'] }, 'a', 3);
    await world.log.append(TOPICS.orders, 0, { key: null, value: JSON.stringify({ action: 'redrive', why: '' }) });
    await world.handle({ ...marker, headers: { ...marker.headers, 'tierline-order': '1' } });
    expect(reasons(world)).toEqual(['invalid-marker']);
    expect(String(world.log.all(TOPICS.deadLetters)[0]?.headers['tierline-violations'])).toContain('"why"');
  });

  it('cannot be asked for without saying who and why', async () => {
    const world = await parkedWorld();
    await expect(world.order({ why: '' }, 'a', 3)).rejects.toThrow('why');
    await expect(world.order({ by: 'a\u001b' }, 'a', 3)).rejects.toThrow('by');
  });

  it('of another context is nobody’s business here', async () => {
    const world = await parkedWorld();
    const marker = await world.order({ offsets: ['2'] }, 'a', 3);
    await world.handle({ ...marker, headers: { ...marker.headers, 'tierline-context': 'billing' } });
    expect([kinds(world), reasons(world)]).toEqual([[], []]);
  });
});
