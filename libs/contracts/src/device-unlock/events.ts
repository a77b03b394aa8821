import { ArrayMaxSize, IsArray, IsIn } from 'class-validator';
import { ForeignId, NestedList, OneOf, Optional, Uuid } from '../fields/index.js';
import { messageType, type MessageOf } from '../message-type.js';
import { carrierUnlockEvents } from './carrier-events.js';
import { followUpEvents } from './follow-up-events.js';
import { proofKinds } from './commands.js';
import { blockingConditions } from './facts.js';
import { requestSourceEvents } from './request-sources.js';

/** What every published event of an activation-lock request says. */
abstract class OfActivationLockRequestV1 {
  @Uuid()
  readonly requestId!: string;
}

/** A customer asked for an activation lock to be taken off. */
export class ActivationUnlockRequestedV1 extends OfActivationLockRequestV1 {
  @ForeignId()
  readonly customerId!: string;

  @Optional()
  @ForeignId()
  readonly tradeInId?: string;
}

/** The customer knows the credentials and takes the lock off alone; the request is closed (DU-02). */
export class SelfServiceAdvisedV1 extends OfActivationLockRequestV1 {}

/** Only the original proof of purchase can help now (DU-03). */
export class ProofOfPurchaseRequiredV1 extends OfActivationLockRequestV1 {}

const FIELDS = 5;
const CONDITIONS = 4;

/** How one field of a proof compared with the maker's record. Its values are not told. */
export class FieldResultV1 {
  @OneOf(['device', 'purchasedOn', 'seller', 'price', 'receiptNumber'])
  readonly field!: 'device' | 'purchasedOn' | 'seller' | 'price' | 'receiptNumber';

  @OneOf(['equal', 'within-tolerance', 'different'])
  readonly result!: 'equal' | 'within-tolerance' | 'different';
}

/** A proof was examined and is none (DU-04, DU-06). */
export class ProofRefusedV1 extends OfActivationLockRequestV1 {
  @OneOf(proofKinds)
  readonly proof!: (typeof proofKinds)[number];

  @OneOf(['identity-document', 'customer-word', 'fields-differ'])
  readonly reason!: 'identity-document' | 'customer-word' | 'fields-differ';

  /** Every field that was compared; none for a proof that is compared with nothing. */
  @NestedList(() => FieldResultV1, FIELDS)
  readonly fields!: readonly FieldResultV1[];
}

/** A proof was examined, and is one (DU-06). */
export class ProofMatchedV1 extends OfActivationLockRequestV1 {
  @NestedList(() => FieldResultV1, FIELDS)
  readonly fields!: readonly FieldResultV1[];
}

/** There is no record of the sale that could be trusted: the request waits (DU-07). */
export class PurchaseRecordMissingV1 extends OfActivationLockRequestV1 {
  @OneOf(['no-record', 'records-contradict'])
  readonly reason!: 'no-record' | 'records-contradict';
}

/** The customer agreed to the erasure (DU-10). */
export class ErasureConsentedV1 extends OfActivationLockRequestV1 {}

/** The lock is off, and the device erased (DU-10). */
export class ActivationLockRemovedV1 extends OfActivationLockRequestV1 {}

/** The maker has no record of the sale and the retailer denies it: the proof is none (DU-07). */
export class SaleDeniedV1 extends OfActivationLockRequestV1 {}

/** The proof names a seller who is not authorised: what that means for warranty and proof (DU-08). */
export class SellerFlaggedV1 extends OfActivationLockRequestV1 {
  @OneOf(['unauthorised', 'liquidating'])
  readonly standing!: 'unauthorised' | 'liquidating';

  /** Whose warranty the device has. */
  @OneOf(['maker', 'none'])
  readonly warranty!: 'maker' | 'none';

  /** Whether the seller's own word can stand in for a missing record of the maker. */
  @OneOf(['retailer-may-confirm', 'maker-record-only'])
  readonly proof!: 'retailer-may-confirm' | 'maker-record-only';
}

/** The device itself forbids the unlock, whatever is proven (DU-09), or is being unlocked for somebody else (DU-13). */
export class ActivationUnlockDeniedV1 extends OfActivationLockRequestV1 {
  @OneOf(['device-blocked', 'reserved-for-another-request'])
  readonly reason!: 'device-blocked' | 'reserved-for-another-request';

  /** Which conditions of the device forbid it; none for the other reason. */
  @IsArray()
  @ArrayMaxSize(CONDITIONS)
  @IsIn(blockingConditions, { each: true })
  readonly because!: readonly (typeof blockingConditions)[number][];
}

/** Every event that device unlock publishes. */
export const deviceUnlockEvents = {
  activationUnlockRequested: messageType('ActivationUnlockRequested', 1, ActivationUnlockRequestedV1),
  selfServiceAdvised: messageType('SelfServiceAdvised', 1, SelfServiceAdvisedV1),
  proofOfPurchaseRequired: messageType('ProofOfPurchaseRequired', 1, ProofOfPurchaseRequiredV1),
  proofRefused: messageType('ProofRefused', 1, ProofRefusedV1),
  proofMatched: messageType('ProofMatched', 1, ProofMatchedV1),
  purchaseRecordMissing: messageType('PurchaseRecordMissing', 1, PurchaseRecordMissingV1),
  erasureConsented: messageType('ErasureConsented', 1, ErasureConsentedV1),
  activationLockRemoved: messageType('ActivationLockRemoved', 1, ActivationLockRemovedV1),
  saleDenied: messageType('SaleDenied', 1, SaleDeniedV1),
  sellerFlagged: messageType('SellerFlagged', 1, SellerFlaggedV1),
  activationUnlockDenied: messageType('ActivationUnlockDenied', 1, ActivationUnlockDeniedV1),
  ...carrierUnlockEvents,
  ...followUpEvents,
  ...requestSourceEvents,
} as const;

/** Any event that device unlock publishes. */
export type DeviceUnlockEventV1 = MessageOf<(typeof deviceUnlockEvents)[keyof typeof deviceUnlockEvents]>;
