import type { Instant } from '@tierline/kernel';
import { specify } from '@tierline/kernel/testing';
import { describe, it } from '@jest/globals';
import { retailerEnquiryDecider } from './retailer-enquiry.decider.js';
import type { Enquiry, RetailerAnswer, RetailerEnquiryEvent } from './retailer-enquiry.events.js';
import { at, command, phone, policy, purchase, requestId } from './testing/fixtures.js';

const given = specify(retailerEnquiryDecider, policy);
const dueAt = '2026-03-09T22:00:00.000Z' as Instant;
const late = '2026-03-10T09:00:00.000Z' as Instant;
const enquiry: Enquiry = { requestId, device: phone, seller: purchase.seller, receiptNumber: purchase.receiptNumber };
const sold: RetailerAnswer = { kind: 'sold', purchase };
const notSold: RetailerAnswer = { kind: 'not-sold' };

const ask = (change: Partial<Enquiry> = {}) => command('AskRetailer', { ...enquiry, ...change }, { dueAt });
const record = (answer: RetailerAnswer) => command('RecordRetailerAnswer', { requestId, answer });
const miss = { ...command('ReportMissedRetailerDeadline', { requestId }), at: late };

const asked: RetailerEnquiryEvent = { type: 'RetailerAsked', data: { ...enquiry, at, dueAt } };
const answered: RetailerEnquiryEvent = {
  type: 'RetailerAnswered',
  data: { requestId, at, answer: sold, isLate: false },
};
const missed: RetailerEnquiryEvent = { type: 'RetailerDeadlineMissed', data: { requestId, at: late, dueAt } };
const contradicted: RetailerEnquiryEvent = {
  type: 'RetailerContradictedItself',
  data: { requestId, at, answer: notSold },
};

describe('an enquiry to a retailer', () => {
  it('DU-07: asks with a deadline', () => given().when(ask()).then(asked));
  it('DU-07: is made once', () => given(asked, answered).when(ask()).thenNothing());
  it('DU-07: is refused when the request has another one', () =>
    given(asked)
      .when(ask({ seller: 'Kiosk' }))
      .thenRejected('enquiry-already-exists', 'DU-07'));
});

describe('the answer of a retailer', () => {
  it('DU-07: is kept', () => given(asked).when(record(sold)).then(answered));
  it('DU-07: changes nothing when it comes again', () => given(asked, answered).when(record(sold)).thenNothing());
  it('DU-07: counts when it comes after the deadline', () =>
    given(asked, missed)
      .when({ ...record(notSold), at: late })
      .then({ type: 'RetailerAnswered', data: { requestId, at: late, answer: notSold, isLate: true } }));
  it('DU-07: is kept and flagged when it contradicts an earlier one, and settles nothing when either is repeated', () => {
    given(asked, answered).when(record(notSold)).then(contradicted);
    given(asked, answered, contradicted).when(record(sold)).thenNothing();
    given(asked, answered, contradicted).when(record(notSold)).thenNothing();
  });
  it('DU-07: is refused where nobody was asked', () =>
    given().when(record(sold)).thenRejected('retailer-not-asked', 'DU-07'));
});

describe('the deadline of a retailer', () => {
  it('DU-07: is missed once', () => {
    given(asked).when(miss).then(missed);
    given(asked, missed).when(miss).thenNothing();
  });
  it('DU-07: is not missed by a retailer that has answered', () => given(asked, answered).when(miss).thenNothing());
  it('DU-07: is not missed before or at its instant', () => {
    given(asked)
      .when({ ...miss, at })
      .thenRejected('deadline-not-reached', 'DU-07');
    given(asked)
      .when({ ...miss, at: dueAt })
      .thenRejected('deadline-not-reached', 'DU-07');
  });
  it('DU-07: is refused where nobody was asked', () => given().when(miss).thenRejected('retailer-not-asked', 'DU-07'));
});
