import {
  reject,
  unreachable,
  type Command,
  type Decider,
  type NoFacts,
  type Rejection,
  type RuleId,
} from '@tierline/kernel';
import { isAwaitedBy, isFull } from './awaited.js';
import { isAhead, type Dated } from './dated.js';
import type { DeviceUnlockPolicyValues } from './policy-values.js';
import { PROOF_FIELDS } from './proof-match.js';
import {
  evolvePurchaseRecord,
  recordedPurchases,
  type PurchaseRecordEvent,
  type PurchaseRecordState,
} from './purchase-record.events.js';
import { isSameValue } from './same-value.js';
import type { DeviceToken, Purchase, RequestId } from './values.js';

/** The maker tells of a purchase. */
export type RecordPurchase = Command<'RecordPurchase', Purchase, Dated>;

/** A request cannot be decided by the records of its device, of which it has seen so many (DU-07). */
export type AwaitPurchaseRecord = Command<
  'AwaitPurchaseRecord',
  { readonly device: DeviceToken; readonly requestId: RequestId; readonly seenRecords: number },
  NoFacts
>;

export type PurchaseRecordCommand = RecordPurchase | AwaitPurchaseRecord;

/**
 * Why a command on a record was refused, with the rule that each reason rests on. `record-of-another-device`: the stream of one
 * device was given the record of another.
 */
export const PURCHASE_RECORD_REJECTIONS = {
  'record-of-another-device': 'DU-03',
  'dated-in-the-future': 'DU-03',
  'too-many-requests-wait': 'DU-07',
} as const satisfies Record<string, RuleId>;

export type PurchaseRecordRejection = keyof typeof PURCHASE_RECORD_REJECTIONS;

type Decision = readonly PurchaseRecordEvent[] | Rejection<PurchaseRecordRejection>;
const no = (reason: PurchaseRecordRejection) => reject(reason, PURCHASE_RECORD_REJECTIONS[reason]);

/** Keeps what the maker says of a device's purchase, in whatever order it comes. */
export const purchaseRecordDecider: Decider<
  PurchaseRecordCommand,
  PurchaseRecordEvent,
  PurchaseRecordState,
  PurchaseRecordRejection,
  DeviceUnlockPolicyValues
> = {
  initial: { status: 'none' },
  decide: (command, state) => {
    switch (command.type) {
      case 'RecordPurchase':
        return recordPurchase(command, state);
      case 'AwaitPurchaseRecord':
        return awaitPurchaseRecord(command, state);
      default:
        return unreachable(command);
    }
  },
  evolve: evolvePurchaseRecord,
};

function recordPurchase({ data, at, facts }: RecordPurchase, state: PurchaseRecordState): Decision {
  const known = recordedPurchases(state);
  const [first] = known;
  if (first && first.device !== data.device) return no('record-of-another-device');
  if (known.some((each) => differences(each, data).length === 0)) return [];
  if (isAhead(data.purchasedOn, facts)) return no('dated-in-the-future');
  const { awaitedBy = [] } = state;
  const told = awaitedBy.map((requestId): PurchaseRecordEvent => ({
    type: 'PurchaseRecordAwaited',
    data: { device: data.device, requestId, isThere: true, at },
  }));
  return first === undefined
    ? [{ type: 'PurchaseRecorded', data: { ...data, at } }, ...told]
    : [{ type: 'PurchaseRecordContradicted', data: { ...data, differsIn: differences(first, data), at } }, ...told];
}

function awaitPurchaseRecord(
  { data: { device, requestId, seenRecords }, at }: AwaitPurchaseRecord,
  state: PurchaseRecordState,
): Decision {
  // A record that came between the look and this command has told nobody, so the request looks again at once.
  const isThere = recordedPurchases(state).length > seenRecords;
  if (!isThere && isAwaitedBy(state, requestId)) return [];
  if (!isThere && isFull(state)) return no('too-many-requests-wait');
  return [{ type: 'PurchaseRecordAwaited', data: { device, requestId, isThere, at } }];
}

/** The fields in which two records differ. Records are the maker's own words, so nothing is tolerated between them. */
const differences = (one: Purchase, other: Purchase): readonly (keyof Purchase)[] =>
  PROOF_FIELDS.filter((field) => !isSameValue(one[field], other[field]));
