import { localDate, schema, type Schema } from '@tierline/kernel';
import type { FieldMatch, MatchResult } from './proof-match.js';
import type { FactReference, Money, Purchase } from './values.js';

const { anyText, integer, nullOr, object, oneOf, someText, text, variants } = schema;

const LARGEST = Number.MAX_SAFE_INTEGER;

/** A whole number of either sign. */
export const anyInteger: Schema<number> = integer(-LARGEST, LARGEST);

/** A number of things. */
export const count: Schema<number> = integer(0, LARGEST);

/** An amount; one may owe less than nothing. */
export const money: Schema<Money> = object({
  amountMinor: anyInteger,
  currency: text(/^[A-Z]{3}$/, 'a currency of ISO 4217'),
});

/** Where a fact was read; revision -1 when nothing was there. */
export const factReference: Schema<FactReference> = object({
  stream: text<FactReference['stream']>(/^[^-]+-./, 'the name of a stream'),
  revision: integer(-1, LARGEST),
});

/** The fields of a purchase, for objects that have them among others. */
export const purchaseFields = {
  device: someText<Purchase['device']>(),
  purchasedOn: localDate,
  // As it was written, even when that is a blank: two writings of it may still be the same seller.
  seller: anyText,
  price: money,
  receiptNumber: someText<Purchase['receiptNumber']>(),
};

/** A purchase, and nothing else. */
export const purchase: Schema<Purchase> = object(purchaseFields);

const matchResult: Schema<MatchResult> = oneOf('equal', 'within-tolerance', 'different');

const exactMatch: Schema<Extract<FieldMatch, { field: 'device' | 'receiptNumber' }>> = object({
  field: oneOf('device', 'receiptNumber'),
  result: oneOf('equal', 'different'),
});

/** The result of one field of a proof. */
export const fieldMatch: Schema<FieldMatch> = variants('field', {
  device: exactMatch,
  receiptNumber: exactMatch,
  purchasedOn: object({
    field: oneOf('purchasedOn'),
    result: matchResult,
    days: anyInteger,
    allowedDays: count,
  }),
  seller: object({ field: oneOf('seller'), result: matchResult }),
  price: object({
    field: oneOf('price'),
    result: matchResult,
    differenceMinor: nullOr(anyInteger),
    allowedMinor: count,
  }),
});
