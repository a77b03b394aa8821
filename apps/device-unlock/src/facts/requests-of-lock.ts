import {
  ACTIVATION_LOCK_REQUEST,
  activationOutcome,
  CARRIER_UNLOCK_REQUEST,
  type CarrierUnlockRequest,
  type DeviceToken,
  type Lock,
  type RequestId,
  type UnlockOutcome,
} from '@tierline/device-unlock';
import type { Fact } from '@tierline/kernel';
import { NO_DEVICE, type Facts } from './facts.js';

/** The category of the streams of requests for each lock (DU-01). */
export const CATEGORY_OF = {
  activation: ACTIVATION_LOCK_REQUEST,
  carrier: CARRIER_UNLOCK_REQUEST,
} as const satisfies Record<Lock, string>;

/** What a trade-in has to know of the request that it waits for; no outcome while it is open. */
export interface RequestOutcome {
  readonly requestId: RequestId;
  readonly device: DeviceToken;
  readonly outcome: UnlockOutcome | null;
}

/** How a request for either lock stands. */
export async function requestOutcome(facts: Facts, lock: Lock, requestId: RequestId): Promise<Fact<RequestOutcome>> {
  if (lock === 'activation') {
    const { value, ...place } = await facts.activationRequest(requestId);
    const device = value.status === 'none' ? NO_DEVICE : value.unlock.device;
    return { ...place, value: { requestId, device, outcome: activationOutcome(value) } };
  }
  const { value, ...place } = await facts.carrierRequest(requestId);
  const device = value.status === 'none' ? NO_DEVICE : value.unlock.device;
  return { ...place, value: { requestId, device, outcome: CARRIER_OUTCOMES[value.status] } };
}

const CARRIER_OUTCOMES = {
  none: null,
  open: null,
  overdue: null,
  granted: null,
  denied: 'denied',
  revoked: 'denied',
  completed: 'unlocked',
} as const satisfies Record<CarrierUnlockRequest['status'], UnlockOutcome | null>;
