import { cloudEventType, customerValueFollowUps, customerValueTopics, type MessageType } from '@tierline/contracts';
import { isCustomerValueEvent, type EntitlementClaim } from '@tierline/customer-value';
import type { EventMetadata, StoredEvent } from '@tierline/kernel';
import type { Publication } from '@tierline/platform';

const { openUsageReview, claimEntitlement } = customerValueFollowUps;
const { context, ingress } = customerValueTopics;

/**
 * What customer value has to do because of an event, as a command on its own ingress topic: one at most, as a consumer tells old
 * from new by the position of the event.
 *
 * The id is the event's, so the command is the same however often the event is met.
 */
export function followUps(event: StoredEvent<EventMetadata>): readonly Publication[] {
  if (!isCustomerValueEvent(event)) return [];
  const ask = (message: MessageType, data: object): readonly Publication[] => [
    { topic: ingress.internal.topic, type: cloudEventType(context, message), id: event.id, data },
  ];
  const claims = (claim: EntitlementClaim) => ask(claimEntitlement, { customerId: event.data.customerId, claim });
  if (event.type === 'UnusualUsageFlagged') {
    const { customerId, flagId, lineId, period } = event.data;
    return ask(openUsageReview, { customerId, flagId, lineId, period });
  }
  if (event.type === 'BillingErrorFound') return claims({ kind: 'billing-error', billId: event.data.billId });
  if (event.type === 'FaultVerified') return claims({ kind: 'verified-fault', complaintId: event.data.complaintId });
  return [];
}
