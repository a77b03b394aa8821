import { unreachable } from '@tierline/kernel';
import { plansOf } from './customer-knowledge.js';
import type { CustomerFact } from './customer-facts.events.js';
import type { EntitlementClaim, EntitlementGrounds } from './entitlement.events.js';
import type { CustomerValuePolicyValues } from './policy-values.js';
import type { Money } from './values.js';

/**
 * What a customer is to be given back on certain grounds, in whole minor units. The share of a month is rounded up, for the
 * customer, and is never more than the month.
 */
export function entitledAmount(
  grounds: EntitlementGrounds,
  { daysOfMonth }: CustomerValuePolicyValues['entitlements'],
): Money {
  switch (grounds.kind) {
    case 'billing-error': {
      const { billed, owed } = grounds;
      return { amountMinor: Math.max(billed.amountMinor - owed.amountMinor, 0), currency: billed.currency };
    }
    case 'verified-fault': {
      const { daysWithoutService, monthly } = grounds;
      const amountMinor = Math.ceil((monthly.amountMinor * daysWithoutService) / daysOfMonth);
      return { amountMinor: Math.min(amountMinor, monthly.amountMinor), currency: monthly.currency };
    }
    default:
      return unreachable(grounds);
  }
}

/**
 * The grounds of a claim in what is known of a customer. This is all that passes from a customer to an entitlement: not the
 * number, not the ratings, not the flags.
 *
 * @returns `null` while nobody has told of an error or a fault, or of what the line costs
 */
export function entitlementGrounds(
  customer: { readonly facts: readonly CustomerFact[] },
  claim: EntitlementClaim,
): EntitlementGrounds | null {
  const { facts } = customer;
  if (claim.kind === 'billing-error') {
    const error = facts.find((fact) => fact.type === 'BillingErrorFound' && fact.data.billId === claim.billId);
    return error?.type === 'BillingErrorFound'
      ? { kind: claim.kind, billed: error.data.billed, owed: error.data.owed }
      : null;
  }
  const fault = facts.find((fact) => fact.type === 'FaultVerified' && fact.data.complaintId === claim.complaintId);
  if (fault?.type !== 'FaultVerified') return null;
  const plan = plansOf(customer, fault.data.lineId).findLast(({ takenOn }) => takenOn <= fault.data.verifiedOn);
  if (plan === undefined) return null;
  return { kind: claim.kind, daysWithoutService: fault.data.daysWithoutService, monthly: plan.monthly };
}
