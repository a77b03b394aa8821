import { describe, expect, it } from '@jest/globals';
import { parseClockPolicy } from '@tierline/device-unlock';
import type { Instant } from '@tierline/kernel';
import { readPolicies, type DocumentView } from '@tierline/platform';
import fc from 'fast-check';
import { reportMissedDeadlines } from './deadlines.js';
import type { Deadline } from '../views/deadlines.view.js';
import { trustedClock } from './trusted-clock.js';

const folder = new URL('../../../../libs/device-unlock/policies/', import.meta.url);
const policies = readPolicies(folder, 'clock', parseClockPolicy);
const START = Date.parse('2026-03-02T10:00:00.000Z');
const { mostDisagreementMilliseconds: most, comparedEverySeconds: every } = policies.activeAt(
  '2026-03-02T10:00:00.000Z' as Instant,
).values;

/** A replica whose clock is off by so much, on a store whose clock is right. */
function replica(off = 0) {
  const state = { off, passed: 0, compared: 0, isAway: false };
  const said: string[] = [];
  const say = (_: object, message: string) => void said.push(message);
  const log = { debug: say, info: say, warn: say, error: say };
  const clock = () => new Date(START + state.passed + state.off).toISOString() as Instant;
  const compare = (now: () => number) => {
    state.compared += 1;
    return state.isAway ? Promise.reject(new Error('away')) : Promise.resolve(now() - (START + state.passed));
  };
  return { state, said, clock, trusted: trustedClock(compare, policies, clock, log) };
}

describe('a clock', () => {
  it('is trusted exactly as far as the policy demands, ahead or behind', () =>
    fc.assert(
      fc.asyncProperty(fc.integer({ min: -3 * most, max: 3 * most }), async (off) => {
        const { trusted } = replica(off);
        expect(await trusted.isTrusted()).toBe(Math.abs(off) <= most);
        expect(trusted.reason() === undefined).toBe(Math.abs(off) <= most);
      }),
    ));

  it('that is not trusted says so once, with how far it is off, and says when it is trusted again', async () => {
    const { state, said, trusted } = replica(most + 1);
    expect([await trusted.isTrusted(), await trusted.isTrusted()]).toEqual([false, false]);
    expect(said).toEqual(['no deadline is fired by this clock']);
    expect(trusted.reason()).toBe(
      `this clock is ${String(most + 1)} ms ahead of the store's, and may be ${String(most)} ms`,
    );
    state.off = -most;
    expect(await trusted.isTrusted()).toBe(true);
    expect(said.at(-1)).toBe('deadlines are fired again by this clock');
  });

  it('is compared no more often than the policy says while it is trusted, and each time while it is not', async () => {
    const { state, trusted } = replica();
    for (let second = 0; second < 2 * every; second += 1) {
      state.passed = second * 1_000;
      await trusted.isTrusted();
    }
    expect(state.compared).toBe(2);
    state.off = 2 * most;
    state.passed += every * 1_000;
    expect([await trusted.isTrusted(), await trusted.isTrusted()]).toEqual([false, false]);
    expect(state.compared).toBe(4);
  });

  it('is noticed to have been set back', async () => {
    const { state, trusted } = replica();
    await trusted.isTrusted();
    state.off = -every * 1_000;
    expect(await trusted.isTrusted()).toBe(false);
  });

  it('is not trusted blindly: what cannot be compared is an error of the store', async () => {
    const { state, trusted } = replica();
    state.isAway = true;
    await expect(trusted.isTrusted()).rejects.toThrow('away');
  });
});

it('DU-11: a replica whose clock is ahead reports no deadline as missed, and one whose clock is right does', async () => {
  const deadline = { stream: 's-1', requestId: 'r', of: 'carrier-unlock', setBy: 'e' } as const;
  const dueAt = '2026-03-02T11:00:00.000Z' as Instant;
  const list: DocumentView<Deadline>['list'] = ({ before }) =>
    before?.dueAt !== undefined && dueAt < before.dueAt ? [{ ...deadline, dueAt }] : [];
  const fired: string[] = [];
  const fire = (name: string) => {
    const execute = () => {
      fired.push(name);
      return Promise.resolve({ outcome: 'unknown-stream' as const });
    };
    return { carrierLock: execute, enquiry: execute };
  };
  const digest = { hash: String, uuid: String };
  for (const [name, off, passed] of [
    ['ahead', 2 * 3_600_000, 0],
    ['right, before it is due', 0, 0],
    ['right, after it was due', 0, 2 * 3_600_000],
  ] as const) {
    const { state, clock, trusted } = replica(off);
    state.passed = passed;
    if (await trusted.isTrusted()) await reportMissedDeadlines({ list }, fire(name), digest, clock);
  }
  expect(fired).toEqual(['right, after it was due']);
});
