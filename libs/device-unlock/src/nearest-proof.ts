import { addDays } from '@tierline/kernel';
import type { PurchaseProof } from './activation-lock-request.events.js';
import type { FieldMatch } from './proof-match.js';
import type { DeviceToken, Purchase } from './values.js';

/** One thing that a proof would have had to say instead. */
export type ProofChange = {
  readonly [Field in keyof Purchase]: {
    readonly field: Field;
    readonly from: Purchase[Field];
    readonly to: Purchase[Field];
  };
}[keyof Purchase];

/**
 * The least that a refused proof would have had to say differently to match: each field that differs, moved to the nearest
 * accepted value. It tells what the record says, so it is for whoever may know that.
 *
 * @param device the device of the request
 * @param fields how the proof compared with the record
 */
export const nearestProof = (
  device: DeviceToken,
  proof: PurchaseProof,
  record: Purchase,
  fields: readonly FieldMatch[],
): readonly ProofChange[] =>
  fields.filter(({ result }) => result === 'different').map((match) => change(device, proof, record, match));

function change(device: DeviceToken, proof: PurchaseProof, record: Purchase, match: FieldMatch): ProofChange {
  switch (match.field) {
    case 'device':
      return { field: match.field, from: proof.device, to: device };
    case 'receiptNumber':
      return { field: match.field, from: proof.receiptNumber, to: record.receiptNumber };
    case 'seller':
      return { field: match.field, from: proof.seller, to: record.seller };
    case 'purchasedOn': {
      const to = addDays(record.purchasedOn, Math.sign(match.days) * match.allowedDays);
      return { field: match.field, from: proof.purchasedOn, to };
    }
    case 'price': {
      const { differenceMinor, allowedMinor } = match;
      const off = differenceMinor === null ? 0 : Math.sign(differenceMinor) * allowedMinor;
      const to = { amountMinor: record.price.amountMinor + off, currency: record.price.currency };
      return { field: match.field, from: proof.price, to };
    }
  }
}
