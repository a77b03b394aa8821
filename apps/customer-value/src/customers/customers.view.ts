import type { CustomerV1, Plain } from '@tierline/contracts';
import { CUSTOMER, isCustomerFact, isCustomerValueEvent, type CustomerEvent } from '@tierline/customer-value';
import { isOutcomeEvent, type EventMetadata, type StoredEvent } from '@tierline/kernel';
import type { DocumentViewDefinition } from '@tierline/platform';
import { withDecision } from './with-decision.js';
import { withFact } from './with-fact.js';

/** A customer as whoever serves them sees them. */
export type CustomerView = Plain<CustomerV1>;

/** The read model of customers. */
export const customersView: DocumentViewDefinition<CustomerView> = {
  name: 'customers',
  layout: 1,
  prefix: 'customer_value.',
  indexed: ['review'],
  key: ({ stream }) => (stream.startsWith(`${CUSTOMER}-`) ? stream.slice(CUSTOMER.length + 1) : undefined),
  fold: (customer, event) => {
    if (isOutcomeEvent(event)) return customer;
    const own = ownEvent(event);
    return { ...evolve(customer, own), changedAt: own.data.at, stateRevision: event.revision };
  },
};

function evolve(before: CustomerView | undefined, event: CustomerEvent): CustomerView {
  const { customerId, at: changedAt } = event.data;
  const customer = before ?? {
    ...{ customerId, value: 0, lines: [], review: 'none', openFlags: [], changedAt, stateRevision: 0 },
  };
  return isCustomerFact(event) ? withFact(customer, event) : withDecision(customer, event);
}

/** What stands in the stream of a customer is an event of one. */
function ownEvent(event: StoredEvent<EventMetadata>): CustomerEvent {
  if (isCustomerValueEvent(event)) return event as CustomerEvent;
  throw new Error(`${event.stream}@${String(event.revision)}: ${event.type} is nothing of a customer`);
}
