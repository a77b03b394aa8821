import {
  blockedBy,
  type BlockingCondition,
  type Device,
  type DeviceUnlock,
  type UnlockHolder,
} from './device.events.js';
import type { RequestId } from './values.js';

/** What requests are told of a device: everything but its code. */
export interface DeviceStanding {
  readonly blockedBy: readonly BlockingCondition[];
  readonly carrierUnlocked: boolean;
  readonly unlock:
    | { readonly status: 'free' }
    | { readonly status: Exclude<DeviceUnlock['status'], 'free'>; readonly holder: UnlockHolder };
}

/** Tells requests of a device. */
export const deviceStanding = ({ reports, carrierUnlocked, unlock }: Device): DeviceStanding => ({
  blockedBy: blockedBy(reports),
  carrierUnlocked,
  unlock: unlock.status === 'free' ? { status: 'free' } : { status: unlock.status, holder: unlock.holder },
});

/** Whether the device is, or was last, unlocked for this request. */
export const isHeldBy = ({ unlock }: DeviceStanding, requestId: RequestId): boolean =>
  unlock.status !== 'free' && unlock.holder.requestId === requestId;

/** Whether the device is being unlocked for another request, so that this one has to stand back (DU-13). */
export const isTakenFrom = (device: DeviceStanding, requestId: RequestId): boolean =>
  !isHeldBy(device, requestId) && ['reserved', 'code-issued', 'code-shown'].includes(device.unlock.status);
