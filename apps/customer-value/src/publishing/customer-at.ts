import {
  CUSTOMER,
  customerDecider,
  customerValueRegistry,
  type Customer,
  type CustomerId,
} from '@tierline/customer-value';
import { readFact, streamName, type EventStore, type Revision } from '@tierline/kernel';

/** How a customer stood after the event at a revision, whatever has happened since; before the first one at -1. */
export async function customerAt(
  store: Pick<EventStore, 'read'>,
  customerId: CustomerId,
  revision: Revision,
): Promise<Customer> {
  const until = {
    read: async (...from: Parameters<EventStore['read']>) => {
      const events = await store.read(...from);
      return events.filter((event) => event.revision <= revision);
    },
  };
  return (await readFact(until, customerValueRegistry, streamName(CUSTOMER, customerId), customerDecider)).value;
}
