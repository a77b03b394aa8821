import type { ProofFacts, ReconsiderFacts } from '../activation-lock-request.commands.js';
import type {
  ActivationLockRequestEvent,
  ActivationUnlock,
  NoProof,
  Proof,
  ProofRefused,
  PurchaseProof,
  PurchaseRecordMissing,
} from '../activation-lock-request.events.js';
import { DEVICE } from '../device.events.js';
import type { DeviceStanding } from '../device-standing.js';
import type { SellerStatus } from '../policy-values.js';
import { matchProof } from '../proof-match.js';
import { PURCHASE_RECORD, type PurchaseRecord } from '../purchase-record.events.js';
import { RETAILER_ENQUIRY, type RetailerAnswer, type RetailerEnquiry } from '../retailer-enquiry.events.js';
import { SELLER_STANDING } from '../seller-standing.events.js';
import { sellerId, type Purchase, type ReceiptToken, type TradeInId } from '../values.js';
import { activationHolder } from './devices.js';
import { at, cleo, command, fact, phone, policy, purchase, requestId } from './fixtures.js';

export const of = { requestId, at };

export const unlock: ActivationUnlock = {
  requestId,
  customerId: cleo,
  device: phone,
  tradeInId: 'trade-in-1' as TradeInId,
};
export const request = (change: Partial<ActivationUnlock> = {}) =>
  command('RequestActivationUnlock', { ...unlock, ...change });
export const answer = (credentials: 'known' | 'unknown') => command('AnswerCredentials', { requestId, credentials });
export const submit = (
  proof: Proof,
  purchases: ProofFacts['purchase'] = record,
  seller: ReconsiderFacts['seller'] = authorised,
) => command('SubmitProof', { requestId, proof }, { purchase: purchases, seller });
export const consent = command('ConsentToErasure', { requestId });
export const issued: DeviceStanding = {
  blockedBy: [],
  carrierUnlocked: false,
  unlock: { status: 'activation-lock-removed', holder: activationHolder },
};
export const deviceAt = (standing: Partial<DeviceStanding> = {}) => fact(DEVICE, { ...issued, ...standing }, 2);
export const remove = (standing: Partial<DeviceStanding> = {}) =>
  command('RemoveActivationLock', { requestId }, { device: deviceAt(standing) });
export const deny = (standing: Partial<DeviceStanding> = {}) =>
  command('DenyActivationUnlock', { requestId }, { device: deviceAt(standing) });
export const reconsider = (facts: Partial<ReconsiderFacts> = {}) =>
  command('ReconsiderProof', { requestId }, { purchase: noRecord, seller: authorised, enquiry: nobodyAsked, ...facts });

export const sellerAt = (standing: SellerStatus) =>
  fact(SELLER_STANDING, { seller: sellerId(purchase.seller), standing, asOf: at });
export const authorised: ReconsiderFacts['seller'] = sellerAt('authorised');
export const retailerSays = (answer: RetailerAnswer): ReconsiderFacts['enquiry'] => {
  const { device, seller, receiptNumber } = purchase;
  const enquiry = { requestId, device, seller, receiptNumber, dueAt: at };
  return fact<RetailerEnquiry>(RETAILER_ENQUIRY, { status: 'answered', enquiry, answer });
};
export const nobodyAsked: ReconsiderFacts['enquiry'] = fact(RETAILER_ENQUIRY, null);
export const recordedAt = (value: PurchaseRecord | null, revision?: number) => fact(PURCHASE_RECORD, value, revision);
export const record = recordedAt({ status: 'recorded', purchase });
export const cited = { stream: record.stream, revision: 0 };
export const noRecord = recordedAt(null);
export const receipt: PurchaseProof = { kind: 'purchase', ...purchase };
export const wrongReceipt: PurchaseProof = { ...receipt, receiptNumber: 'receipt-9' as ReceiptToken };
export const licence: NoProof = { kind: 'identity-document', document: 'drivers-licence' };
export const fieldsOf = (proof: Purchase, recorded = purchase) =>
  matchProof(phone, proof, recorded, policy.values.proofMatch);

export const requested: ActivationLockRequestEvent = { type: 'ActivationUnlockRequested', data: { ...unlock, at } };
export const asked: ActivationLockRequestEvent = { type: 'AccountCredentialsAsked', data: of };
export const selfService: ActivationLockRequestEvent = { type: 'SelfServiceAdvised', data: of };
export const required: ActivationLockRequestEvent = { type: 'ProofOfPurchaseRequired', data: of };
export const matched: ActivationLockRequestEvent = {
  type: 'ProofMatched',
  data: { ...of, fields: fieldsOf(receipt), record: cited },
};
export const refused: ActivationLockRequestEvent = {
  type: 'ProofRefused',
  data: { ...of, reason: 'fields-differ', fields: fieldsOf(wrongReceipt), record: cited },
};
export const licenceRefused: ProofRefused = {
  type: 'ProofRefused',
  data: { ...of, reason: 'identity-document', document: 'drivers-licence' },
};
export const missing: PurchaseRecordMissing = {
  type: 'PurchaseRecordMissing',
  data: { ...of, reason: 'no-record', proof: receipt, matches: [], record: { stream: record.stream, revision: -1 } },
};
export const consented: ActivationLockRequestEvent = { type: 'ErasureConsented', data: of };
export const removed: ActivationLockRequestEvent = {
  type: 'ActivationLockRemoved',
  data: { ...of, device: phone, erased: true, unlock: { stream: deviceAt().stream, revision: 2 } },
};

export const credentialsAsked = [requested, asked];
export const proofRequired = [...credentialsAsked, required];
export const proofPending = [...proofRequired, missing];
export const proofMatched = [...proofRequired, matched];
export const erasureConsented = [...proofMatched, consented];
export const unlocked = [...erasureConsented, removed];
export const bySelf = [...credentialsAsked, selfService];
