import type { Actor, Instant } from '@tierline/kernel';
import { specify } from '@tierline/kernel/testing';
import { describe, it } from '@jest/globals';
import type { DeviceCommand } from './device.commands.js';
import { deviceDecider } from './device.decider.js';
import type { DeviceEvent } from './device.events.js';
import {
  acknowledge,
  acknowledged,
  activationHolder,
  carrierHolder,
  codeIssued,
  codeShown,
  removalIssued,
  reserved,
  showCode,
} from './testing/devices.js';
import { phone, policy, requestId } from './testing/fixtures.js';

const given = specify(deviceDecider, policy);
const bo: Actor = { id: 'clerk-bo', role: 'store-clerk', channel: 'store' };
const by = (actor: Actor, each: DeviceCommand): DeviceCommand => ({ ...each, actor });
const later = (instant: string, each: DeviceCommand): DeviceCommand => ({ ...each, at: instant as Instant });
const shown = [reserved(carrierHolder), codeIssued, codeShown];

describe('an unlock code', () => {
  const issued = [reserved(carrierHolder), codeIssued];

  it('DU-13: is shown to the actor who asks first', () =>
    given(...issued)
      .when(showCode)
      .then(codeShown));
  it('DU-13: is shown again to the same actor for a time, and each showing is told', () =>
    given(...shown)
      .when(later('2026-03-02T10:30:00.000Z', showCode))
      .then({
        type: 'CodeShown',
        data: { device: phone, at: '2026-03-02T10:30:00.000Z' as Instant, requestId, to: 'agent-ada', showing: 2 },
      }));
  it('DU-13: is not shown again after that time, which runs from the first showing', () => {
    const again: DeviceEvent = {
      type: 'CodeShown',
      data: { device: phone, at: '2026-03-02T10:29:00.000Z' as Instant, requestId, to: 'agent-ada', showing: 2 },
    };
    given(...shown, again)
      .when(later('2026-03-02T10:30:00.001Z', showCode))
      .thenRejected('code-showing-expired', 'DU-13');
  });
  it('DU-13: is not shown to another actor', () =>
    given(...shown)
      .when(by(bo, showCode))
      .thenRejected('code-shown-to-another-actor', 'DU-13'));
  it('DU-13: is not shown once it was acknowledged', () =>
    given(...shown, acknowledged)
      .when(showCode)
      .thenRejected('code-acknowledged', 'DU-13'));
  it('DU-13: is shown for no other request, and not before it was issued', () => {
    given(reserved(carrierHolder)).when(showCode).thenRejected('no-code-for-this-request', 'DU-13');
    given(reserved(activationHolder), removalIssued).when(showCode).thenRejected('no-code-for-this-request', 'DU-13');
  });
  it('DU-13: is acknowledged by the actor who saw it', () =>
    given(...shown)
      .when(acknowledge)
      .then(acknowledged));
  it('DU-13: is acknowledged once', () =>
    given(...shown, acknowledged)
      .when(acknowledge)
      .thenNothing());
  it('DU-13: is acknowledged by nobody else, and not unseen', () => {
    given(...shown)
      .when(by(bo, acknowledge))
      .thenRejected('code-shown-to-another-actor', 'DU-13');
    given(...shown, acknowledged)
      .when(by(bo, acknowledge))
      .thenRejected('code-shown-to-another-actor', 'DU-13');
    given(...issued)
      .when(acknowledge)
      .thenRejected('code-not-shown', 'DU-13');
    given().when(acknowledge).thenRejected('no-code-for-this-request', 'DU-13');
  });
});
