import { reject, unreachable, type Decider, type Instant, type Rejection, type RuleId } from '@tierline/kernel';
import type {
  AcknowledgeCode,
  DeviceCommand,
  IssueUnlock,
  RecordDeviceStatus,
  ReleaseUnlock,
  ReserveUnlock,
  ShowCode,
} from './device.commands.js';
import {
  blockedBy,
  evolveDevice,
  hasCode,
  unknownDevice,
  type BlockingCondition,
  type Device,
  type DeviceEvent,
} from './device.events.js';
import { isAhead } from './dated.js';
import { minutesBetween } from './elapsed.js';
import type { DeviceUnlockPolicyValues } from './policy-values.js';
import { isSameValue } from './same-value.js';
import { cite } from './values.js';

/** Why a device's stream refused a command, with the rule that each reason rests on. */
export const DEVICE_REJECTIONS = {
  'dated-in-the-future': 'DU-09',
  'device-lost': 'DU-09',
  'device-stolen': 'DU-09',
  'device-in-lost-mode': 'DU-09',
  'device-managed': 'DU-09',
  'reserved-for-another-request': 'DU-13',
  'not-reserved-for-this-request': 'DU-13',
  'reserved-for-the-other-lock': 'DU-01',
  'activation-request-not-ready': 'DU-03',
  'carrier-request-not-ready': 'DU-11',
  'already-issued': 'DU-13',
  'no-code-for-this-request': 'DU-13',
  'code-not-shown': 'DU-13',
  'code-shown-to-another-actor': 'DU-13',
  'code-showing-expired': 'DU-13',
  'code-acknowledged': 'DU-13',
} as const satisfies Record<string, RuleId>;

export type DeviceRejection = keyof typeof DEVICE_REJECTIONS;

const BLOCKED = {
  lost: 'device-lost',
  stolen: 'device-stolen',
  'lost-mode': 'device-in-lost-mode',
  managed: 'device-managed',
} as const satisfies Record<BlockingCondition, DeviceRejection>;

const NOT_READY = {
  activation: 'activation-request-not-ready',
  carrier: 'carrier-request-not-ready',
} as const satisfies Record<string, DeviceRejection>;

type Decision = readonly DeviceEvent[] | Rejection<DeviceRejection>;
const no = (reason: DeviceRejection) => reject(reason, DEVICE_REJECTIONS[reason]);

/** Decides, as the only one, whether a device is unlocked and for whom (DU-09, DU-13). */
export const deviceDecider: Decider<DeviceCommand, DeviceEvent, Device, DeviceRejection, DeviceUnlockPolicyValues> = {
  initial: unknownDevice,
  decide: (command, device, { values }) => {
    switch (command.type) {
      case 'RecordDeviceStatus':
        return recordDeviceStatus(command, device);
      case 'ReserveUnlock':
        return reserveUnlock(command, device, values);
      case 'ReleaseUnlock':
        return releaseUnlock(command, device);
      case 'IssueUnlock':
        return issueUnlock(command, device);
      case 'ShowCode':
        return showCode(command, device, values);
      case 'AcknowledgeCode':
        return acknowledgeCode(command, device);
      default:
        return unreachable(command);
    }
  },
  evolve: evolveDevice,
};

const isExpired = (shown: { readonly firstShownAt: Instant }, at: Instant, minutes: number) =>
  minutesBetween(shown.firstShownAt, at) > minutes;

function recordDeviceStatus({ data, at, facts }: RecordDeviceStatus, { reports, unlock }: Device): Decision {
  const { device, condition, holds, occurredAt } = data;
  const report = { condition, holds, occurredAt };
  if (reports.some((each) => isSameValue(each, report))) return [];
  if (isAhead(occurredAt, facts)) return no('dated-in-the-future');
  const reported: DeviceEvent = { type: 'DeviceStatusReported', data: { device, at, ...report } };
  const before = blockedBy(reports);
  const because = blockedBy([...reports, report]).find((each) => !before.includes(each));
  if (because === undefined || unlock.status === 'free' || unlock.status === 'reserved') return [reported];
  const { requestId } = unlock.holder;
  if (unlock.status === 'code-issued') {
    return [reported, { type: 'UnlockRevoked', data: { device, at, requestId, because } }];
  }
  const remains = unlock.status === 'activation-lock-removed' ? unlock.status : 'code-shown';
  return [reported, { type: 'UnlockBeyondRevocation', data: { device, at, requestId, because, remains } }];
}

function reserveUnlock(
  { data, at }: ReserveUnlock,
  { reports, unlock, carrierUnlocked }: Device,
  { codes }: DeviceUnlockPolicyValues,
): Decision {
  const { device, requestId, customerId, lock } = data;
  const holder = { requestId, customerId, lock };
  if (unlock.status !== 'free' && isSameValue(unlock.holder, holder)) return [];
  const [blocked] = blockedBy(reports);
  if (blocked !== undefined) return no(BLOCKED[blocked]);
  const isInProgress = unlock.status === 'code-shown' && !isExpired(unlock, at, codes.showAgainMinutes);
  if (unlock.status === 'reserved' || unlock.status === 'code-issued' || isInProgress) {
    return no('reserved-for-another-request');
  }
  if (lock === 'carrier' && carrierUnlocked) return no('already-issued');
  return [{ type: 'UnlockReserved', data: { device, at, ...holder } }];
}

function releaseUnlock({ data, at }: ReleaseUnlock, { unlock }: Device): Decision {
  const { device, requestId } = data;
  if (unlock.status === 'free') return [];
  if (unlock.holder.requestId !== requestId) return no('not-reserved-for-this-request');
  if (unlock.status !== 'reserved') return no('already-issued');
  return [{ type: 'UnlockReservationReleased', data: { device, at, requestId } }];
}

function issueUnlock({ data, at, facts }: IssueUnlock, { reports, unlock }: Device): Decision {
  if (unlock.status === 'free' || unlock.holder.requestId !== data.requestId)
    return no('not-reserved-for-this-request');
  if (unlock.holder.lock !== data.lock) return no('reserved-for-the-other-lock');
  if (unlock.status !== 'reserved') return [];
  const [blocked] = blockedBy(reports);
  if (blocked !== undefined) return no(BLOCKED[blocked]);
  const { value } = facts.request;
  if (!value.isReady || value.requestId !== data.requestId) return no(NOT_READY[data.lock]);
  return [{ type: 'UnlockIssued', data: { ...data, at, request: cite(facts.request) } }];
}

function showCode(
  { data, at, actor }: ShowCode,
  { reports, unlock }: Device,
  { codes }: DeviceUnlockPolicyValues,
): Decision {
  if (!hasCode(unlock) || unlock.holder.requestId !== data.requestId) return no('no-code-for-this-request');
  const [blocked] = blockedBy(reports);
  if (blocked !== undefined) return no(BLOCKED[blocked]);
  const show = (showing: number): Decision => [{ type: 'CodeShown', data: { ...data, at, to: actor.id, showing } }];
  if (unlock.status === 'code-issued') return show(1);
  if (unlock.status === 'code-acknowledged') return no('code-acknowledged');
  if (unlock.to !== actor.id) return no('code-shown-to-another-actor');
  return isExpired(unlock, at, codes.showAgainMinutes) ? no('code-showing-expired') : show(unlock.showings + 1);
}

function acknowledgeCode({ data, at, actor }: AcknowledgeCode, { unlock }: Device): Decision {
  if (!hasCode(unlock) || unlock.holder.requestId !== data.requestId) return no('no-code-for-this-request');
  if (unlock.status === 'code-issued') return no('code-not-shown');
  const receiver = unlock.status === 'code-shown' ? unlock.to : unlock.by;
  if (receiver !== actor.id) return no('code-shown-to-another-actor');
  if (unlock.status === 'code-acknowledged') return [];
  return [{ type: 'CodeAcknowledged', data: { ...data, at, by: actor.id } }];
}
