import type { Fact, Instant } from '@tierline/kernel';
import type {
  ActivationUnlock,
  NoProof,
  PendingProof,
  ProofMatched,
  ProofRefused,
  PurchaseProof,
  PurchaseRecordMissing,
  SellerFlagged,
} from './activation-lock-request.events.js';
import type { DeviceUnlockPolicyValues, ProofMatchValues } from './policy-values.js';
import { isMatch, matchProof } from './proof-match.js';
import { recordedPurchases, type PurchaseRecord } from './purchase-record.events.js';
import type { RetailerEnquiry } from './retailer-enquiry.events.js';
import { isSameValue } from './same-value.js';
import type { SellerStanding } from './seller-standing.events.js';
import { cite, type RequestId } from './values.js';

/** Refuses what is a proof for nobody: an identity document, or the customer's word (DU-04). */
export const refuseNoProof = (proof: NoProof, of: { requestId: RequestId; at: Instant }): ProofRefused => ({
  type: 'ProofRefused',
  data:
    proof.kind === 'identity-document'
      ? { ...of, reason: proof.kind, document: proof.document }
      : { ...of, reason: proof.kind },
});

/**
 * Judges a receipt by what the maker recorded of the device (DU-03, DU-06). Without one record to go by there is neither a
 * yes nor a no (DU-07).
 */
export function judgeProof(
  proof: PurchaseProof,
  { requestId, device }: ActivationUnlock,
  purchase: Fact<PurchaseRecord | null>,
  tolerance: ProofMatchValues,
  at: Instant,
): ProofMatched | ProofRefused | PurchaseRecordMissing {
  const record = cite(purchase);
  const purchases = purchase.value === null ? [] : recordedPurchases(purchase.value);
  const matches = purchases.map((each) => matchProof(device, proof, each, tolerance));
  const [fields, ...others] = matches;
  if (fields === undefined || others.length > 0) {
    const reason = fields === undefined ? 'no-record' : 'records-contradict';
    return { type: 'PurchaseRecordMissing', data: { requestId, at, reason, proof, matches, record } };
  }
  return isMatch(fields)
    ? { type: 'ProofMatched', data: { requestId, at, fields, record } }
    : { type: 'ProofRefused', data: { requestId, at, reason: 'fields-differ', fields, record } };
}

/** Whether a judgement leaves a pending proof as it was: the same proof, and nothing new to know of it. */
export const isAsPending = (judged: ReturnType<typeof judgeProof>, pending: PendingProof): boolean =>
  judged.type === 'PurchaseRecordMissing' &&
  judged.data.reason === pending.reason &&
  judged.data.record.revision === pending.record.revision &&
  isSameValue(judged.data.proof, pending.proof);

/**
 * Judges a pending receipt by the word of the retailer, where the maker's records leave it undecided and the register lets
 * the retailer's word count (DU-07, DU-08).
 *
 * @returns `null` while the retailer has not answered, has contradicted itself, or may not confirm
 */
export function judgeByRetailer(
  proof: PurchaseProof,
  { requestId, device }: ActivationUnlock,
  enquiry: Fact<RetailerEnquiry | null>,
  seller: SellerStanding | null,
  { proofMatch, sellers }: DeviceUnlockPolicyValues,
  at: Instant,
): ProofMatched | ProofRefused | null {
  const mayConfirm = seller !== null && sellers[seller.standing].proof === 'retailer-may-confirm';
  if (!mayConfirm || enquiry.value?.status !== 'answered') return null;
  const { answer } = enquiry.value;
  const record = cite(enquiry);
  if (answer.kind === 'not-sold') return { type: 'ProofRefused', data: { requestId, at, reason: 'not-sold', record } };
  const fields = matchProof(device, proof, answer.purchase, proofMatch);
  return isMatch(fields)
    ? { type: 'ProofMatched', data: { requestId, at, fields, record } }
    : { type: 'ProofRefused', data: { requestId, at, reason: 'fields-differ', fields, record } };
}

/** Flags a seller who is not authorised, with what that means (DU-08). It changes nothing of how the proof is judged. */
export function flagSeller(
  seller: Fact<SellerStanding | null> | undefined,
  sellers: DeviceUnlockPolicyValues['sellers'],
  of: { requestId: RequestId; at: Instant },
): readonly SellerFlagged[] {
  if (!seller) return [];
  const { value, ...place } = seller;
  if (value === null || value.standing === 'authorised') return [];
  const { standing } = value;
  return [{ type: 'SellerFlagged', data: { ...of, standing, ...sellers[standing], register: place } }];
}
