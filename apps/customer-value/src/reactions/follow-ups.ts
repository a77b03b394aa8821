import { customerValueFollowUps } from '@tierline/contracts';
import { isCustomerValueEvent, type EntitlementClaim } from '@tierline/customer-value';
import type { EventMetadata, StoredEvent } from '@tierline/kernel';
import type { FollowUp } from '@tierline/platform';
import type { CustomerAt } from '../facts/customer-at.js';

const { openUsageReview, claimEntitlement, claimFaultsOfLine } = customerValueFollowUps;

/** What customer value has to do because of an event: one command at most. */
export function followUps(customerAt: CustomerAt) {
  const claims = (customerId: string, claim: EntitlementClaim): FollowUp => ({
    message: claimEntitlement,
    data: { customerId, claim },
  });
  return async (event: StoredEvent<EventMetadata>): Promise<FollowUp | undefined> => {
    if (!isCustomerValueEvent(event)) return undefined;
    if (event.type === 'UnusualUsageFlagged') {
      const { customerId, flagId, lineId, period } = event.data;
      return { message: openUsageReview, data: { customerId, flagId, lineId, period } };
    }
    if (event.type === 'BillingErrorFound') {
      const { customerId, billId } = event.data;
      return claims(customerId, { kind: 'billing-error', billId });
    }
    if (event.type === 'FaultVerified') {
      const { customerId, complaintId } = event.data;
      return claims(customerId, { kind: 'verified-fault', complaintId });
    }
    if (event.type === 'PlanTaken') {
      // What a line costs can be told after a fault of it, which had no grounds until then.
      const { customerId, lineId } = event.data;
      const { facts } = await customerAt(customerId, event.revision);
      const isKnown = facts.some((fact) => fact.type === 'FaultVerified' && fact.data.lineId === lineId);
      return isKnown ? { message: claimFaultsOfLine, data: { customerId, lineId } } : undefined;
    }
    return undefined;
  };
}
