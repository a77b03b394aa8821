import { reject, type Command, type Decider, type NoFacts, type Rejection } from '@tierline/kernel';
import type { DeviceUnlockPolicyValues } from './policy-values.js';
import { PROOF_FIELDS } from './proof-match.js';
import {
  evolvePurchaseRecord,
  recordedPurchases,
  type PurchaseRecordEvent,
  type PurchaseRecordState,
} from './purchase-record.events.js';
import { isSameValue } from './same-value.js';
import type { Purchase } from './values.js';

/** The maker tells of a purchase. */
export type RecordPurchase = Command<'RecordPurchase', Purchase, NoFacts>;

export type PurchaseRecordCommand = RecordPurchase;

/** `record-of-another-device`: the stream of one device was given the record of another (DU-03). */
export type PurchaseRecordRejection = 'record-of-another-device';

/** Keeps what the maker says of a device's purchase, in whatever order it comes. */
export const purchaseRecordDecider: Decider<
  PurchaseRecordCommand,
  PurchaseRecordEvent,
  PurchaseRecordState,
  PurchaseRecordRejection,
  DeviceUnlockPolicyValues
> = {
  initial: { status: 'none' },
  decide: (command, state) => recordPurchase(command, state),
  evolve: evolvePurchaseRecord,
};

function recordPurchase(
  { data, at }: RecordPurchase,
  state: PurchaseRecordState,
): readonly PurchaseRecordEvent[] | Rejection<PurchaseRecordRejection> {
  const known = recordedPurchases(state);
  const [first] = known;
  if (first === undefined) return [{ type: 'PurchaseRecorded', data: { ...data, at } }];
  if (first.device !== data.device) return reject('record-of-another-device', 'DU-03');
  if (known.some((each) => differences(each, data).length === 0)) return [];
  return [{ type: 'PurchaseRecordContradicted', data: { ...data, differsIn: differences(first, data), at } }];
}

/** The fields in which two records differ. Records are the maker's own words, so nothing is tolerated between them. */
const differences = (one: Purchase, other: Purchase): readonly (keyof Purchase)[] =>
  PROOF_FIELDS.filter((field) => !isSameValue(one[field], other[field]));
