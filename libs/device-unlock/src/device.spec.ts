import type { Instant } from '@tierline/kernel';
import { specify } from '@tierline/kernel/testing';
import { describe, it } from '@jest/globals';
import { ACTIVATION_LOCK_REQUEST } from './activation-lock-request.events.js';
import type { DeviceCommand, IssueFacts } from './device.commands.js';
import { deviceDecider, type DeviceRejection } from './device.decider.js';
import type { BlockingCondition, DeviceEvent } from './device.events.js';
import {
  acknowledged,
  activationHolder,
  carrierHolder,
  codeIssued,
  codeShown,
  dansHolder,
  issueCode,
  issueRemoval,
  ready,
  release,
  released,
  removalIssued,
  report,
  reported,
  reserve,
  reserved,
  showCode,
} from './testing/devices.js';
import { at, fact, phone, policy, requestId } from './testing/fixtures.js';
import type { RequestId } from './values.js';

const given = specify(deviceDecider, policy);

const later = (instant: string, each: DeviceCommand): DeviceCommand => ({ ...each, at: instant as Instant });
const shown = [reserved(carrierHolder), codeIssued, codeShown];
const blocking: [BlockingCondition, DeviceRejection][] = [
  ['lost', 'device-lost'],
  ['stolen', 'device-stolen'],
  ['lost-mode', 'device-in-lost-mode'],
  ['managed', 'device-managed'],
];

describe('a report on the status of a device', () => {
  it('DU-09: is kept', () => given().when(report('stolen')).then(reported('stolen')));
  it('DU-09: changes nothing when it comes again', () =>
    given(reported('stolen'), reported('stolen', false, '2026-03-02T08:00:00.000Z'))
      .when(report('stolen'))
      .thenNothing());
  it('DU-09: is kept when it comes after a later one, and does not overrule it', () => {
    const later = reported('stolen', false, '2026-03-02T08:00:00.000Z');
    given(later).when(report('stolen')).then(reported('stolen'));
    given(later, reported('stolen')).when(reserve(carrierHolder)).then(reserved(carrierHolder));
  });
  it('DU-09: keeps the device locked when another for the same moment denies it', () => {
    given(reported('lost'), reported('lost', false)).when(reserve(carrierHolder)).thenRejected('device-lost', 'DU-09');
    given(reported('lost', false), reported('lost')).when(reserve(carrierHolder)).thenRejected('device-lost', 'DU-09');
  });
});

describe('the reservation of a device', () => {
  it('DU-13: is made for one request', () => given().when(reserve(carrierHolder)).then(reserved(carrierHolder)));
  it('DU-13: changes nothing when that request asks again', () =>
    given(reserved(carrierHolder)).when(reserve(carrierHolder)).thenNothing());
  it("DU-13: is refused while another customer's request has the device", () =>
    given(reserved(carrierHolder)).when(reserve(dansHolder)).thenRejected('reserved-for-another-request', 'DU-13'));
  it('DU-13: is refused for a second lock while the first is being removed', () =>
    given(reserved(carrierHolder))
      .when(reserve({ ...activationHolder, requestId: 'request-3' as RequestId }))
      .thenRejected('reserved-for-another-request', 'DU-13'));
  it.each(blocking)('DU-09: is refused for a device that is %s', (condition, reason) =>
    given(reported(condition)).when(reserve(carrierHolder)).thenRejected(reason, 'DU-09'),
  );
  it('DU-09: is made once the device is cleared', () =>
    given(reported('lost'), reported('lost', false, '2026-03-02T08:00:00.000Z'))
      .when(reserve(carrierHolder))
      .then(reserved(carrierHolder)));
  it('DU-13: is refused for a carrier lock whose code is out', () =>
    given(...shown, acknowledged)
      .when(reserve(dansHolder))
      .thenRejected('already-issued', 'DU-13'));
  it('DU-01: is made for the activation lock of a device whose carrier lock is gone', () => {
    const next = { ...activationHolder, requestId: 'request-3' as RequestId };
    given(...shown, acknowledged)
      .when(reserve(next))
      .then(reserved(next));
  });
  it('DU-13: waits for a code that may still be shown again, and not for ever', () => {
    const next = { ...activationHolder, requestId: 'request-3' as RequestId };
    given(...shown)
      .when(reserve(next))
      .thenRejected('reserved-for-another-request', 'DU-13');
    given(...shown)
      .when(later('2026-03-02T10:30:00.001Z', reserve(next)))
      .then({ type: 'UnlockReserved', data: { device: phone, at: '2026-03-02T10:30:00.001Z' as Instant, ...next } });
  });
});

describe('the release of a device', () => {
  it('DU-13: makes room for another request', () => {
    given(reserved(carrierHolder)).when(release()).then(released);
    given(reserved(carrierHolder), released).when(reserve(dansHolder)).then(reserved(dansHolder));
  });
  it('DU-13: changes nothing when it comes again', () =>
    given(reserved(carrierHolder), released).when(release()).thenNothing());
  it('DU-13: is refused to a request that has not reserved it', () =>
    given(reserved(carrierHolder))
      .when(release(dansHolder.requestId))
      .thenRejected('not-reserved-for-this-request', 'DU-13'));
  it('DU-13: is refused after the unlock', () =>
    given(reserved(carrierHolder), codeIssued).when(release()).thenRejected('already-issued', 'DU-13'));
});

describe('an unlock', () => {
  const notReady: IssueFacts = { request: fact(ACTIVATION_LOCK_REQUEST, { requestId, isReady: false }, 3) };
  const otherReady: IssueFacts = {
    request: fact(ACTIVATION_LOCK_REQUEST, { requestId: dansHolder.requestId, isReady: true }),
  };

  it('DU-13: takes place once, and names the request and its revision', () => {
    given(reserved(carrierHolder)).when(issueCode()).then(codeIssued);
    given(reserved(activationHolder)).when(issueRemoval()).then(removalIssued);
  });
  it('DU-13: changes nothing when it comes again, even with another code', () => {
    given(...shown)
      .when(issueCode())
      .thenNothing();
    given(reserved(activationHolder), removalIssued).when(issueRemoval()).thenNothing();
  });
  it('DU-13: is refused to a request that has not reserved the device', () => {
    given().when(issueCode()).thenRejected('not-reserved-for-this-request', 'DU-13');
    given(reserved(dansHolder)).when(issueCode()).thenRejected('not-reserved-for-this-request', 'DU-13');
  });
  it('DU-01: is refused for the other lock', () => {
    given(reserved(activationHolder)).when(issueCode()).thenRejected('reserved-for-the-other-lock', 'DU-01');
    given(reserved(carrierHolder)).when(issueRemoval()).thenRejected('reserved-for-the-other-lock', 'DU-01');
  });
  it('DU-03, DU-11: is refused while the request itself is not ready for it', () => {
    given(reserved(activationHolder))
      .when(issueRemoval(notReady))
      .thenRejected('activation-request-not-ready', 'DU-03');
    given(reserved(carrierHolder)).when(issueCode(notReady)).thenRejected('carrier-request-not-ready', 'DU-11');
    given(reserved(carrierHolder)).when(issueCode(otherReady)).thenRejected('carrier-request-not-ready', 'DU-11');
  });
  it.each(blocking)('DU-09: is refused when the device is known to be %s at that moment', (condition, reason) => {
    given(reserved(carrierHolder), reported(condition)).when(issueCode(ready)).thenRejected(reason, 'DU-09');
    given(reserved(activationHolder), reported(condition)).when(issueRemoval()).thenRejected(reason, 'DU-09');
  });
});

describe('a theft that is reported after the unlock', () => {
  const beyond = (remains: 'code-shown' | 'activation-lock-removed'): DeviceEvent => ({
    type: 'UnlockBeyondRevocation',
    data: { device: phone, at, requestId, because: 'stolen', remains },
  });

  it('DU-09: revokes a code that nobody has seen', () => {
    const revoked: DeviceEvent = { type: 'UnlockRevoked', data: { device: phone, at, requestId, because: 'stolen' } };
    given(reserved(carrierHolder), codeIssued).when(report('stolen')).then(reported('stolen'), revoked);
    given(reserved(carrierHolder), codeIssued, reported('stolen'), revoked)
      .when(showCode)
      .thenRejected('no-code-for-this-request', 'DU-13');
  });
  it('DU-09: says that a code which was seen, and a lock which is gone, cannot be taken back', () => {
    given(...shown)
      .when(report('stolen'))
      .then(reported('stolen'), beyond('code-shown'));
    given(...shown, acknowledged)
      .when(report('stolen'))
      .then(reported('stolen'), beyond('code-shown'));
    given(reserved(activationHolder), removalIssued)
      .when(report('stolen'))
      .then(reported('stolen'), beyond('activation-lock-removed'));
  });
  it('DU-09: still stops the code from being shown again', () =>
    given(...shown, reported('stolen'), beyond('code-shown'))
      .when(showCode)
      .thenRejected('device-stolen', 'DU-09'));
  it('DU-09: takes nothing back when it was cleared before it was known', () =>
    given(reserved(carrierHolder), reported('stolen', false, '2026-03-02T08:00:00.000Z'), codeIssued)
      .when(report('stolen'))
      .then(reported('stolen')));
});
