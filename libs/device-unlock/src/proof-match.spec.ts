import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { ProofMatchValues } from './policy-values.js';
import { isMatch, matchProof, PROOF_FIELDS, type FieldMatch } from './proof-match.js';
import { otherPhone, phone, policy, purchase } from './testing/fixtures.js';
import type { LocalDate, Purchase, ReceiptToken } from './values.js';

const { proofMatch } = policy.values;
const against = (proof: Partial<Purchase>, tolerance = proofMatch) =>
  matchProof(phone, { ...purchase, ...proof }, purchase, tolerance);
const fieldOf = (fields: readonly FieldMatch[], field: FieldMatch['field']) =>
  fields.find((each) => each.field === field);
const usd = (amountMinor: number) => ({ price: { amountMinor, currency: 'USD' } });

describe('a proof that agrees with the record', () => {
  it('DU-06: is equal in every field, and says so for each of them', () =>
    expect(against({})).toStrictEqual([
      { field: 'device', result: 'equal' },
      { field: 'purchasedOn', result: 'equal', days: 0, allowedDays: 1 },
      { field: 'seller', result: 'equal' },
      { field: 'price', result: 'equal', differenceMinor: 0, allowedMinor: 999 },
      { field: 'receiptNumber', result: 'equal' },
    ]));
});

describe('each field of a proof', () => {
  it.each<[string, Partial<Purchase>, object]>([
    ['another device is different', { device: otherPhone }, { field: 'device', result: 'different' }],
    [
      'a receipt number that is not the same is different',
      { receiptNumber: 'receipt-9' as ReceiptToken },
      { field: 'receiptNumber', result: 'different' },
    ],
    [
      'a day earlier is within tolerance',
      { purchasedOn: '2025-12-19' as LocalDate },
      { field: 'purchasedOn', result: 'within-tolerance', days: -1, allowedDays: 1 },
    ],
    [
      'two days later is different',
      { purchasedOn: '2025-12-22' as LocalDate },
      { field: 'purchasedOn', result: 'different', days: 2, allowedDays: 1 },
    ],
    [
      'a seller in capitals and with other spaces is within tolerance',
      { seller: ' MAKER STORE  FIFTH AVENUE' },
      { field: 'seller', result: 'within-tolerance' },
    ],
    ['another seller is different', { seller: 'Kiosk' }, { field: 'seller', result: 'different' }],
    [
      'a price at the tolerance is within it',
      usd(99_900 - 999),
      { field: 'price', result: 'within-tolerance', differenceMinor: -999, allowedMinor: 999 },
    ],
    [
      'a price one minor unit beyond the tolerance is different',
      usd(99_900 + 1000),
      { field: 'price', result: 'different', differenceMinor: 1000, allowedMinor: 999 },
    ],
    [
      'the same amount of another currency is different',
      { price: { amountMinor: 99_900, currency: 'CAD' } },
      { field: 'price', result: 'different', differenceMinor: null, allowedMinor: 999 },
    ],
  ])('DU-03: %s', (_, proof, expected) => {
    const [field] = Object.keys(proof) as FieldMatch['field'][];
    expect(field && fieldOf(against(proof), field)).toStrictEqual(expected);
  });

  it('DU-03: a cheap thing has the absolute tolerance, since a share of it would round to nothing', () => {
    const cheap = { ...purchase, ...usd(500) };
    const fields = matchProof(phone, { ...cheap, ...usd(600) }, cheap, proofMatch);
    expect(fieldOf(fields, 'price')).toMatchObject({ result: 'within-tolerance', allowedMinor: 100 });
  });

  it('DU-03: a seller is compared to the letter when the policy ignores neither case nor white space', () => {
    const strict = { ...proofMatch, sellerIgnoresCase: false, sellerIgnoresWhitespace: false };
    for (const seller of [purchase.seller.toLowerCase(), ` ${purchase.seller}`])
      expect(fieldOf(against({ seller }, strict), 'seller')).toMatchObject({ result: 'different' });
  });
});

it('DU-03: a proof and a record that agree on another device prove nothing for this one', () => {
  const elsewhere = { ...purchase, device: otherPhone };
  const fields = matchProof(phone, elsewhere, elsewhere, proofMatch);
  expect(fieldOf(fields, 'device')).toStrictEqual({ field: 'device', result: 'different' });
  expect(isMatch(fields)).toBe(false);
});

it('DU-03: a record of another device does not prove the purchase of this one', () =>
  expect(isMatch(matchProof(phone, purchase, { ...purchase, device: otherPhone }, proofMatch))).toBe(false));

const amounts = fc.integer({ min: 0, max: 200_000 });
const tolerances = fc.record<ProofMatchValues>({
  priceToleranceMinor: fc.integer({ min: 0, max: 5_000 }),
  priceTolerancePerMille: fc.integer({ min: 0, max: 100 }),
  purchasedOnToleranceDays: fc.integer({ min: 0, max: 10 }),
  sellerIgnoresCase: fc.boolean(),
  sellerIgnoresWhitespace: fc.boolean(),
});

describe('the tolerance of the price', () => {
  const priceIsRight = (proven: number, recorded: number, tolerance: ProofMatchValues) =>
    isMatch(matchProof(phone, { ...purchase, ...usd(proven) }, { ...purchase, ...usd(recorded) }, tolerance));

  it('DU-03: accepts every price that is nearer than an accepted one', () =>
    fc.assert(
      fc.property(
        amounts,
        amounts,
        tolerances,
        fc.double({ min: 0, max: 1, noNaN: true }),
        (a, b, tolerance, share) => {
          const nearer = b + Math.trunc((a - b) * share);
          expect(priceIsRight(nearer, b, tolerance) || !priceIsRight(a, b, tolerance)).toBe(true);
        },
      ),
    ));

  it('DU-03: accepts with a wider tolerance whatever it accepted before', () =>
    fc.assert(
      fc.property(
        amounts,
        fc.integer({ min: -3_000, max: 3_000 }),
        tolerances,
        fc.nat(500),
        fc.nat(50),
        (b, off, narrow, minor, mille) => {
          const wide = {
            ...narrow,
            priceToleranceMinor: narrow.priceToleranceMinor + minor,
            priceTolerancePerMille: narrow.priceTolerancePerMille + mille,
          };
          expect(priceIsRight(b + off, b, wide) || !priceIsRight(b + off, b, narrow)).toBe(true);
        },
      ),
    ));
});

describe('DU-06: a proof that differs in one field', () => {
  const spoiled: Record<FieldMatch['field'], Partial<Purchase>> = {
    device: { device: otherPhone },
    purchasedOn: { purchasedOn: '2019-01-01' as LocalDate },
    seller: { seller: 'Kiosk' },
    price: usd(1),
    receiptNumber: { receiptNumber: 'receipt-9' as ReceiptToken },
  };

  it.each(PROOF_FIELDS)('does not match when that is the %s, and no other field is blamed', (spoiledField) => {
    const fields = against(spoiled[spoiledField]);
    expect(isMatch(fields)).toBe(false);
    expect(fields.map(({ field }) => field)).toStrictEqual([...PROOF_FIELDS]);
    expect(fields.filter(({ result }) => result === 'different').map(({ field }) => field)).toStrictEqual([
      spoiledField,
    ]);
  });
});
