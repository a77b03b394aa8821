import { FORWARDS, START, type EventStoreDBClient } from '@eventstore/db-client';
import { CUSTOMER, type CustomerValue } from '@tierline/customer-value';

/** What a store has of customers. */
export interface StoredValues {
  /** In all streams of customer value. */
  readonly events: number;
  /** How many customers have each value number. */
  readonly customers: ReadonlyMap<CustomerValue, number>;
}

const PREFIX = 'customer_value';

/** Reads everything that customer value has stored. */
export async function storedValues(client: EventStoreDBClient): Promise<StoredValues> {
  const values = new Map<string, CustomerValue>();
  let events = 0;
  for await (const { event } of client.readAll({ direction: FORWARDS, fromPosition: START })) {
    if (!event?.streamId.startsWith(PREFIX)) continue;
    events += 1;
    if (!event.streamId.startsWith(`${CUSTOMER}-`)) continue;
    // A customer of whom anything is known begins at 0 (CV-01).
    const before = values.get(event.streamId) ?? 0;
    const isMoved = event.type === 'ValueChanged';
    values.set(event.streamId, isMoved ? (event.data as unknown as { readonly to: CustomerValue }).to : before);
  }
  const customers = Map.groupBy(values.values(), (value) => value);
  return { events, customers: new Map([...customers].map(([value, all]) => [value, all.length])) };
}
