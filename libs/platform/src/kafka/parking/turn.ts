import type { Attempts } from '../attempt.js';
import type { DeadLetters } from '../dead-letters.js';
import type { ConsumedRecord } from '../record.js';
import type { RedriveOrder } from './order.js';
import type { OrderReader } from './order-reader.js';
import type { ParkedPartition } from './parking.js';
import { settlementOf, type Settlement } from './settlement.js';

/** What an order is carried out with. */
export interface OrderHandling extends Attempts {
  readonly deadLetters: DeadLetters;
  readonly orders: OrderReader;
}

/** The turn of an order. */
export interface Turn {
  /** Its partition and lane are those of the commands. */
  readonly marker: ConsumedRecord;
  readonly order: RedriveOrder;
  readonly parked: ParkedPartition;
  readonly handling: OrderHandling;
}

/** Tells what became of a command, or of the order as a whole. @throws {DependencyUnavailable} */
export const tell = (
  { order, marker, handling }: Turn,
  what: Pick<Settlement, 'kind' | 'id' | 'detail' | 'left'>,
): Promise<void> => handling.deadLetters.settle(settlementOf(order, handling.door.clock(), what), marker.key);
