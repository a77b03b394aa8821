import type { Command, Fact, NoFacts } from '@tierline/kernel';
import type { ActivationUnlock, Proof } from './activation-lock-request.events.js';
import type { Dated } from './dated.js';
import type { DeviceStanding } from './device-standing.js';
import type { PurchaseRecord } from './purchase-record.events.js';
import type { RequestSource } from './request-source.events.js';
import type { RetailerEnquiry } from './retailer-enquiry.events.js';
import type { SellerStanding } from './seller-standing.events.js';
import type { RequestId } from './values.js';

interface OfRequest {
  readonly requestId: RequestId;
}

/**
 * Whether the source of a request is processed (DU-15). Missing in commands of the first release, which did not ask, and where
 * the request is there already: what was accepted goes on.
 */
export interface SourceFacts {
  readonly source?: Fact<RequestSource>;
}

/** A customer wants the account lock of a device removed. */
export type RequestActivationUnlock = Command<'RequestActivationUnlock', ActivationUnlock, SourceFacts>;

/** Whether the customer has the account's credentials. The credentials themselves are never taken. */
export type AnswerCredentials = Command<
  'AnswerCredentials',
  OfRequest & { readonly credentials: 'known' | 'unknown' },
  NoFacts
>;

/** What a proof is compared with: the record of the device *of the request*; `null` when there is none. */
export interface ProofFacts extends Dated {
  readonly purchase: Fact<PurchaseRecord | null>;
  /**
   * What the register says of the seller that the proof names; `null` when it knows none of that name. Missing in commands of
   * the first release, which did not ask.
   */
  readonly seller?: Fact<SellerStanding | null>;
}

/** What a pending proof is judged by: also what the retailer has answered; `null` when nobody was asked. */
export interface ReconsiderFacts extends ProofFacts {
  readonly enquiry: Fact<RetailerEnquiry | null>;
  readonly seller: Fact<SellerStanding | null>;
}

/** What the device's stream says. */
export interface DeviceFacts {
  readonly device: Fact<DeviceStanding>;
}

/** Missing in commands of the first release, when no device had a stream: the request alone decided then. */
export type RemovalFacts = Partial<DeviceFacts>;

/** The customer offers something as proof. */
export type SubmitProof = Command<'SubmitProof', OfRequest & { readonly proof: Proof }, ProofFacts>;

/** More may be known of the proof that is pending: the maker has recorded the purchase, or the retailer has answered. */
export type ReconsiderProof = Command<'ReconsiderProof', OfRequest, ReconsiderFacts>;

/** The customer agrees that the device is erased. */
export type ConsentToErasure = Command<'ConsentToErasure', OfRequest, NoFacts>;

/** The request follows the unlock that its device's stream has issued. */
export type RemoveActivationLock = Command<'RemoveActivationLock', OfRequest, RemovalFacts>;

/** The device's stream has refused the request. */
export type DenyActivationUnlock = Command<'DenyActivationUnlock', OfRequest, DeviceFacts>;

export type ActivationLockRequestCommand =
  | RequestActivationUnlock
  | AnswerCredentials
  | SubmitProof
  | ReconsiderProof
  | ConsentToErasure
  | RemoveActivationLock
  | DenyActivationUnlock;
