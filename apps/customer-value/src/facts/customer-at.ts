import {
  CUSTOMER,
  customerDecider,
  customerValueRegistry,
  type Customer,
  type CustomerEvent,
  type CustomerId,
} from '@tierline/customer-value';
import {
  checkStored,
  isOutcomeEvent,
  readFact,
  Recent,
  streamName,
  type EventStore,
  type Fact,
  type Revision,
  type StoredEvent,
} from '@tierline/kernel';

type Store = Pick<EventStore, 'read'>;

/** What is known and decided of a customer: what was acknowledged before is seen. */
export const customerNow = (store: Store, customerId: CustomerId): Promise<Fact<Customer>> =>
  readFact(store, customerValueRegistry, streamName(CUSTOMER, customerId), customerDecider);

/** How a customer stood after the event at a revision, whatever has happened since. */
export type CustomerAt = (customerId: CustomerId, revision: Revision) => Promise<Customer>;

/** A customer as of a revision, and what was read beyond it. */
interface Known {
  readonly customer: Customer;
  readonly revision: Revision;
  readonly ahead: readonly StoredEvent[];
}

/** How many events the customers that are kept in memory have together. */
const EVENTS_IN_MEMORY = 20_000;
const nobody: Known = { customer: customerDecider.initial, revision: -1, ahead: [] };

/**
 * Tells how customers stood. Whoever asks in the order of the events, as a publisher does, has each of them read and folded once: a
 * large account has thousands.
 */
export function customersAt(store: Store): CustomerAt {
  const known = new Recent<CustomerId, Known>(EVENTS_IN_MEMORY, ({ revision, ahead }) => revision + 1 + ahead.length);
  return async (customerId, revision) => {
    const last = known.get(customerId);
    const from = last && last.revision <= revision ? last : nobody;
    const read = from.revision + from.ahead.length;
    const tail = read < revision ? await store.read(streamName(CUSTOMER, customerId), read + 1) : [];
    for (const event of tail) checkStored(customerValueRegistry, event);
    const events = [...from.ahead, ...tail];
    // A read may have ended before the revision: nothing is known beyond what it told.
    const until = Math.min(revision - from.revision, events.length);
    // The registry has vouched for every type.
    const changes = events.slice(0, until).filter((event) => !isOutcomeEvent(event)) as readonly (StoredEvent &
      CustomerEvent)[];
    const customer = changes.reduce(customerDecider.evolve, from.customer);
    known.set(customerId, { customer, revision: from.revision + until, ahead: events.slice(until) });
    return customer;
  };
}
