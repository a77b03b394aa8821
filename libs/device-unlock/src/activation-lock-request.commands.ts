import type { Command, Fact, NoFacts } from '@tierline/kernel';
import type { ActivationUnlock, Proof } from './activation-lock-request.events.js';
import type { PurchaseRecord } from './purchase-record.events.js';
import type { RequestId } from './values.js';

interface OfRequest {
  readonly requestId: RequestId;
}

/** A customer wants the account lock of a device removed. */
export type RequestActivationUnlock = Command<'RequestActivationUnlock', ActivationUnlock, NoFacts>;

/** Whether the customer has the account's credentials. The credentials themselves are never taken. */
export type AnswerCredentials = Command<
  'AnswerCredentials',
  OfRequest & { readonly credentials: 'known' | 'unknown' },
  NoFacts
>;

/** What a proof is compared with: the record of the device *of the request*; `null` when there is none. */
export interface ProofFacts {
  readonly purchase: Fact<PurchaseRecord | null>;
}

/** The customer offers something as proof. */
export type SubmitProof = Command<'SubmitProof', OfRequest & { readonly proof: Proof }, ProofFacts>;

/** The customer agrees that the device is erased. */
export type ConsentToErasure = Command<'ConsentToErasure', OfRequest, NoFacts>;

export type RemoveActivationLock = Command<'RemoveActivationLock', OfRequest, NoFacts>;

export type ActivationLockRequestCommand =
  RequestActivationUnlock | AnswerCredentials | SubmitProof | ConsentToErasure | RemoveActivationLock;
