import { Equals } from 'class-validator';
import {
  ForeignId,
  NestedOneOf,
  OneOf,
  Optional,
  Remark,
  Telephone,
  type Guarded,
  type Sealed,
  type Token,
} from '../fields/index.js';
import { messageType, type MessageOf } from '../message-type.js';
import { carrierUnlockCommands } from './carrier-commands.js';
import { deviceUnlockFacts } from './facts.js';
import { followUpCommands } from './follow-ups.js';
import { requestSourceCommands } from './request-sources.js';
import { SaleV1 } from './sale.js';
import { Device, type DeviceIdentityV1 } from './values.js';

/** Asks for the activation lock (the maker's account lock) to be taken off a device (DU-01). */
export class RequestActivationUnlockV1 {
  @ForeignId()
  readonly customerId!: string;

  @Device()
  readonly device!: DeviceIdentityV1 | Token<'device'>;

  /** The trade-in that the lock blocks, if there is one. */
  @Optional()
  @ForeignId()
  readonly tradeInId?: string;

  /** Where the customer can be reached. */
  @Optional()
  @Telephone('customerId')
  readonly telephone?: string | Token<'telephone'>;

  /** What the agent noted. */
  @Optional()
  @Remark('customerId')
  readonly remark?: string | Sealed;
}

/** Says whether the customer knows the credentials of the device's account. They themselves are never taken (DU-02). */
export class AnswerCredentialsV1 {
  @OneOf(['known', 'unknown'])
  readonly credentials!: 'known' | 'unknown';
}

/** What a customer can put forward as a proof. */
export const proofKinds = ['purchase', 'identity-document', 'customer-word'] as const;

/** The original proof of purchase (DU-03). */
export class PurchaseProofV1 extends SaleV1 {
  @Equals('purchase')
  readonly kind!: 'purchase';
}

/** A document that shows who somebody is; it proves no purchase (DU-04). Nothing of the document is taken. */
export class IdentityDocumentProofV1 {
  @Equals('identity-document')
  readonly kind!: 'identity-document';

  @OneOf(['drivers-licence', 'passport', 'identity-card', 'other'])
  readonly document!: 'drivers-licence' | 'passport' | 'identity-card' | 'other';
}

/** The customer's word (DU-04). */
export class CustomerWordProofV1 {
  @Equals('customer-word')
  readonly kind!: 'customer-word';
}

/** Any proof, told apart by its `kind`. */
export type ProofV1 = PurchaseProofV1 | IdentityDocumentProofV1 | CustomerWordProofV1;

/** Puts a proof forward. It is examined, and the answer says of every field how it compared (DU-06). */
export class SubmitProofV1 {
  @NestedOneOf('kind', {
    purchase: PurchaseProofV1,
    'identity-document': IdentityDocumentProofV1,
    'customer-word': CustomerWordProofV1,
  })
  readonly proof!: ProofV1;
}

/** The customer agrees that taking the lock off erases the device (DU-10). */
export class ConsentToErasureV1 {
  @Equals(true)
  readonly erasesTheDevice!: true;
}

/** Takes the activation lock off. */
export class RemoveActivationLockV1 {}

/** Shows what the agent noted. That it was shown, and to whom, is recorded. */
export class ReadRemarkV1 {}

/** Makes everything personal that is kept of a customer unreadable, for good. */
export class ForgetCustomerV1 {
  @ForeignId()
  readonly customerId!: string;
}

/** Every command that device unlock takes about personal values. They come by HTTP only. */
export const personalDataCommands = {
  readRemark: messageType('ReadRemark', 1, ReadRemarkV1),
  forgetCustomer: messageType('ForgetCustomer', 1, ForgetCustomerV1),
} as const;

/** Every command that device unlock takes about unlocks. */
export const deviceUnlockCommands = {
  requestActivationUnlock: messageType('RequestActivationUnlock', 1, RequestActivationUnlockV1),
  answerCredentials: messageType('AnswerCredentials', 1, AnswerCredentialsV1),
  submitProof: messageType('SubmitProof', 1, SubmitProofV1),
  consentToErasure: messageType('ConsentToErasure', 1, ConsentToErasureV1),
  removeActivationLock: messageType('RemoveActivationLock', 1, RemoveActivationLockV1),
  ...carrierUnlockCommands,
  ...deviceUnlockFacts,
  ...followUpCommands,
  ...requestSourceCommands,
} as const;

/** Any command that device unlock takes, as it gets past the door: with tokens in place of personal values. */
export type DeviceUnlockCommandV1 = Guarded<
  MessageOf<(typeof deviceUnlockCommands)[keyof typeof deviceUnlockCommands]>
>;
