import { specify } from '@tierline/kernel/testing';
import { describe, expect, it } from '@jest/globals';
import { activationLockRequestDecider } from './activation-lock-request.decider.js';
import {
  activationOutcome,
  activationReadiness,
  type ActivationLockRequestEvent,
} from './activation-lock-request.events.js';
import { blockedBy, BLOCKING_CONDITIONS } from './device.events.js';
import { deviceDecider } from './device.decider.js';
import { deviceStanding } from './device-standing.js';
import {
  answer,
  bySelf,
  consent,
  credentialsAsked,
  deny,
  deviceAt,
  erasureConsented,
  licence,
  of,
  proofMatched,
  proofPending,
  proofRequired,
  receipt,
  reconsider,
  remove,
  removed,
  submit,
  unlocked,
} from './testing/activation-lock.js';
import { activationHolder, carrierHolder, codeIssued, dansHolder, report, reserved } from './testing/devices.js';
import { policy, requestId } from './testing/fixtures.js';
import { cite } from './values.js';

const given = specify(activationLockRequestDecider, policy);
const mine = { status: 'reserved', holder: activationHolder } as const;
const taken = { status: 'reserved', holder: dansHolder } as const;
const free = { status: 'free' } as const;
const device = cite(deviceAt());
const denied = (because: readonly (typeof BLOCKING_CONDITIONS)[number][]): ActivationLockRequestEvent => ({
  type: 'ActivationUnlockDenied',
  data: { ...of, device, reason: 'device-blocked', because },
});
const stoodBack: ActivationLockRequestEvent = {
  type: 'ActivationUnlockDenied',
  data: { ...of, device, reason: 'reserved-for-another-request' },
};

describe('the removal of a lock', () => {
  it('DU-13: follows what the stream of the device has issued', () =>
    given(...erasureConsented)
      .when(remove())
      .then(removed));
  it('DU-13: is refused before the device has issued it, and when it was issued for another request', () => {
    for (const unlock of [free, mine, taken, { status: 'activation-lock-removed', holder: dansHolder } as const])
      given(...erasureConsented)
        .when(remove({ unlock }))
        .thenRejected('unlock-not-issued', 'DU-13');
  });
  it.each(BLOCKING_CONDITIONS)('DU-09: is refused for a device that is %s', (condition) =>
    given(...erasureConsented)
      .when(remove({ unlock: mine, blockedBy: [condition] }))
      .thenRejected('device-blocked', 'DU-09'),
  );
  it('DU-09: is told when it was issued before the theft was known', () =>
    given(...erasureConsented)
      .when(remove({ blockedBy: ['stolen'] }))
      .then(removed));
});

describe('a request that its device refuses', () => {
  it.each(
    [credentialsAsked, proofRequired, proofPending, proofMatched, erasureConsented].map(
      (each) => [each.at(-1)?.type, each] as const,
    ),
  )('DU-09: is denied after %s, and is told by which conditions', (_, history) =>
    given(...history)
      .when(deny({ unlock: mine, blockedBy: ['stolen', 'managed'] }))
      .then(denied(['stolen', 'managed'])),
  );
  it('DU-13: is denied when another request has the device', () =>
    given(...credentialsAsked)
      .when(deny({ unlock: taken }))
      .then(stoodBack));
  it('DU-09: is denied once', () =>
    given(...credentialsAsked, denied(['stolen']))
      .when(deny({ unlock: mine, blockedBy: ['stolen'] }))
      .thenNothing());
  it('DU-09: is not denied while the device is clear and nobody else has it', () => {
    for (const unlock of [free, mine, { status: 'code-acknowledged', holder: carrierHolder } as const])
      given(...proofRequired)
        .when(deny({ unlock }))
        .thenRejected('device-not-refused', 'DU-09');
  });
  it('DU-09: is not denied after the unlock was issued', () =>
    given(...erasureConsented)
      .when(deny({ blockedBy: ['stolen'] }))
      .thenRejected('device-not-refused', 'DU-09'));
  it('DU-01, DU-02, DU-10: is not denied where there is none, and not after its end', () => {
    given().when(deny()).thenRejected('request-unknown', 'DU-01');
    given(...bySelf)
      .when(deny())
      .thenRejected('closed-by-self-service', 'DU-02');
    given(...unlocked)
      .when(deny())
      .thenRejected('already-unlocked', 'DU-10');
  });
  it.each(
    [submit(receipt), submit(licence), reconsider(), consent, remove(), answer('known'), answer('unknown')].map(
      (each) => [each.type, each] as const,
    ),
  )('DU-09: takes no %s any more', (_, command) =>
    given(...proofMatched, denied(['lost']))
      .when(command)
      .thenRejected('denied-for-the-device', 'DU-09'),
  );
});

it('DU-16: a request has an outcome for its trade-in exactly when it is closed', () => {
  const outcome = (...events: ActivationLockRequestEvent[]) =>
    activationOutcome(events.reduce(activationLockRequestDecider.evolve, activationLockRequestDecider.initial));
  expect(outcome(...unlocked)).toBe('unlocked');
  expect(outcome(...bySelf)).toBe('self-service');
  expect(outcome(...proofRequired, stoodBack)).toBe('denied');
  for (const open of [[], credentialsAsked, proofPending, proofMatched, erasureConsented])
    expect(outcome(...open)).toBeNull();
});

it('DU-03, DU-10: a request is ready for its device exactly when the proof has matched and the consent was given', () => {
  const isReady = (...events: ActivationLockRequestEvent[]) =>
    activationReadiness(
      requestId,
      events.reduce(activationLockRequestDecider.evolve, activationLockRequestDecider.initial),
    ).isReady;
  expect(isReady(...erasureConsented)).toBe(true);
  for (const events of [[], credentialsAsked, proofPending, proofMatched, unlocked, bySelf])
    expect(isReady(...events)).toBe(false);
});

it('DU-13: what requests are told of a device holds everything but its code', () => {
  const state = [reserved(carrierHolder), codeIssued].reduce(deviceDecider.evolve, deviceDecider.initial);
  expect(deviceStanding(state)).toStrictEqual({
    blockedBy: blockedBy([report('lost', false).data]),
    carrierUnlocked: false,
    unlock: { status: 'code-issued', holder: carrierHolder },
  });
  expect(deviceStanding(deviceDecider.initial).unlock).toStrictEqual({ status: 'free' });
});
