import type { Violation } from '../../door/validate.js';
import { ONLY_PARTITION } from '../dead-letters.js';
import type { RecordLog } from '../record-log.js';
import type { ConsumedRecord } from '../record.js';
import { asidePart, originalRecord, recordName, type Open, type RecordId } from './aside.js';
import { decodeOrder, type RedriveOrder } from './order.js';

/** A dead letter that an order names. */
export interface NamedLetter {
  readonly id: RecordId;
  readonly key: Buffer | null;
  /** Puts its record together again. @throws {SealBroken} */
  readonly open: () => Promise<ConsumedRecord>;
}

/** Reads orders, and the dead letters that they name. Both functions may throw `DependencyUnavailable`. */
export interface OrderReader {
  /** @returns nothing when there is none of this number, and everything that is wrong with it when it is not as it should be */
  order(number: bigint): Promise<RedriveOrder | { readonly violations: readonly Violation[] } | undefined>;
  /** @param offsets of its parts @returns nothing when they are not those of one dead letter */
  deadLetter(offsets: readonly bigint[]): Promise<NamedLetter | undefined>;
}

/** Makes a reader of the topics of orders and dead letters, both of one partition. */
export function orderReader(
  records: Pick<RecordLog, 'read'>,
  topics: { readonly orders: string; readonly deadLetters: string },
  open: Open,
): OrderReader {
  const recordAt = async (topic: string, offset: bigint) => {
    for await (const record of records.read(topic, ONLY_PARTITION, offset, offset + 1n)) return record;
    return undefined;
  };
  return {
    order: async (number) => {
      const record = await recordAt(topics.orders, number);
      return record && decodeOrder(record);
    },
    deadLetter: async (offsets) => {
      const read = await Promise.all(offsets.map((offset) => recordAt(topics.deadLetters, offset)));
      const parts = read.filter((record) => record !== undefined);
      const said = parts.map(({ headers }) => asidePart(headers));
      const [first] = said;
      const isOne =
        first?.parts === offsets.length &&
        said.every((each, index) => each?.part === index + 1 && recordName(each.id) === recordName(first.id));
      const key = parts[0]?.key ?? null;
      return isOne ? { id: first.id, key, open: () => originalRecord(key, parts, open) } : undefined;
    },
  };
}
