import { unreachable, UnreachableValue, type Instant, type Message } from '@tierline/kernel';
import type { CustomerId, DeviceToken, FactReference, RequestId, SealedCode } from './values.js';

/** The category of the streams that decide about a device's unlocks, one by device token. */
export const DEVICE = 'device_unlock.device';

/** What keeps a device locked, whoever asks (DU-09). */
export const BLOCKING_CONDITIONS = ['lost', 'stolen', 'lost-mode', 'managed'] as const;
export type BlockingCondition = (typeof BLOCKING_CONDITIONS)[number];

/** The maker's account lock, or the carrier's SIM lock (DU-01). */
export type Lock = 'activation' | 'carrier';

/** What a register says of a device: from `occurredAt` on, a condition holds or holds no longer. */
export interface DeviceStatus {
  readonly condition: BlockingCondition;
  readonly holds: boolean;
  readonly occurredAt: Instant;
}

/** Which request a device is being unlocked for. */
export interface UnlockHolder {
  readonly requestId: RequestId;
  readonly customerId: CustomerId;
  readonly lock: Lock;
}

type Of<Type extends string, Data extends object> = Message<
  Type,
  { readonly device: DeviceToken; readonly at: Instant } & Data
>;

export type DeviceStatusReported = Of<'DeviceStatusReported', DeviceStatus>;
/** From now on the device is unlocked for this request or for none. */
export type UnlockReserved = Of<'UnlockReserved', UnlockHolder>;
export type UnlockReservationReleased = Of<'UnlockReservationReleased', { readonly requestId: RequestId }>;
/** The unlock itself. A carrier lock's code is sealed: only the door that shows it can open it (DU-13). */
export type UnlockIssued = Of<
  'UnlockIssued',
  { readonly requestId: RequestId; readonly request: FactReference } & (
    { readonly lock: 'activation' } | { readonly lock: 'carrier'; readonly code: SealedCode }
  )
>;
/** The code was issued and nobody has seen it: it is void (DU-09). */
export type UnlockRevoked = Of<'UnlockRevoked', { readonly requestId: RequestId; readonly because: BlockingCondition }>;
/** The report came too late: what was issued is out of our hands (DU-09). */
export type UnlockBeyondRevocation = Of<
  'UnlockBeyondRevocation',
  {
    readonly requestId: RequestId;
    readonly because: BlockingCondition;
    readonly remains: 'code-shown' | 'activation-lock-removed';
  }
>;
/** `showing`: 1 for the first time that the code was shown (DU-13). `to`: the id of the actor. */
export type CodeShown = Of<
  'CodeShown',
  { readonly requestId: RequestId; readonly to: string; readonly showing: number }
>;
export type CodeAcknowledged = Of<'CodeAcknowledged', { readonly requestId: RequestId; readonly by: string }>;

export type DeviceEvent =
  | DeviceStatusReported
  | UnlockReserved
  | UnlockReservationReleased
  | UnlockIssued
  | UnlockRevoked
  | UnlockBeyondRevocation
  | CodeShown
  | CodeAcknowledged;

/** Where a device's unlock stands. */
export type DeviceUnlock =
  | { readonly status: 'free' }
  | { readonly status: 'reserved'; readonly holder: UnlockHolder }
  | { readonly status: 'activation-lock-removed'; readonly holder: UnlockHolder }
  | { readonly status: 'code-issued'; readonly holder: UnlockHolder; readonly code: SealedCode }
  | {
      readonly status: 'code-shown';
      readonly holder: UnlockHolder;
      readonly code: SealedCode;
      readonly to: string;
      readonly firstShownAt: Instant;
      readonly showings: number;
    }
  | { readonly status: 'code-acknowledged'; readonly holder: UnlockHolder; readonly by: string };

/** What is known of a device. `carrierUnlocked`: its code is out, and is never issued again. */
export interface Device {
  readonly reports: readonly DeviceStatus[];
  readonly unlock: DeviceUnlock;
  readonly carrierUnlocked: boolean;
}

/**
 * The conditions that hold, in the order of `BLOCKING_CONDITIONS`. For each the latest report counts, in whatever order they
 * came; of two for the same moment the one that keeps the device locked.
 */
export const blockedBy = (reports: readonly DeviceStatus[]): readonly BlockingCondition[] =>
  BLOCKING_CONDITIONS.filter((condition) => {
    const [latest] = reports
      .filter((each) => each.condition === condition)
      .toSorted((a, b) =>
        a.occurredAt === b.occurredAt ? Number(b.holds) - Number(a.holds) : a.occurredAt < b.occurredAt ? 1 : -1,
      );
    return latest?.holds === true;
  });

type CodeUnlock = Extract<DeviceUnlock, { status: 'code-issued' | 'code-shown' | 'code-acknowledged' }>;

/** Whether a code was issued, seen or not. */
export const hasCode = (unlock: DeviceUnlock): unlock is CodeUnlock =>
  unlock.status === 'code-issued' || unlock.status === 'code-shown' || unlock.status === 'code-acknowledged';

/** A device of which nothing is known. */
export const unknownDevice: Device = { reports: [], unlock: { status: 'free' }, carrierUnlocked: false };

/**
 * The state after a further event.
 *
 * @throws {UnreachableValue} when the event cannot follow, so no decider of this build wrote the stream
 */
export function evolveDevice(device: Device, event: DeviceEvent): Device {
  if (event.type === 'DeviceStatusReported') {
    const { condition, holds, occurredAt } = event.data;
    return { ...device, reports: [...device.reports, { condition, holds, occurredAt }] };
  }
  const unlock = evolveUnlock(device.unlock, event);
  return { ...device, unlock, carrierUnlocked: device.carrierUnlocked || unlock.status === 'code-shown' };
}

function evolveUnlock(
  unlock: DeviceUnlock,
  event: Exclude<DeviceEvent, { type: 'DeviceStatusReported' }>,
): DeviceUnlock {
  switch (event.type) {
    case 'UnlockReserved': {
      const { requestId, customerId, lock } = event.data;
      return { status: 'reserved', holder: { requestId, customerId, lock } };
    }
    case 'UnlockReservationReleased':
    case 'UnlockRevoked':
      return { status: 'free' };
    case 'UnlockIssued': {
      if (unlock.status !== 'reserved') throw new UnreachableValue(event);
      const { holder } = unlock;
      if (event.data.lock === 'activation') return { status: 'activation-lock-removed', holder };
      return { status: 'code-issued', holder, code: event.data.code };
    }
    case 'CodeShown': {
      if (unlock.status !== 'code-issued' && unlock.status !== 'code-shown') throw new UnreachableValue(event);
      const { holder, code } = unlock;
      const firstShownAt = unlock.status === 'code-shown' ? unlock.firstShownAt : event.data.at;
      return { status: 'code-shown', holder, code, to: event.data.to, firstShownAt, showings: event.data.showing };
    }
    case 'CodeAcknowledged':
      if (unlock.status !== 'code-shown') throw new UnreachableValue(event);
      return { status: 'code-acknowledged', holder: unlock.holder, by: event.data.by };
    case 'UnlockBeyondRevocation':
      return unlock;
    default:
      return unreachable(event);
  }
}
