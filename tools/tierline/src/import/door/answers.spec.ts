import { describe, expect, it } from '@jest/globals';
import { answers } from './answers.js';

const QUIET = 1_000;
const listening = () => {
  const clock = { now: 0 };
  const heard = answers(QUIET, () => clock.now);
  const isSettled = async (settled: Promise<void>) => {
    heard.look();
    return Promise.race([settled.then(() => true), new Promise<false>((resolve) => setImmediate(resolve, false))]);
  };
  return { ...heard, clock, isSettled };
};
const accepted = (commandId: string) => ({ commandId, outcome: 'accepted' as const });

describe('the answers to commands', () => {
  it('are there when each was answered, however long it takes', async () => {
    const { expect: expects, hear, settled, counts, isSettled, clock } = listening();
    expects(['a', 'b', 'c']);
    hear(accepted('a'));
    const all = settled(['a', 'b', 'c']);
    clock.now += QUIET - 1;
    hear({ commandId: 'b', outcome: 'refused', reason: 'fact-contradicts-recorded', rule: 'CV-22' });
    clock.now += QUIET - 1;
    expect(await isSettled(all)).toBe(false);
    hear({ commandId: 'c', outcome: 'no-effect' });
    expect(await isSettled(all)).toBe(true);
    const refused = new Map([['fact-contradicts-recorded (CV-22)', 1]]);
    expect(counts()).toEqual({ accepted: 1, noEffect: 1, refused, known: 0 });
  });

  it('were given before when it has been quiet since the service took the commands', async () => {
    const { expect: expects, hear, settled, counts, isSettled, clock } = listening();
    expects(['a', 'b']);
    hear(accepted('a'));
    clock.now += 10 * QUIET;
    const all = settled(['a', 'b']);
    clock.now += QUIET - 1;
    expect(await isSettled(all)).toBe(false);
    clock.now += 1;
    expect(await isSettled(all)).toBe(true);
    expect(counts()).toMatchObject({ accepted: 1, known: 1 });
  });

  it('count those of others for nothing, and each once', () => {
    const { expect: expects, hear, counts } = listening();
    expects(['a']);
    for (const id of ['x', 'a', 'a']) hear(accepted(id));
    expect(counts()).toMatchObject({ accepted: 1, known: 0 });
  });

  it('were told as known, though the service refused them after an outage', async () => {
    const { expect: expects, hear, settled, counts, isSettled, clock } = listening();
    expects(['a', 'b']);
    const all = settled(['a', 'b']);
    clock.now += QUIET;
    expect(await isSettled(all)).toBe(true);
    hear({ commandId: 'a', outcome: 'refused', reason: 'fact-contradicts-recorded', rule: 'CV-22' });
    const refused = new Map([['fact-contradicts-recorded (CV-22)', 1]]);
    expect(counts()).toEqual({ accepted: 0, noEffect: 0, refused, known: 1 });
  });

  it('are not waited for after a failure', async () => {
    const { expect: expects, settled, fail } = listening();
    expects(['a']);
    const waiting = settled(['a']);
    fail(new RangeError('gone'));
    await expect(waiting).rejects.toThrow('gone');
  });
});
