import {
  CUSTOMER,
  customerDecider,
  customerValueRegistry,
  type Customer,
  type CustomerId,
} from '@tierline/customer-value';
import { readFact, streamName, type EventStore, type Fact, type Revision } from '@tierline/kernel';

type Store = Pick<EventStore, 'read'>;

/** What is known and decided of a customer: what was acknowledged before is seen. */
export const customerNow = (store: Store, customerId: CustomerId): Promise<Fact<Customer>> =>
  readFact(store, customerValueRegistry, streamName(CUSTOMER, customerId), customerDecider);

/** How a customer stood after the event at a revision, whatever has happened since. */
export async function customerAt(store: Store, customerId: CustomerId, revision: Revision): Promise<Customer> {
  const until: Store = {
    read: async (...from) => (await store.read(...from)).filter((event) => event.revision <= revision),
  };
  return (await customerNow(until, customerId)).value;
}
