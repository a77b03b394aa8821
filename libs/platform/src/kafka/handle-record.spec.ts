import { describe, expect, it } from '@jest/globals';
import { OutcomeUnknown, streamName, UnknownPolicy, type Execution } from '@tierline/kernel';
import { DependencyUnavailable } from '../door/dependency-unavailable.js';
import { InvalidMessage } from '../door/validate.js';
import { silentLog } from '../log.js';
import type { Observation } from './consumer-port.js';
import type { DeadLetter } from './dead-letters.js';
import { givingUp } from './giving-up.js';
import { handleRecord, laneOf } from './handle-record.js';
import { recordOf, specDoor } from './testing/records.js';
import { accepted } from './testing/service.js';

function given(answers: readonly (Execution | Error)[], isDown = false, failing: readonly string[] = []) {
  const letters: DeadLetter[] = [];
  const seen: Observation[] = [];
  const calls: string[] = [];
  const patience = givingUp(2);
  failing.forEach(patience.mayGiveUp);
  const handling = {
    door: specDoor,
    execute: async ({ type }: { type: string }): Promise<Execution> => {
      calls.push(type);
      const answer = answers[calls.length - 1] ?? answers.at(-1);
      if (answer instanceof Error || !answer) throw answer ?? new Error('no answer');
      return answer;
    },
    deadLetters: {
      put: async (letter: DeadLetter): Promise<void> => {
        if (isDown) throw new DependencyUnavailable('Kafka');
        letters.push(letter);
      },
    },
    givingUp: patience,
    observe: (observation: Observation) => void seen.push(observation),
    log: silentLog,
  };
  const handle = (signal = new AbortController().signal) => handleRecord(recordOf('a', 'a1'), handling, signal);
  return { handle, letters, seen, calls };
}

describe('a record', () => {
  it('is done when its command was executed, and counted with its outcome', async () => {
    const { handle, letters, seen } = given([accepted()]);
    expect(await handle()).toBe('done');
    expect(letters).toEqual([]);
    expect(seen).toMatchObject([{ kind: 'handled', topic: 'orders', outcome: 'accepted' }]);
  });

  it.each([
    [{ outcome: 'unknown-stream' } as const, 'unknown-stream'],
    [{ outcome: 'command-id-reused' } as const, 'command-id-reused'],
    [new InvalidMessage([]), 'invalid'],
  ])('is put aside at once after %j', async (answer, reason) => {
    const { handle, letters, calls, seen } = given([answer]);
    expect(await handle()).toBe('done');
    expect([letters.map((letter) => letter.reason), calls.length]).toEqual([[reason], 1]);
    expect(seen).toEqual([{ kind: 'dead-lettered', topic: 'orders', reason }]);
  });

  it('waits when it cannot be put aside', async () => {
    const { handle, seen } = given([{ outcome: 'unknown-stream' }], true);
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
    expect([calls.length, letters]).toEqual([3, []]);
  });

  it('waits when something stays down, and is never put aside for that', async () => {
    const { handle, letters, seen } = given([new DependencyUnavailable('event store')]);
    const began = performance.now();
    expect(await handle()).toEqual({ wait: 'event store does not answer' });
    expect(performance.now() - began).toBeLessThan(2_100);
    expect(letters).toEqual([]);
    expect(seen.every(({ kind }) => kind === 'retried')).toBe(true);
  });

  it('waits at once for a build that knows its policy', async () => {
    const { handle, calls } = given([new UnknownPolicy({ name: 'p', version: 2, hash: 'h' })]);
    expect(await handle()).toEqual({ wait: 'policy p@2 (h) is not part of this build' });
    expect(calls.length).toBe(1);
  });

  it('is put aside after three attempts at a bug, without the words of the error', async () => {
    const { handle, letters, calls } = given([new RangeError('490154203237518')]);
    expect(await handle()).toBe('done');
    expect(calls.length).toBe(3);
    expect(letters).toMatchObject([{ reason: 'failed', error: 'RangeError' }]);
    expect(JSON.stringify(letters)).not.toContain('490154203237518');
  });

  it('waits when one key after another fails, since the trouble is then ours', async () => {
    const { handle, letters } = given([new RangeError('bug')], false, ['other']);
    expect(await handle()).toEqual({ wait: 'one key after another fails' });
    expect(letters).toEqual([]);
  });

  it('is not tried again once the consumer stops, and not put aside either', async () => {
    for (const error of [new RangeError('bug'), new DependencyUnavailable('event store')]) {
      const { handle, calls, letters } = given([error]);
      expect(await handle(AbortSignal.abort())).toEqual({ wait: expect.any(String) });
      expect([calls.length, letters]).toEqual([1, []]);
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
