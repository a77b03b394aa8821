import { schema, type EventSchemas } from '@tierline/kernel';
import type { CustomerStandingEvent } from './customer-standing.events.js';
import type { CustomerId, RequestId } from './values.js';

const { flag, instant, object, oneOf, someText } = schema;

/** What is stored of what customer value says of a customer. */
export const customerStandingSchemas: EventSchemas<CustomerStandingEvent> = {
  CustomerStandingReported: object({
    customerId: someText<CustomerId>(),
    value: oneOf(0, 1, 2, 3, 4, 5),
    attitude: oneOf('bad', 'neutral', 'good'),
    asOf: instant,
    at: instant,
  }),
  CustomerStandingAwaited: object({
    customerId: someText<CustomerId>(),
    requestId: someText<RequestId>(),
    isThere: flag,
    at: instant,
  }),
};
