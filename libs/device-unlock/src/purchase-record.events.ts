import { unreachable, type Instant, type Message } from '@tierline/kernel';
import type { Purchase } from './values.js';

/** The category of the streams that hold what the maker recorded of a device's purchase, one by device token. */
export const PURCHASE_RECORD = 'device_unlock.purchase_record';

export type PurchaseRecorded = Message<'PurchaseRecorded', Purchase & { readonly at: Instant }>;

/** A later record says something else of the same device. Both are kept; which one is right is not decided here. */
export type PurchaseRecordContradicted = Message<
  'PurchaseRecordContradicted',
  Purchase & { readonly differsIn: readonly (keyof Purchase)[]; readonly at: Instant }
>;

export type PurchaseRecordEvent = PurchaseRecorded | PurchaseRecordContradicted;

/** What the maker's records say of a device's purchase: one thing, or several that cannot all be true. */
export type PurchaseRecord =
  | { readonly status: 'recorded'; readonly purchase: Purchase }
  | { readonly status: 'contradicted'; readonly purchases: readonly Purchase[] };

export type PurchaseRecordState = { readonly status: 'none' } | PurchaseRecord;

/** Every purchase that the records tell, in the order in which they came. */
export function recordedPurchases(record: PurchaseRecordState): readonly Purchase[] {
  switch (record.status) {
    case 'none':
      return [];
    case 'recorded':
      return [record.purchase];
    case 'contradicted':
      return record.purchases;
    default:
      return unreachable(record);
  }
}

/** The state after a further event. */
export function evolvePurchaseRecord(state: PurchaseRecordState, { type, data }: PurchaseRecordEvent): PurchaseRecord {
  const { device, purchasedOn, seller, price, receiptNumber } = data;
  const purchase: Purchase = { device, purchasedOn, seller, price, receiptNumber };
  switch (type) {
    case 'PurchaseRecorded':
      return { status: 'recorded', purchase };
    case 'PurchaseRecordContradicted':
      return { status: 'contradicted', purchases: [...recordedPurchases(state), purchase] };
    default:
      return unreachable(type);
  }
}
