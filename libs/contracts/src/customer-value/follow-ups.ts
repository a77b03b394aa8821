import { Equals } from 'class-validator';
import { ForeignId, NestedOneOf } from '../fields/index.js';
import { messageType } from '../message-type.js';
import { FlagId, Period } from './values.js';

/** A flag is to be looked at by fraud & abuse (CV-21). */
export class OpenUsageReviewV1 {
  @ForeignId()
  readonly customerId!: string;

  @FlagId()
  readonly flagId!: string;

  @ForeignId()
  readonly lineId!: string;

  @Period()
  readonly period!: string;
}

/** More was billed than was owed. */
export class BillingErrorClaimV1 {
  @Equals('billing-error')
  readonly kind!: 'billing-error';

  @ForeignId()
  readonly billId!: string;
}

/** What the customer complained about was a fault of the network (CV-23). */
export class VerifiedFaultClaimV1 {
  @Equals('verified-fault')
  readonly kind!: 'verified-fault';

  @ForeignId()
  readonly complaintId!: string;
}

/** What a customer is to be given back, whoever they are (RT-14). */
export class ClaimEntitlementV1 {
  @ForeignId()
  readonly customerId!: string;

  @NestedOneOf('kind', { 'billing-error': BillingErrorClaimV1, 'verified-fault': VerifiedFaultClaimV1 })
  readonly claim!: BillingErrorClaimV1 | VerifiedFaultClaimV1;
}

/** What a line costs is known now: faults of it that had no grounds until then are claimed for again (CV-23, RT-14). */
export class ClaimFaultsOfLineV1 {
  @ForeignId()
  readonly customerId!: string;

  @ForeignId()
  readonly lineId!: string;
}

/** What customer value tells itself to do, in the transaction that publishes the event which demands it. */
export const customerValueFollowUps = {
  openUsageReview: messageType('OpenUsageReview', 1, OpenUsageReviewV1),
  claimEntitlement: messageType('ClaimEntitlement', 1, ClaimEntitlementV1),
  claimFaultsOfLine: messageType('ClaimFaultsOfLine', 1, ClaimFaultsOfLineV1),
} as const;
