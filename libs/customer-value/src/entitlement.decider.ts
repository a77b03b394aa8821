import type { Command, Decider, Fact } from '@tierline/kernel';
import { entitledAmount } from './entitled-amount.js';
import {
  evolveEntitlement,
  type Entitlement,
  type EntitlementClaim,
  type EntitlementEvent,
  type EntitlementGrounds,
} from './entitlement.events.js';
import type { CustomerValuePolicyValues } from './policy-values.js';
import type { CustomerId } from './values.js';

/** A customer is to be given what they are entitled to. `grounds`: `null` while nobody has told of any. */
export type ClaimEntitlement = Command<
  'ClaimEntitlement',
  { readonly customerId: CustomerId; readonly claim: EntitlementClaim },
  { readonly grounds: Fact<EntitlementGrounds | null> }
>;

/** What a decision on an entitlement can rest on: neither value nor attitude nor flag is part of it, and nobody asks (RT-14). */
export type EntitlementInput = Omit<ClaimEntitlement, 'actor'>;

/** Decides on entitlements by their grounds alone (CV-09, RT-14). A yes or a no is always an event, so nothing is refused. */
export const entitlementDecider: Decider<
  ClaimEntitlement,
  EntitlementEvent,
  Entitlement,
  never,
  CustomerValuePolicyValues
> = {
  initial: { status: 'none' },
  decide: (command, state, { values }) => decide(command, state, values),
  evolve: evolveEntitlement,
};

function decide(
  { data: { customerId, claim }, at, facts: { grounds } }: EntitlementInput,
  state: Entitlement,
  { entitlements }: Pick<CustomerValuePolicyValues, 'entitlements'>,
): readonly EntitlementEvent[] {
  if (state.status === 'granted') return [];
  const { stream, revision } = grounds;
  const claimed = { customerId, at, claim, outcome: 'entitled', customer: { stream, revision } } as const;
  const granted = grounds.value === null ? null : entitledAmount(grounds.value, entitlements);
  if (grounds.value !== null && granted !== null && granted.amountMinor > 0)
    return [{ type: 'EntitlementGranted', data: { ...claimed, granted, grounds: grounds.value } }];
  const reason = grounds.value === null ? 'no-grounds' : 'nothing-owed';
  if (state.status === 'denied' && state.reason === reason) return [];
  return [{ type: 'EntitlementDenied', data: { ...claimed, reason } }];
}
