import { describe, expect, it } from '@jest/globals';
import type { Execution } from '@tierline/kernel';
import { asideWorld, TOPICS } from '../testing/aside-world.js';
import { recordOf } from '../testing/records.js';
import { accepted } from '../testing/service.js';
import { recordName } from './aside.js';
import { inventory } from './inventory.js';

function given() {
  const answers = new Map<string, Execution | Error>();
  const world = asideWorld(async ({ envelope }) => {
    const answer = answers.get(envelope.correlationId) ?? accepted();
    if (answer instanceof Error) throw answer;
    return answer;
  });
  const listed = async () => {
    const found = await inventory(world.log, TOPICS);
    return found.map(({ id, state, cause }) => `${state} ${recordName(id)} ${cause.reason}`);
  };
  return { ...world, answers, listed };
}

describe('what was put aside', () => {
  it('is listed with its reason, parked commands first', async () => {
    const { handle, answers, listed } = given();
    answers.set('a1', new RangeError('bug'));
    await handle({ ...recordOf('b', 'b1', 0), value: Buffer.from('{') });
    await handle(recordOf('a', 'a1', 1));
    await handle(recordOf('a', 'a2', 2));
    expect(await listed()).toEqual([
      'parked orders/0/1 failed',
      'parked orders/0/2 behind',
      'dead-letter orders/0/0 unreadable',
    ]);
  });

  it('tells the headers of its record, how much is kept and where, and none of what is kept', async () => {
    const { handle, log } = given();
    await handle({ ...recordOf('b', 'b1', 7), value: Buffer.from('{'.repeat(600_000)) });
    const [only] = await inventory(log, TOPICS);
    expect(only).toMatchObject({ offsets: ['0', '1'], bytes: 600_002, key: Buffer.from('b'), lane: 'orders/0/=b' });
    expect(only?.headers).toMatchObject({ ce_id: 'b1' });
    expect(Object.keys(only?.headers ?? {}).filter((name) => name.startsWith('tierline-'))).toEqual([]);
  });

  it('is settled once it was redriven or discarded, and a dead letter again once it was put aside again', async () => {
    const { handle, listed, order } = given();
    const letter = { ...recordOf('b', 'b1', 0), value: Buffer.from('{') };
    await handle(letter);
    await handle(await order({ target: 'dead-letter', action: 'discard', offsets: ['0'] }, 'b', 1));
    expect(await listed()).toEqual(['settled orders/0/0 unreadable']);
    await handle(letter);
    expect(await listed()).toEqual(['dead-letter orders/0/0 unreadable']);
  });

  it('is told with every try that failed again', async () => {
    const { handle, answers, order, log } = given();
    answers.set('a1', new RangeError('bug'));
    await handle(recordOf('a', 'a1', 0));
    await handle(await order({ offsets: ['0'] }, 'a', 1));
    const [only] = await inventory(log, TOPICS);
    expect(only?.state).toBe('parked');
    expect(only?.settlements).toMatchObject([{ kind: 'failed-again', by: 'spec', detail: 'RangeError' }]);
  });

  it('is gone when it was parked and is settled, of which its settlements tell', async () => {
    const { handle, answers, order, listed } = given();
    answers.set('a1', new RangeError('bug'));
    await handle(recordOf('a', 'a1', 0));
    answers.clear();
    await handle(await order({ offsets: ['0'] }, 'a', 1));
    expect(await listed()).toEqual([]);
  });

  it('is a dead letter when it was parked and could never be executed after all', async () => {
    const { handle, answers, order, listed } = given();
    answers.set('a1', new RangeError('bug'));
    await handle(recordOf('a', 'a1', 0));
    answers.set('a1', { outcome: 'unknown-stream' });
    await handle(await order({ offsets: ['0'] }, 'a', 1));
    expect(await listed()).toEqual(['dead-letter orders/0/0 unknown-stream']);
  });
});
