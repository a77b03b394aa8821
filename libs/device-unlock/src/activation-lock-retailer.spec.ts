import { specify } from '@tierline/kernel/testing';
import { describe, it } from '@jest/globals';
import { activationLockRequestDecider } from './activation-lock-request.decider.js';
import type { ActivationLockRequestEvent } from './activation-lock-request.events.js';
import type { SellerStatus } from './policy-values.js';
import type { RetailerAnswer, RetailerEnquiry } from './retailer-enquiry.events.js';
import { SELLER_STANDING } from './seller-standing.events.js';
import {
  bySelf,
  credentialsAsked,
  erasureConsented,
  fieldsOf,
  matched,
  missing,
  noRecord,
  of,
  proofMatched,
  proofPending,
  proofRequired,
  receipt,
  reconsider,
  record,
  recordedAt,
  refused,
  retailerSays,
  sellerAt,
  submit,
  unlocked,
  wrongReceipt,
} from './testing/activation-lock.js';
import { at, fact, policy, purchase, requestId } from './testing/fixtures.js';
import { cite } from './values.js';

const given = specify(activationLockRequestDecider, policy);
const flagged = (standing: SellerStatus): ActivationLockRequestEvent => ({
  type: 'SellerFlagged',
  data: { ...of, standing, warranty: 'none', proof: 'maker-record-only', register: cite(sellerAt(standing)) },
});
const sold = retailerSays({ kind: 'sold', purchase });
const notSold = retailerSays({ kind: 'not-sold' });

describe('the seller that a proof names', () => {
  it.each(['unauthorised', 'liquidating'] as const)(
    'DU-08: is flagged when %s, with what that means for warranty and proof',
    (standing) =>
      given(...proofRequired)
        .when(submit(receipt, record, sellerAt(standing)))
        .then(flagged(standing), matched),
  );
  it('DU-08: is not flagged when authorised, or when the register does not know it', () => {
    given(...proofRequired)
      .when(submit(receipt))
      .then(matched);
    given(...proofRequired)
      .when(submit(receipt, record, fact(SELLER_STANDING, null)))
      .then(matched);
  });
  it('DU-08: what a liquidator sold has no warranty, and its receipt does not match', () => {
    const kiosk = { ...receipt, seller: 'Kiosk at the mall' };
    given(...proofRequired)
      .when(submit(kiosk, record, sellerAt('liquidating')))
      .then(flagged('liquidating'), {
        type: 'ProofRefused',
        data: { ...of, reason: 'fields-differ', fields: fieldsOf(kiosk), record: cite(record) },
      });
  });
  it('DU-08: is not flagged again with a proof that stays pending as it was', () =>
    given(...proofRequired, flagged('unauthorised'), missing)
      .when(submit(receipt, noRecord, sellerAt('unauthorised')))
      .thenNothing());
});

describe('a pending proof', () => {
  it('DU-07: matches when the retailer confirms the sale, and cites the answer', () =>
    given(...proofPending)
      .when(reconsider({ enquiry: sold }))
      .then({ type: 'ProofMatched', data: { ...of, fields: fieldsOf(receipt), record: cite(sold) } }));
  it('DU-07: is refused when the retailer tells of another sale', () => {
    const other = { ...purchase, price: { amountMinor: 10, currency: 'USD' } };
    const answer = retailerSays({ kind: 'sold', purchase: other });
    given(...proofPending)
      .when(reconsider({ enquiry: answer }))
      .then({
        type: 'ProofRefused',
        data: { ...of, reason: 'fields-differ', fields: fieldsOf(receipt, other), record: cite(answer) },
      });
  });
  it('DU-07: is refused when the retailer denies the sale', () =>
    given(...proofPending)
      .when(reconsider({ enquiry: notSold }))
      .then({ type: 'ProofRefused', data: { ...of, reason: 'not-sold', record: cite(notSold) } }));
  it('DU-07: is judged by the record of the maker once there is one, whatever the retailer says', () => {
    given(...proofPending)
      .when(reconsider({ purchase: record, enquiry: notSold }))
      .then(matched);
    const pendingWrong = { ...missing, data: { ...missing.data, proof: wrongReceipt } };
    given(...proofRequired, pendingWrong)
      .when(reconsider({ purchase: record, enquiry: sold }))
      .then(refused);
  });
  it('DU-07: is settled by the retailer when the records of the maker contradict one another', () => {
    const both = recordedAt({ status: 'contradicted', purchases: [purchase, { ...purchase, seller: 'Kiosk' }] }, 1);
    given(...proofPending)
      .when(reconsider({ purchase: both, enquiry: sold }))
      .then({ type: 'ProofMatched', data: { ...of, fields: fieldsOf(receipt), record: cite(sold) } });
  });

  const { device, seller, receiptNumber } = purchase;
  const enquiry = { requestId, device, seller, receiptNumber, dueAt: at };
  const overdue: RetailerEnquiry = { status: 'overdue', enquiry };
  const answers: RetailerAnswer[] = [{ kind: 'sold', purchase }, { kind: 'not-sold' }];
  const contradicted: RetailerEnquiry = { status: 'contradicted', enquiry, answers };
  it.each([
    ['nobody was asked', {}],
    ['the retailer has not answered', { enquiry: { ...sold, value: overdue } }],
    ['the retailer has contradicted itself', { enquiry: { ...sold, value: contradicted } }],
  ])('DU-07: stays as it is while %s', (_, facts) =>
    given(...proofPending)
      .when(reconsider(facts))
      .thenNothing(),
  );
  it.each([
    ['unauthorised', sellerAt('unauthorised')],
    ['liquidating', sellerAt('liquidating')],
    ['unknown to the register', fact(SELLER_STANDING, null)],
  ])('DU-08: stays as it is when the retailer who answers is %s', (_, seller) => {
    given(...proofPending)
      .when(reconsider({ enquiry: sold, seller }))
      .thenNothing();
    given(...proofPending)
      .when(reconsider({ enquiry: notSold, seller }))
      .thenNothing();
  });

  it('DU-07: is reconsidered once', () => {
    const byRetailer: ActivationLockRequestEvent = {
      type: 'ProofMatched',
      data: { ...of, fields: fieldsOf(receipt), record: cite(sold) },
    };
    given(...proofPending, byRetailer)
      .when(reconsider({ enquiry: sold }))
      .thenNothing();
    given(...proofPending, refused)
      .when(reconsider({ enquiry: sold }))
      .thenNothing();
    given(...proofMatched)
      .when(reconsider({ enquiry: sold }))
      .thenNothing();
    given(...erasureConsented)
      .when(reconsider({ enquiry: sold }))
      .thenNothing();
  });
  it('DU-01, DU-02, DU-10: is reconsidered only where a request is open and proof was asked for', () => {
    given().when(reconsider()).thenRejected('request-unknown', 'DU-01');
    given(...credentialsAsked)
      .when(reconsider())
      .thenRejected('credentials-not-answered', 'DU-02');
    given(...bySelf)
      .when(reconsider())
      .thenRejected('closed-by-self-service', 'DU-02');
    given(...unlocked)
      .when(reconsider())
      .thenRejected('already-unlocked', 'DU-10');
  });
});
