import { daysBetween } from '@tierline/kernel';
import type { ProofMatchValues } from './policy-values.js';
import type { DeviceToken, LocalDate, Money, Purchase } from './values.js';

/** How one field of a proof compares with the record. */
export type MatchResult = 'equal' | 'within-tolerance' | 'different';

/** The result of one field, with how far it is off and how far it may be, but without what it says. */
export type FieldMatch =
  | { readonly field: 'device' | 'receiptNumber'; readonly result: 'equal' | 'different' }
  /** `days`: how much later than recorded the proof dates the purchase; `allowedDays` holds in both directions. */
  | {
      readonly field: 'purchasedOn';
      readonly result: MatchResult;
      readonly days: number;
      readonly allowedDays: number;
    }
  | { readonly field: 'seller'; readonly result: MatchResult }
  /** `differenceMinor`: how much more than recorded the proof says, in minor units; `null` across currencies. */
  | {
      readonly field: 'price';
      readonly result: MatchResult;
      readonly differenceMinor: number | null;
      readonly allowedMinor: number;
    };

/** The fields of a proof in the order of DU-03. A match has one result for each of them. */
export const PROOF_FIELDS = [
  'device',
  'purchasedOn',
  'seller',
  'price',
  'receiptNumber',
] as const satisfies readonly (keyof Purchase)[];

/**
 * Compares a proof of purchase with a purchase record, field by field (DU-03, DU-06).
 *
 * @param device the device to be unlocked: a proof and a record that agree on another device prove nothing for this one
 * @returns every field's result, in the order of `PROOF_FIELDS`
 */
export const matchProof = (
  device: DeviceToken,
  proof: Purchase,
  record: Purchase,
  tolerance: ProofMatchValues,
): readonly FieldMatch[] => [
  { field: 'device', result: exactly(proof.device === device && record.device === device) },
  matchDate(proof.purchasedOn, record.purchasedOn, tolerance),
  { field: 'seller', result: matchSeller(proof.seller, record.seller, tolerance) },
  matchPrice(proof.price, record.price, tolerance),
  { field: 'receiptNumber', result: exactly(proof.receiptNumber === record.receiptNumber) },
];

/** Whether a match lets the proof stand: no field is different (DU-03). */
export const isMatch = (fields: readonly FieldMatch[]): boolean => fields.every(({ result }) => result !== 'different');

const exactly = (isEqual: boolean) => (isEqual ? 'equal' : 'different');

const graded = (distance: number, allowed: number): MatchResult => {
  if (distance === 0) return 'equal';
  return distance <= allowed ? 'within-tolerance' : 'different';
};

function matchDate(proven: LocalDate, recorded: LocalDate, tolerance: ProofMatchValues): FieldMatch {
  const days = daysBetween(recorded, proven);
  const allowedDays = tolerance.purchasedOnToleranceDays;
  return { field: 'purchasedOn', result: graded(Math.abs(days), allowedDays), days, allowedDays };
}

function matchSeller(proven: string, recorded: string, tolerance: ProofMatchValues): MatchResult {
  if (proven === recorded) return 'equal';
  const fold = (seller: string) => {
    const spaced = tolerance.sellerIgnoresWhitespace ? seller.trim().replaceAll(/\s+/g, ' ') : seller;
    return tolerance.sellerIgnoresCase ? spaced.toLowerCase() : spaced;
  };
  return fold(proven) === fold(recorded) ? 'within-tolerance' : 'different';
}

function matchPrice(proven: Money, recorded: Money, tolerance: ProofMatchValues): FieldMatch {
  const relative = Math.floor((recorded.amountMinor * tolerance.priceTolerancePerMille) / 1000);
  const allowedMinor = Math.max(tolerance.priceToleranceMinor, relative);
  if (proven.currency !== recorded.currency) {
    return { field: 'price', result: 'different', differenceMinor: null, allowedMinor };
  }
  const differenceMinor = proven.amountMinor - recorded.amountMinor;
  return { field: 'price', result: graded(Math.abs(differenceMinor), allowedMinor), differenceMinor, allowedMinor };
}
