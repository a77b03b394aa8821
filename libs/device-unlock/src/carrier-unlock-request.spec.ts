import { streamName, type Instant } from '@tierline/kernel';
import { specify } from '@tierline/kernel/testing';
import { describe, expect, it } from '@jest/globals';
import { ACTIVATION_LOCK_REQUEST } from './activation-lock-request.events.js';
import { carrierUnlockRequestDecider, type CarrierUnlockRequestCommand } from './carrier-unlock-request.decider.js';
import {
  CARRIER_UNLOCK_REQUEST,
  carrierReadiness,
  type CarrierUnlockRequestEvent,
} from './carrier-unlock-request.events.js';
import { DEVICE } from './device.events.js';
import {
  account,
  answered,
  answerUnlock,
  dueAt,
  facts,
  follow,
  granted,
  missDeadline,
  missed,
  request,
  requested,
  running,
  travel,
} from './testing/carrier-unlocks.js';
import { carrierHolder, dansHolder } from './testing/devices.js';
import { at, policy, requestId } from './testing/fixtures.js';
import type { CustomerId, LocalDate } from './values.js';

const given = specify(carrierUnlockRequestDecider, policy);
const late = '2026-03-04T22:00:00.001Z' as Instant;
const lately = (each: CarrierUnlockRequestCommand): CarrierUnlockRequestCommand => ({ ...each, at: late });
const denied = (rest = facts()): CarrierUnlockRequestEvent => ({
  type: 'CarrierUnlockDenied',
  data: { requestId, at, ...answered(rest), outcome: 'entitled' },
});

describe('a request to remove a carrier lock', () => {
  it('DU-11: begins with the instant by which it is answered', () => given().when(request()).then(requested()));
  it('DU-12: records the dates and the country of a journey', () =>
    given().when(request({ travel })).then(requested({ travel })));
  it('DU-14: is as good for a device whose type nobody knows', () =>
    given()
      .when(request({ tac: null }))
      .then(requested({ tac: null })));
  it('DU-01: that comes again changes nothing', () =>
    given(requested({ travel }), granted).when(request({ travel })).thenNothing());
  it.each([{ travel }, { customerId: 'customer-dan' as CustomerId }, { tac: '35000000' }])(
    'DU-01: is refused when its id belongs to another: %j',
    (change) => given(requested()).when(request(change)).thenRejected('request-already-exists', 'DU-01'),
  );
  it('DU-01: is no request to remove an activation lock', () => {
    expect(CARRIER_UNLOCK_REQUEST).not.toBe(ACTIVATION_LOCK_REQUEST);
    const proof = { ...request(), type: 'SubmitProof' } as never;
    expect(() => carrierUnlockRequestDecider.decide(proof, { status: 'none' }, policy)).toThrow('no case handles');
  });
});

describe('the answer to a request', () => {
  it('DU-11: is yes when every condition holds, and says that the customer was entitled', () =>
    given(requested()).when(answerUnlock()).then(granted));
  it('DU-11: changes nothing when it was given before', () => {
    given(requested(), granted).when(answerUnlock()).thenNothing();
    given(requested(), denied()).when(answerUnlock()).thenNothing();
  });

  it.each([
    ['the commitment runs and its fee is owed', facts({ account: running }), 'settled'],
    [
      'the commitment runs and nothing is owed, as in a trial period',
      facts({ account: { ...account, commitment: 'running' } }),
      'settled',
    ],
    [
      'the commitment has ended and a fee is still owed',
      facts({ account: { ...account, feeOwed: running.feeOwed } }),
      'settled',
    ],
    [
      'the device was active a day too few',
      facts({ account: { ...account, activeSince: '2026-01-02' as LocalDate } }),
      'days-active',
    ],
    [
      'the device is on another account',
      facts({ account: { ...account, customerId: 'customer-dan' as CustomerId } }),
      'own-account',
    ],
    ['the device is reported stolen', facts({ device: { blockedBy: ['stolen'] } }), 'not-blocked'],
    [
      'the code is out already',
      facts({ device: { carrierUnlocked: true, unlock: { status: 'free' } } }),
      'still-locked',
    ],
  ])('DU-11: is no when %s, and names the condition', (_, rest, condition) => {
    given(requested()).when(answerUnlock(rest)).then(denied(rest));
    const notMet = answered(rest).conditions.filter(({ result }) => result === 'not-met');
    expect(notMet.map((each) => each.condition)).toStrictEqual([condition]);
  });

  it('DU-11: is yes when the commitment was bought out', () => {
    const rest = facts({ account: { ...account, commitment: 'bought-out' } });
    given(requested())
      .when(answerUnlock(rest))
      .then({ ...granted, data: { ...granted.data, ...answered(rest) } });
  });

  it('DU-11: is not given while nothing is known of the account, and the deadline keeps running', () => {
    given(requested())
      .when(answerUnlock(facts({ account: null })))
      .thenRejected('account-standing-unknown', 'DU-11');
    given(requested()).when(lately(missDeadline)).then(missed(late));
  });
  it('DU-09: is no for a stolen device even while nothing is known of the account', () => {
    const rest = facts({ account: null, device: { blockedBy: ['stolen'] } });
    given(requested()).when(answerUnlock(rest)).then(denied(rest));
  });
  it('DU-13: waits until the device is reserved for the request', () => {
    const free = facts({ device: { unlock: { status: 'free' } } });
    const taken = facts({ device: { unlock: { status: 'reserved', holder: dansHolder } } });
    for (const rest of [free, taken])
      given(requested()).when(answerUnlock(rest)).thenRejected('device-not-reserved', 'DU-13');
  });
  it('DU-01: is refused where nothing was requested', () =>
    given().when(answerUnlock()).thenRejected('request-unknown', 'DU-01'));
});

describe('the deadline of a request', () => {
  it('DU-11: is missed once', () => {
    given(requested()).when(lately(missDeadline)).then(missed(late));
    given(requested(), missed(late)).when(lately(missDeadline)).thenNothing();
  });
  it('DU-11: is not missed before or at its instant', () => {
    given(requested()).when(missDeadline).thenRejected('deadline-not-reached', 'DU-11');
    given(requested())
      .when({ ...missDeadline, at: dueAt })
      .thenRejected('deadline-not-reached', 'DU-11');
  });
  it('DU-11: is not missed by a request that was answered, however late the clock is read', () =>
    given(requested(), granted).when(lately(missDeadline)).thenNothing());
  it('DU-11: is told with a late answer when nobody told it before, and only then', () => {
    const lateGranted: CarrierUnlockRequestEvent = { ...granted, data: { ...granted.data, at: late, isLate: true } };
    given(requested()).when(lately(answerUnlock())).then(missed(late), lateGranted);
    given(requested(), missed(late)).when(lately(answerUnlock())).then(lateGranted);
  });
  it('DU-01: is refused where nothing was requested', () =>
    given().when(missDeadline).thenRejected('request-unknown', 'DU-01'));
});

describe('a granted request', () => {
  const cited = { stream: streamName(DEVICE, 'device-1'), revision: 3 };
  const completed: CarrierUnlockRequestEvent = {
    type: 'CarrierUnlockCompleted',
    data: { requestId, at, device: cited },
  };
  const revoked: CarrierUnlockRequestEvent = {
    type: 'CarrierUnlockRevoked',
    data: { requestId, at, because: ['stolen'], device: cited },
  };
  const acknowledged = follow({
    unlock: { status: 'code-acknowledged', holder: carrierHolder },
    carrierUnlocked: true,
  });
  const stolen = follow({ unlock: { status: 'free' }, blockedBy: ['stolen'] });

  it('DU-13: is complete when its code was acknowledged', () =>
    given(requested(), granted).when(acknowledged).then(completed));
  it('DU-09: is revoked when the device was reported before anybody saw the code', () =>
    given(requested(), granted).when(stolen).then(revoked));
  it('DU-13: follows its device once', () => {
    given(requested(), granted, completed).when(acknowledged).thenNothing();
    given(requested(), granted, revoked).when(stolen).thenNothing();
  });
  it('DU-13: waits while its device is on the way', () => given(requested(), granted).when(follow({})).thenNothing());
  it('DU-11: is the only one to follow a device', () => {
    given(requested()).when(acknowledged).thenRejected('unlock-not-granted', 'DU-11');
    given(requested(), denied()).when(acknowledged).thenRejected('unlock-not-granted', 'DU-11');
    given().when(acknowledged).thenRejected('request-unknown', 'DU-01');
  });
  it('DU-11: alone is ready for the device to be unlocked', () => {
    const ready = (...events: CarrierUnlockRequestEvent[]) =>
      carrierReadiness(
        requestId,
        events.reduce(carrierUnlockRequestDecider.evolve, carrierUnlockRequestDecider.initial),
      );
    expect(ready(requested(), granted)).toStrictEqual({ requestId, isReady: true });
    for (const events of [[], [requested()], [requested(), denied()], [requested(), granted, revoked]])
      expect(ready(...events)).toStrictEqual({ requestId, isReady: false });
  });
});
