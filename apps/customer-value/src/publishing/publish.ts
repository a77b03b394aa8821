import type { CustomerValueEventV1 } from '@tierline/contracts';
import { claimedId, isCustomerValueEvent, type CustomerValuePolicyValues } from '@tierline/customer-value';
import {
  isPersonalDataEvent,
  isPolicyActivated,
  unreachable,
  UnregisteredEvent,
  type EventMetadata,
  type PolicyBook,
  type StoredEvent,
} from '@tierline/kernel';
import type { CustomerAt } from '../facts/customer-at.js';
import { standings } from './standing.js';

/**
 * What others are told of a stored event; nothing of an event that is this context's own affair.
 *
 * Stored events and published ones are two sets, so that either can change without the other. What is told beside a change is
 * read as of its revision, so that it is the same whenever it is published.
 */
export function publishedEvent(
  customerAt: CustomerAt,
  policies: Pick<PolicyBook<CustomerValuePolicyValues>, 'pinned'>,
) {
  const standingAt = standings(customerAt, policies);

  return async (event: StoredEvent<EventMetadata>): Promise<CustomerValueEventV1 | undefined> => {
    if (isPersonalDataEvent(event) || isPolicyActivated(event)) return undefined;
    if (!isCustomerValueEvent(event))
      throw new UnregisteredEvent(event.type, 'nobody has decided whether it is published');
    switch (event.type) {
      case 'ValueChanged': {
        const { at: _, ...change } = event.data;
        const { attitude, asOf } = await standingAt(event, change.customerId);
        return { type: event.type, data: { ...change, attitude, asOf } };
      }
      case 'CustomerOpened':
      case 'AttitudeRated': {
        const { isAttitudeNew, ...standing } = await standingAt(event, event.data.customerId);
        const isTold = event.type === 'CustomerOpened' || isAttitudeNew;
        return isTold ? { type: 'CustomerStandingChanged', data: standing } : undefined;
      }
      case 'ConcessionGranted':
      case 'ConcessionDenied':
      case 'ConcessionDecidedOtherwise': {
        const { customerId, concessionId, kind, outcome } = event.data;
        const decided = { customerId, concessionId, kind, outcome };
        if (event.type === 'ConcessionDenied')
          return { type: 'ConcessionDecided', data: { ...decided, decision: 'denied' } };
        const decision = event.type === 'ConcessionGranted' ? 'granted' : 'otherwise';
        return { type: 'ConcessionDecided', data: { ...decided, decision, granted: event.data.granted } };
      }
      case 'EntitlementGranted':
      case 'EntitlementDenied': {
        const { customerId, claim, outcome } = event.data;
        const decided = { customerId, claim: claim.kind, claimId: claimedId(claim), outcome };
        return event.type === 'EntitlementGranted'
          ? { type: 'EntitlementDecided', data: { ...decided, decision: 'granted', granted: event.data.granted } }
          : { type: 'EntitlementDecided', data: { ...decided, decision: 'denied' } };
      }
      case 'UsageReviewOpened': {
        const { customerId, flagId, flag, lineId, period } = event.data;
        return { type: 'UsageFlagRaised', data: { customerId, flagId, flag, lineId, period } };
      }
      case 'UsageReviewClosed': {
        const { customerId, flagId, answer } = event.data;
        return { type: 'UsageFlagClosed', data: { customerId, flagId, answer } };
      }
      case 'GrandfatheredPlanForfeited': {
        const { customerId, offerId, lineId, plan } = event.data;
        return { type: event.type, data: { customerId, offerId, lineId, plan } };
      }
      case 'BillIssued':
      case 'BillPaid':
      case 'BillingErrorFound':
      case 'PlanTaken':
      case 'DeviceTaken':
      case 'LineAdded':
      case 'LineEnded':
      case 'AccountClassified':
      case 'CommitmentBegun':
      case 'CommitmentRenewed':
      case 'ComplaintMade':
      case 'FaultVerified':
      case 'ChurnThreatened':
      case 'TerminationFeeQuoted':
      case 'OfferMade':
      case 'ForfeitureDisclosed':
      case 'ForfeitureConsented':
      case 'OfferAccepted':
      case 'OfferDeclined':
      case 'UsageReported':
      case 'UnusualUsageFlagged':
        return undefined;
      default:
        return unreachable(event);
    }
  };
}
