import { describe, expect, it } from '@jest/globals';
import { OutcomeUnknown, streamName, UnknownPolicy, type Execution } from '@tierline/kernel';
import { DependencyUnavailable } from '../door/dependency-unavailable.js';
import { InvalidMessage } from '../door/validate.js';
import { givingUp } from './giving-up.js';
import { laneOf } from './lane.js';
import { asideWorld, TOPICS } from './testing/aside-world.js';
import { recordOf } from './testing/records.js';
import { accepted } from './testing/service.js';

function given(answers: readonly (Execution | Error)[], failing: readonly string[] = []) {
  const calls: string[] = [];
  const patience = givingUp(2);
  failing.forEach(patience.mayGiveUp);
  const world = asideWorld(async ({ type }) => {
    calls.push(type);
    const answer = answers[calls.length - 1] ?? answers.at(-1);
    if (answer instanceof Error || !answer) throw answer ?? new Error('no answer');
    return answer;
  }, patience);
  const letters = () => world.log.all(TOPICS.deadLetters).map(({ headers }) => headers['tierline-reason']);
  const handle = (signal?: AbortSignal) => world.handle(recordOf('a', 'a1'), signal);
  return { ...world, handle, letters, calls };
}

describe('a record', () => {
  it('is done when its command was executed, and counted with its outcome', async () => {
    const { handle, letters, seen } = given([accepted()]);
    expect(await handle()).toBe('done');
    expect(letters()).toEqual([]);
    expect(seen).toMatchObject([{ kind: 'handled', topic: 'orders', outcome: 'accepted' }]);
  });

  it.each([
    [{ outcome: 'unknown-stream' } as const, 'unknown-stream'],
    [{ outcome: 'command-id-reused' } as const, 'command-id-reused'],
    [new InvalidMessage([]), 'invalid'],
  ])('is put aside at once after %j', async (answer, reason) => {
    const { handle, letters, calls, seen } = given([answer]);
    expect(await handle()).toBe('done');
    expect([letters(), calls.length]).toEqual([[reason], 1]);
    expect(seen).toEqual([{ kind: 'dead-lettered', topic: 'orders', reason }]);
  });

  it('waits when it cannot be put aside', async () => {
    const { handle, seen, log } = given([{ outcome: 'unknown-stream' }]);
    log.beforeAppend = () => {
      throw new DependencyUnavailable('Kafka');
    };
    expect(await handle()).toEqual({ wait: 'Kafka does not answer' });
    expect(seen).toEqual([]);
  });

  it('is tried again while something is down, and done when it is back', async () => {
    const { handle, calls, letters } = given([
      new DependencyUnavailable('event store'),
      new OutcomeUnknown(streamName('x.y', '1')),
      accepted(),
    ]);
    expect(await handle()).toBe('done');
    expect([calls.length, letters()]).toEqual([3, []]);
  });

  it('waits when something stays down, and is never put aside for that', async () => {
    const { handle, letters, seen } = given([new DependencyUnavailable('event store')]);
    const began = performance.now();
    expect(await handle()).toEqual({ wait: 'event store does not answer' });
    expect(performance.now() - began).toBeLessThan(2_100);
    expect(letters()).toEqual([]);
    expect(seen.every(({ kind }) => kind === 'retried')).toBe(true);
  });

  it('waits at once for a build that knows its policy', async () => {
    const { handle, calls } = given([new UnknownPolicy({ name: 'p', version: 2, hash: 'h' })]);
    expect(await handle()).toEqual({ wait: 'policy p@2 (h) is not part of this build' });
    expect(calls.length).toBe(1);
  });

  it('is parked after three attempts at a bug, without the words of the error', async () => {
    const { handle, letters, log, calls, seen } = given([new RangeError('490154203237518')]);
    expect(await handle()).toBe('done');
    expect([calls.length, letters()]).toEqual([3, []]);
    const [{ headers } = { headers: {} }] = log.all(TOPICS.parked);
    expect(headers).toMatchObject({ 'tierline-reason': 'failed', 'tierline-error': 'RangeError' });
    expect(JSON.stringify(headers)).not.toContain('490154203237518');
    expect(seen.at(-1)).toEqual({ kind: 'parked', topic: 'orders', reason: 'failed', error: 'RangeError' });
  });

  it('waits when it cannot be parked, and when nobody can tell whether its key is', async () => {
    const { handle, log } = given([new RangeError('bug')]);
    log.beforeAppend = () => {
      throw new DependencyUnavailable('Kafka');
    };
    expect(await handle()).toEqual({ wait: 'Kafka does not answer' });
    const unread = given([accepted()]);
    unread.log.ends = () => Promise.reject(new DependencyUnavailable('Kafka'));
    expect([await unread.handle(), unread.calls]).toEqual([{ wait: 'Kafka does not answer' }, []]);
  });

  it('waits when one key after another fails, since the trouble is then ours', async () => {
    const { handle, log } = given([new RangeError('bug')], ['other']);
    expect(await handle()).toEqual({ wait: 'one key after another fails' });
    expect(log.all(TOPICS.parked)).toEqual([]);
  });

  it('is not tried again once the consumer stops, and not put aside either', async () => {
    for (const error of [new RangeError('bug'), new DependencyUnavailable('event store')]) {
      const { handle, calls, log } = given([error]);
      expect(await handle(AbortSignal.abort())).toEqual({ wait: expect.any(String) });
      expect([calls.length, log.all(TOPICS.parked)]).toEqual([1, []]);
    }
  });
});

describe('the lane of a record', () => {
  const lane = (key: Buffer | null, partition = 0) => laneOf({ topic: 't', partition, key });

  it('is its key, whatever bytes that is of', () => {
    expect(lane(Buffer.from([0xff]))).not.toBe(lane(Buffer.from([0xfe])));
    expect(lane(Buffer.from('a'))).toBe(lane(Buffer.from('a')));
    expect(lane(Buffer.from('a'))).not.toBe(lane(Buffer.from('a'), 1));
  });

  it('is one for all records without a key, and not that of the empty key', () => {
    expect(lane(null)).toBe(lane(null));
    expect(lane(null)).not.toBe(lane(Buffer.from('')));
  });
});
