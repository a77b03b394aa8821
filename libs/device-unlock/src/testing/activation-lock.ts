import type { ProofFacts } from '../activation-lock-request.commands.js';
import type {
  ActivationLockRequestEvent,
  ActivationUnlock,
  NoProof,
  Proof,
  ProofRefused,
  PurchaseProof,
  PurchaseRecordMissing,
} from '../activation-lock-request.events.js';
import { matchProof } from '../proof-match.js';
import { PURCHASE_RECORD, type PurchaseRecord } from '../purchase-record.events.js';
import type { Purchase, ReceiptToken, TradeInId } from '../values.js';
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
export const submit = (proof: Proof, purchases: ProofFacts['purchase'] = record) =>
  command('SubmitProof', { requestId, proof }, { purchase: purchases });
export const consent = command('ConsentToErasure', { requestId });
export const remove = command('RemoveActivationLock', { requestId });

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
  data: { ...of, device: phone, erased: true },
};

export const credentialsAsked = [requested, asked];
export const proofRequired = [...credentialsAsked, required];
export const proofPending = [...proofRequired, missing];
export const proofMatched = [...proofRequired, matched];
export const erasureConsented = [...proofMatched, consented];
export const unlocked = [...erasureConsented, removed];
export const bySelf = [...credentialsAsked, selfService];
