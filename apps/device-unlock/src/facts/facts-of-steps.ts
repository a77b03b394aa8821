import {
  activationReadiness,
  carrierReadiness,
  type Dated,
  type Lock,
  type RequestId,
  type RequestReadiness,
} from '@tierline/device-unlock';
import type { Fact, Instant } from '@tierline/kernel';
import { latestDayOnEarth } from '@tierline/platform';
import type { Facts } from './facts.js';
import { requestOutcome } from './requests-of-lock.js';

/** Completes what another system tells with the latest day on which it can have happened. */
export const dated = <C extends { readonly at: Instant }>(command: C): C & { readonly facts: Required<Dated> } => ({
  ...command,
  facts: { latestDay: latestDayOnEarth(command.at) },
});

/** Whether only the device can still forbid the unlock of an activation-lock request. */
export async function activationReady(facts: Facts, requestId: RequestId): Promise<Fact<RequestReadiness>> {
  const { value, ...place } = await facts.activationRequest(requestId);
  return { ...place, value: activationReadiness(requestId, value) };
}

/** The same of a carrier-unlock request. */
export async function carrierReady(facts: Facts, requestId: RequestId): Promise<Fact<RequestReadiness>> {
  const { value, ...place } = await facts.carrierRequest(requestId);
  return { ...place, value: carrierReadiness(requestId, value) };
}

/** How a request for either lock has ended, for its trade-in. */
export async function outcomeFact(facts: Facts, lock: Lock, requestId: RequestId) {
  const { value, ...place } = await requestOutcome(facts, lock, requestId);
  return { ...place, value: { requestId, outcome: value.outcome } };
}
