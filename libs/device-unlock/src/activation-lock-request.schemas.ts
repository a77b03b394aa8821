import { schema, type EventSchemas, type Schema } from '@tierline/kernel';
import type {
  ActivationLockRemoved,
  ActivationLockRequestEvent,
  ActivationUnlockDenied,
  ActivationUnlockRequested,
  ProofRefused,
  PurchaseProof,
} from './activation-lock-request.events.js';
import { blockingCondition } from './device.schemas.js';
import type { CustomerId, DeviceToken, RequestId, SealedText, TelephoneToken, TradeInId } from './values.js';
import { factReference, fieldMatch, purchaseFields } from './values.schemas.js';

const { instant, list, object, oneOf, optional, someText, variants } = schema;

const ofRequest = { requestId: someText<RequestId>(), at: instant };

const purchaseProof: Schema<PurchaseProof> = object({ kind: oneOf('purchase'), ...purchaseFields });

const proofRefused: Schema<ProofRefused['data']> = variants('reason', {
  'fields-differ': object({
    ...ofRequest,
    reason: oneOf('fields-differ'),
    fields: list(fieldMatch),
    record: factReference,
  }),
  'not-sold': object({ ...ofRequest, reason: oneOf('not-sold'), record: factReference }),
  'identity-document': object({
    ...ofRequest,
    reason: oneOf('identity-document'),
    document: oneOf('drivers-licence', 'passport', 'identity-card', 'other'),
  }),
  'customer-word': object({ ...ofRequest, reason: oneOf('customer-word') }),
});

const denied = { ...ofRequest, device: factReference };

const activationUnlockDenied: Schema<ActivationUnlockDenied['data']> = variants('reason', {
  'device-blocked': object({ ...denied, reason: oneOf('device-blocked'), because: list(blockingCondition) }),
  'reserved-for-another-request': object({ ...denied, reason: oneOf('reserved-for-another-request') }),
});

/** What is stored of requests to remove a maker's account lock. */
export const activationLockRequestSchemas: EventSchemas<ActivationLockRequestEvent> = {
  ActivationUnlockRequested: object<ActivationUnlockRequested['data']>({
    ...ofRequest,
    customerId: someText<CustomerId>(),
    device: someText<DeviceToken>(),
    tradeInId: optional(someText<TradeInId>()),
    telephone: optional(someText<TelephoneToken>()),
    remark: optional(someText<SealedText>()),
  }),
  AccountCredentialsAsked: object(ofRequest),
  SelfServiceAdvised: object(ofRequest),
  ProofOfPurchaseRequired: object(ofRequest),
  ProofRefused: proofRefused,
  ProofMatched: object({ ...ofRequest, fields: list(fieldMatch), record: factReference }),
  PurchaseRecordMissing: object({
    ...ofRequest,
    reason: oneOf('no-record', 'records-contradict'),
    proof: purchaseProof,
    matches: list(list(fieldMatch)),
    record: factReference,
  }),
  ErasureConsented: object(ofRequest),
  ActivationLockRemoved: object<ActivationLockRemoved['data']>({
    ...ofRequest,
    device: someText<DeviceToken>(),
    erased: oneOf(true),
    unlock: optional(factReference),
  }),
  SellerFlagged: object({
    ...ofRequest,
    standing: oneOf('authorised', 'unauthorised', 'liquidating'),
    warranty: oneOf('maker', 'none'),
    proof: oneOf('retailer-may-confirm', 'maker-record-only'),
    register: factReference,
  }),
  ActivationUnlockDenied: activationUnlockDenied,
};
