import { unreachable, type Instant, type Message } from '@tierline/kernel';
import { alsoAwaitedBy, noLongerAwaitedBy, stillAwaited, type Awaited } from './awaited.js';
import type { DeviceToken, Purchase, RequestId } from './values.js';

/** The category of the streams that hold what the maker recorded of a device's purchase, one by device token. */
export const PURCHASE_RECORD = 'device_unlock.purchase_record';

export type PurchaseRecorded = Message<'PurchaseRecorded', Purchase & { readonly at: Instant }>;

/** A later record says something else of the same device. Both are kept; which one is right is not decided here. */
export type PurchaseRecordContradicted = Message<
  'PurchaseRecordContradicted',
  Purchase & { readonly differsIn: readonly (keyof Purchase)[]; readonly at: Instant }
>;

/**
 * A request waits for a record, or for one that settles what the others contradict. `isThere`: it has come, so that the request is
 * looked at again and waits no longer.
 */
export type PurchaseRecordAwaited = Message<
  'PurchaseRecordAwaited',
  { readonly device: DeviceToken; readonly requestId: RequestId; readonly isThere: boolean; readonly at: Instant }
>;

export type PurchaseRecordEvent = PurchaseRecorded | PurchaseRecordContradicted | PurchaseRecordAwaited;

/** What the maker's records say of a device's purchase: one thing, or several that cannot all be true. */
export type PurchaseRecord =
  | { readonly status: 'recorded'; readonly purchase: Purchase }
  | { readonly status: 'contradicted'; readonly purchases: readonly Purchase[] };

export type PurchaseRecordState = ({ readonly status: 'none' } | PurchaseRecord) & Awaited;

/** What requests are told of the records: everything but who waits for them. `null` where there is none. */
export function purchaseRecordOf(state: PurchaseRecordState): PurchaseRecord | null {
  if (state.status === 'none') return null;
  const { awaitedBy: _, ...record } = state;
  return record;
}

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
export function evolvePurchaseRecord(state: PurchaseRecordState, event: PurchaseRecordEvent): PurchaseRecordState {
  const { type, data } = event;
  if (type === 'PurchaseRecordAwaited') {
    return data.isThere ? noLongerAwaitedBy(state, data.requestId) : alsoAwaitedBy(state, data.requestId);
  }
  const { device, purchasedOn, seller, price, receiptNumber } = data;
  const purchase: Purchase = { device, purchasedOn, seller, price, receiptNumber };
  switch (type) {
    case 'PurchaseRecorded':
      return { status: 'recorded', purchase, ...stillAwaited(state) };
    case 'PurchaseRecordContradicted':
      return { status: 'contradicted', purchases: [...recordedPurchases(state), purchase], ...stillAwaited(state) };
    default:
      return unreachable(type);
  }
}
