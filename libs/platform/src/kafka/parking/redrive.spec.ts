import { describe, expect, it } from '@jest/globals';
import type { Execution } from '@tierline/kernel';
import { DependencyUnavailable } from '../../door/dependency-unavailable.js';
import { asideWorld, TOPICS, type AsideWorld } from '../testing/aside-world.js';
import { recordOf } from '../testing/records.js';
import { accepted } from '../testing/service.js';

/** What becomes of commands, by their ids, from now on. */
type Answers = Map<string, Execution | Error>;

function given(): AsideWorld & { readonly answers: Answers; readonly done: string[] } {
  const answers: Answers = new Map();
  const done: string[] = [];
  const world = asideWorld(async ({ envelope }) => {
    const answer = answers.get(envelope.correlationId) ?? accepted();
    if (answer instanceof Error) throw answer;
    done.push(envelope.correlationId);
    return answer;
  });
  return { ...world, answers, done };
}

/** A world in which a1 failed, and a2 and a3 stand behind it. */
async function parked() {
  const world = given();
  world.answers.set('a1', new RangeError('bug'));
  for (const [offset, id] of ['a1', 'a2', 'a3'].entries()) {
    expect(await world.handle(recordOf('a', id, offset))).toBe('done');
  }
  return world;
}
const kinds = ({ settlements }: AsideWorld) =>
  settlements().map(({ kind, id, detail }) =>
    [kind, id?.offset, detail].filter((each) => each !== undefined).join(' '),
  );

describe('a key that is parked', () => {
  it('has its followers parked behind it without being tried, while its neighbours go on', async () => {
    const world = await parked();
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
    const world = await parked();
    world.takeOver();
    await world.parking().at(0);
    expect(world.parking().parkedKeys()).toBe(1);
    await world.handle(recordOf('a', 'a4', 3));
    expect([world.done, await world.parked('a')]).toEqual([[], ['a@0', 'a@1', 'a@2', 'a@3']]);
  });

  it('has what can never be executed put aside, not parked', async () => {
    const world = await parked();
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
    const world = await parked();
    world.answers.clear();
    expect(await world.handle(await world.order({ offsets: ['2'] }, 'a', 3))).toBe('done');
    await world.handle(recordOf('a', 'a4', 4));
    expect(world.done).toEqual(['a1', 'a2', 'a3', 'a4']);
    expect(kinds(world)).toEqual(['redriven 0 accepted', 'redriven 1 accepted', 'redriven 2 accepted', 'completed']);
    expect(world.settlements().at(-1)).toMatchObject({ order: '0', by: 'spec', why: 'the bug is gone', left: 0 });
  });

  it('stops at the command that fails again, and keeps it and the rest parked', async () => {
    const world = await parked();
    world.answers.clear();
    world.answers.set('a2', new RangeError('bug'));
    await world.handle(await world.order({ offsets: ['2'] }, 'a', 3));
    await world.handle(recordOf('a', 'a4', 4));
    expect([world.done, await world.parked('a')]).toEqual([['a1'], ['a@1', 'a@2', 'a@4']]);
    expect(kinds(world)).toEqual(['redriven 0 accepted', 'failed-again 1 RangeError', 'completed']);
  });

  it('leaves what was parked after the order was given', async () => {
    const world = await parked();
    world.answers.clear();
    await world.handle(await world.order({ offsets: ['1'] }, 'a', 3));
    expect([world.done, await world.parked('a')]).toEqual([['a1', 'a2'], ['a@2']]);
  });

  it('does nothing more when its marker comes again', async () => {
    const world = await parked();
    world.answers.clear();
    const marker = await world.order({ offsets: ['2'] }, 'a', 3);
    await world.handle(marker);
    world.takeOver();
    await world.handle(marker);
    expect(world.done).toEqual(['a1', 'a2', 'a3']);
    expect(kinds(world).slice(3)).toEqual(['completed', 'nothing-to-do']);
  });

  it('waits while something is down, and loses nothing', async () => {
    const world = await parked();
    world.answers.set('a1', new DependencyUnavailable('event store'));
    const marker = await world.order({ offsets: ['2'] }, 'a', 3);
    expect(await world.handle(marker)).toEqual({ wait: 'event store does not answer' });
    expect([await world.parked('a'), kinds(world)]).toEqual([['a@0', 'a@1', 'a@2'], []]);
    world.answers.clear();
    expect(await world.handle(marker)).toBe('done');
    expect(world.done).toEqual(['a1', 'a2', 'a3']);
  });

  it('puts aside what turns out to be impossible, and goes on with the next', async () => {
    const world = await parked();
    world.answers.set('a1', { outcome: 'unknown-stream' });
    await world.handle(await world.order({ offsets: ['2'] }, 'a', 3));
    expect(await world.parked('a')).toEqual([]);
    expect(kinds(world)[0]).toBe('dead-lettered 0 unknown-stream');
    expect(world.log.all(TOPICS.deadLetters)[0]?.headers).toMatchObject({ 'tierline-offset': '0' });
  });

  it('fails again, and keeps everything, when the bytes do not open', async () => {
    const world = await parked();
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
    const world = await parked();
    world.answers.clear();
    await world.handle(await world.order({ target: 'entry', offsets: ['1'] }, 'a', 3));
    expect([world.done, kinds(world)]).toEqual([[], ['nothing-to-do commands of its key are parked before it']]);
    await world.handle(await world.order({ target: 'entry', offsets: ['0'] }, 'a', 4));
    expect([world.done, await world.parked('a')]).toEqual([['a1'], ['a@1', 'a@2']]);
  });
});

const sealless = Buffer.from('not what was sealed');

describe('discarding', () => {
  it('removes one parked command without executing it, also when its own record comes again', async () => {
    const world = await parked();
    world.answers.clear();
    await world.handle(await world.order({ action: 'discard', target: 'entry', offsets: ['1'] }, 'a', 3));
    world.takeOver();
    await world.handle(recordOf('a', 'a2', 1));
    expect([world.done, await world.parked('a')]).toEqual([[], ['a@0', 'a@2']]);
    expect(kinds(world)).toEqual(['discarded 1 the bug is gone', 'completed']);
    expect(world.seen.at(-1)).toEqual({ kind: 'discarded', topic: 'orders' });
  });

  it('removes a whole key, after which its followers are executed again', async () => {
    const world = await parked();
    await world.handle(await world.order({ action: 'discard', offsets: ['2'] }, 'a', 3));
    await world.handle(recordOf('a', 'a4', 4));
    expect([world.done, await world.parked('a')]).toEqual([['a4'], []]);
  });
});

describe('a dead letter', () => {
  const withLetter = async () => {
    const world = given();
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
    const world = await parked();
    world.answers.set('a4', { outcome: 'unknown-stream' });
    await world.handle({ ...recordOf('a', 'a4', 3), value: Buffer.from('{') });
    await world.handle(await world.order({ target: 'dead-letter', offsets: ['0'] }, 'a', 4));
    expect(kinds(world)).toEqual(['nothing-to-do commands of its key are parked before it']);
  });
});

describe('a marker', () => {
  const reasons = ({ log }: AsideWorld) => log.all(TOPICS.deadLetters).map(({ headers }) => headers['tierline-reason']);

  it('has no power without an order of operations, since whoever sends commands could write it', async () => {
    const world = await parked();
    world.answers.clear();
    const marker = await world.order({ offsets: ['2'] }, 'a', 3);
    for (const number of ['7', 'x', '']) {
      await world.handle({ ...marker, headers: { ...marker.headers, 'tierline-order': number } });
    }
    expect([world.done, reasons(world)]).toEqual([[], ['invalid-marker', 'invalid-marker', 'invalid-marker']]);
  });

  it('has no power over another key than that of its order', async () => {
    const world = await parked();
    world.answers.clear();
    const marker = await world.order({ offsets: ['2'] }, 'a', 3);
    await world.handle({ ...marker, key: Buffer.from('b') });
    await world.handle({ ...marker, partition: 1 });
    expect([world.done, reasons(world)]).toEqual([[], ['invalid-marker', 'invalid-marker']]);
  });

  it('has no power with an order that is none', async () => {
    const world = await parked();
    const marker = await world.order({ offsets: ['2'] }, 'a', 3);
    await world.log.append(TOPICS.orders, 0, { key: null, value: JSON.stringify({ action: 'redrive', why: '' }) });
    await world.handle({ ...marker, headers: { ...marker.headers, 'tierline-order': '1' } });
    expect(reasons(world)).toEqual(['invalid-marker']);
    expect(String(world.log.all(TOPICS.deadLetters)[0]?.headers['tierline-violations'])).toContain('"why"');
  });

  it('cannot be asked for without saying who and why', async () => {
    const world = await parked();
    await expect(world.order({ why: '' }, 'a', 3)).rejects.toThrow('why');
    await expect(world.order({ by: 'a\u001b' }, 'a', 3)).rejects.toThrow('by');
  });

  it('of another context is nobody’s business here', async () => {
    const world = await parked();
    const marker = await world.order({ offsets: ['2'] }, 'a', 3);
    await world.handle({ ...marker, headers: { ...marker.headers, 'tierline-context': 'billing' } });
    expect([kinds(world), reasons(world)]).toEqual([[], []]);
  });
});
