import { specify } from '@tierline/kernel/testing';
import { describe, expect, it } from '@jest/globals';
import { purchaseRecordDecider } from './purchase-record.decider.js';
import {
  evolvePurchaseRecord,
  recordedPurchases,
  type PurchaseRecorded,
  type PurchaseRecordContradicted,
  type PurchaseRecordState,
} from './purchase-record.events.js';
import { at, command, otherPhone, policy, purchase } from './testing/fixtures.js';
import type { LocalDate, Purchase, ReceiptToken } from './values.js';

const given = specify(purchaseRecordDecider, policy);
const record = (each: Purchase) => command('RecordPurchase', each);
const other: Purchase = { ...purchase, seller: 'Kiosk', receiptNumber: 'receipt-2' as ReceiptToken };
const recorded: PurchaseRecorded = { type: 'PurchaseRecorded', data: { ...purchase, at } };
const contradicted: PurchaseRecordContradicted = {
  type: 'PurchaseRecordContradicted',
  data: { ...other, differsIn: ['seller', 'receiptNumber'], at },
};

describe('a purchase record of the maker', () => {
  it('DU-03: is kept for the device', () => given().when(record(purchase)).then(recorded));

  it('DU-03: changes nothing when it comes again', () => given(recorded).when(record(purchase)).thenNothing());

  it('DU-03: is refused on the stream of another device', () =>
    given(recorded)
      .when(record({ ...purchase, device: otherPhone }))
      .thenRejected('record-of-another-device', 'DU-03'));

  it('DU-07: that contradicts an earlier one is kept and flagged with the fields in which it differs', () =>
    given(recorded).when(record(other)).then(contradicted));

  it.each<[keyof Purchase, Purchase]>([
    ['purchasedOn', { ...purchase, purchasedOn: '2025-12-21' as LocalDate }],
    ['seller', { ...purchase, seller: 'maker store fifth avenue' }],
    ['price', { ...purchase, price: { amountMinor: 99_901, currency: 'USD' } }],
    ['price', { ...purchase, price: { amountMinor: 99_900, currency: 'CAD' } }],
    ['receiptNumber', { ...purchase, receiptNumber: 'receipt-2' as ReceiptToken }],
  ])('DU-07: contradicts as soon as its %s differs at all', (field, different) =>
    given(recorded)
      .when(record(different))
      .then({ type: 'PurchaseRecordContradicted', data: { ...different, differsIn: [field], at } }),
  );

  it('DU-07: that repeats either side of a contradiction settles nothing', () => {
    given(recorded, contradicted).when(record(purchase)).thenNothing();
    given(recorded, contradicted).when(record(other)).thenNothing();
  });
});

it('DU-07: the later of two contradicting records does not win, whichever that is', () => {
  const fold = (...purchases: Purchase[]) =>
    purchases.reduce<PurchaseRecordState>((state, each) => {
      const decision = purchaseRecordDecider.decide(record(each), state, policy);
      return 'rejected' in decision ? state : decision.reduce<PurchaseRecordState>(evolvePurchaseRecord, state);
    }, purchaseRecordDecider.initial);
  expect(fold(purchase, other)).toStrictEqual({ status: 'contradicted', purchases: [purchase, other] });
  expect(fold(other, purchase, other)).toStrictEqual({ status: 'contradicted', purchases: [other, purchase] });
});

it('DU-07: a device without a record has no purchases to compare with', () =>
  expect(recordedPurchases(purchaseRecordDecider.initial)).toStrictEqual([]));
