import { textHeaders } from '../cloud-events.js';
import type { NewRecord } from '../record-log.js';
import type { ConsumedRecord } from '../record.js';
import type { RecordId } from './aside.js';
import type { RedriveOrder } from './order.js';

/** What an order led to, for one command that was put aside or, at its end, as a whole. */
export type SettlementKind =
  | 'redriven'
  /** It was tried, and stays put aside. */
  | 'failed-again'
  /** It was parked, and is a dead letter now: it can never be executed. */
  | 'dead-lettered'
  | 'discarded'
  /** The order as a whole was carried out, as far as it could be. */
  | 'completed'
  /** The order as a whole names nothing that is put aside any more, or nothing whose turn it is. */
  | 'nothing-to-do';

/** A record of the dead-letter topic that tells what became of something put aside. */
export interface Settlement {
  readonly kind: SettlementKind;
  /** The number of the order. */
  readonly order: string;
  readonly action: 'redrive' | 'discard';
  readonly by: string;
  readonly why: string;
  /** When it was settled, as ISO 8601. */
  readonly at: string;
  /** Which command; of an order as a whole, nothing. */
  readonly id?: RecordId;
  /** The outcome, the reason or the name of the error. */
  readonly detail?: string;
  /** Of an order as a whole: how many commands of its key are parked still. */
  readonly left?: number;
}

const HEADER = 'tierline-settlement';

/** What an order led to. */
export const settlementOf = (
  { number, action, by, why }: RedriveOrder,
  at: string,
  what: Pick<Settlement, 'kind' | 'id' | 'detail' | 'left'>,
): Settlement => ({ order: number, action, by, why, at, ...what });

/** The record of a settlement. @param key that of the command */
export const settlementRecord = (settlement: Settlement, key: Buffer | null): NewRecord => ({
  key,
  value: JSON.stringify(settlement),
  headers: { [HEADER]: settlement.kind },
});

/** Reads a settlement; nothing when the record is another. */
export function decodeSettlement({
  headers,
  value,
}: Pick<ConsumedRecord, 'headers' | 'value'>): Settlement | undefined {
  if (textHeaders(headers)[HEADER] === undefined) return undefined;
  return JSON.parse(String(value)) as Settlement;
}
