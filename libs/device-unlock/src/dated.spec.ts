import type { Instant, Rejection } from '@tierline/kernel';
import { specify } from '@tierline/kernel/testing';
import { describe, expect, it } from '@jest/globals';
import { accountStandingDecider } from './account-standing.decider.js';
import { activationLockCounterfactuals } from './activation-lock-counterfactuals.js';
import { activationLockRequestDecider } from './activation-lock-request.decider.js';
import { customerStandingDecider } from './customer-standing.decider.js';
import { isAhead } from './dated.js';
import { deviceDecider } from './device.decider.js';
import { purchaseRecordDecider } from './purchase-record.decider.js';
import { retailerEnquiryDecider } from './retailer-enquiry.decider.js';
import type { RetailerEnquiryEvent } from './retailer-enquiry.events.js';
import { sellerStandingDecider } from './seller-standing.decider.js';
import { answer, receipt, request, submit } from './testing/activation-lock.js';
import { account, customer } from './testing/carrier-unlocks.js';
import { at, command, phone, policy, purchase, requestId } from './testing/fixtures.js';
import { sellerId, type LocalDate } from './values.js';

const today = '2026-03-02' as LocalDate;
const tomorrow = '2026-03-03' as LocalDate;
const soon = '2026-03-03T00:00:00.000Z' as Instant;
const facts = { latestDay: today };

describe('what is said to have happened', () => {
  it.each([
    ['on the latest day on earth', today, false],
    ['on a day that has begun nowhere', tomorrow, true],
    ['at a moment of the latest day', '2026-03-02T23:59:59.999Z' as Instant, false],
    ['at a moment of a day that has begun nowhere', soon, true],
  ])('%s: ahead of its time is %s', (_, when, isAheadOfTime) => expect(isAhead(when, facts)).toBe(isAheadOfTime));

  it('is not judged by the day in commands from before it was asked for', () =>
    expect(isAhead('9999-12-31' as LocalDate, {})).toBe(false));
});

describe('a receipt of a day that has not come', () => {
  const { initial, decide, evolve } = activationLockRequestDecider;
  const asked = [request(), answer('unknown')].reduce((state, each) => {
    const decision = decide(each, state, policy);
    return 'rejected' in decision ? state : decision.reduce(evolve, state);
  }, initial);
  const dated = (purchasedOn: LocalDate, latestDay: LocalDate) => {
    const submitted = submit({ ...receipt, purchasedOn });
    return { ...submitted, facts: { ...submitted.facts, latestDay } };
  };

  it('DU-03: is refused before it is compared, and one of today is not', () => {
    expect(decide(dated(tomorrow, today), asked, policy)).toMatchObject({
      rejected: 'proof-dated-in-the-future',
      rule: 'DU-03',
    } satisfies Partial<Rejection<string>>);
    expect(decide(dated(today, today), asked, policy)).toMatchObject([{ type: 'ProofRefused' }]);
  });

  it('DU-06: is explained by the latest day that it could have been of', () => {
    const refusal = { reason: 'proof-dated-in-the-future', rule: 'DU-03' } as const;
    const recorded = { ...dated(tomorrow, today), digest: '' };
    const decision = { command: recorded, policy, before: asked, events: [], refusal, revision: 2 };
    expect(activationLockCounterfactuals(decision)).toEqual([{ kind: 'proof-day', latest: today }]);
  });
});

it('DU-03: a record of a purchase on a day that has not come is refused, and one of today is kept', () => {
  const given = specify(purchaseRecordDecider, policy);
  const record = (purchasedOn: LocalDate) => command('RecordPurchase', { ...purchase, purchasedOn }, facts);
  given().when(record(tomorrow)).thenRejected('dated-in-the-future', 'DU-03');
  given()
    .when(record(today))
    .then({ type: 'PurchaseRecorded', data: { ...purchase, purchasedOn: today, at } });
});

it('DU-07: a sale that a retailer tells of a day that has not come is refused, and one of today is kept', () => {
  const given = specify(retailerEnquiryDecider, policy);
  const enquiry = { requestId, device: phone, seller: purchase.seller, receiptNumber: purchase.receiptNumber };
  const asked: RetailerEnquiryEvent = { type: 'RetailerAsked', data: { ...enquiry, at, dueAt: soon } };
  const sold = (purchasedOn: LocalDate) => ({ kind: 'sold' as const, purchase: { ...purchase, purchasedOn } });
  const answered = (purchasedOn: LocalDate) =>
    command('RecordRetailerAnswer', { requestId, answer: sold(purchasedOn) }, facts);
  given(asked).when(answered(tomorrow)).thenRejected('answer-dated-in-the-future', 'DU-07');
  given(asked)
    .when(answered(today))
    .then({ type: 'RetailerAnswered', data: { requestId, at, answer: sold(today), isLate: false } });
});

describe('a report as of a day that has not come', () => {
  it('DU-09: of a device is refused, so that it cannot outdate every later one, and one of today is kept', () => {
    const given = specify(deviceDecider, policy);
    const report = (occurredAt: Instant) => {
      const status = { device: phone, condition: 'stolen' as const, holds: false, occurredAt };
      return command('RecordDeviceStatus', status, facts);
    };
    given().when(report(soon)).thenRejected('dated-in-the-future', 'DU-09');
    given()
      .when(report(at))
      .then({ type: 'DeviceStatusReported', data: { ...report(at).data, at } });
  });

  it('DU-11: of an account is refused, and one of today is kept', () => {
    const given = specify(accountStandingDecider, policy);
    const report = (asOf: Instant) => command('RecordAccountStanding', { ...account, asOf }, facts);
    given().when(report(soon)).thenRejected('dated-in-the-future', 'DU-11');
    given()
      .when(report(at))
      .then({ type: 'AccountStandingReported', data: { ...account, asOf: at, at } });
  });

  it('DU-12: of a customer is refused, and one of today is kept', () => {
    const given = specify(customerStandingDecider, policy);
    const report = (asOf: Instant) => command('RecordCustomerStanding', { ...customer, asOf }, facts);
    given().when(report(soon)).thenRejected('dated-in-the-future', 'DU-12');
    given()
      .when(report(at))
      .then({ type: 'CustomerStandingReported', data: { ...customer, asOf: at, at } });
  });

  it('DU-08: of a seller is refused, and one of today is kept', () => {
    const given = specify(sellerStandingDecider, policy);
    const standing = { seller: sellerId('Kiosk'), standing: 'authorised' as const };
    const report = (asOf: Instant) => command('RecordSellerStanding', { ...standing, asOf }, facts);
    given().when(report(soon)).thenRejected('dated-in-the-future', 'DU-08');
    given()
      .when(report(at))
      .then({ type: 'SellerStandingReported', data: { ...standing, asOf: at, at } });
  });
});
