import { unreachable, type Instant, type Message } from '@tierline/kernel';
import type { Attitude, CustomerValue } from './policy-values.js';
import { alsoAwaitedBy, noLongerAwaitedBy, stillAwaited, type Awaited } from './awaited.js';
import { addReport, type Report, type Reports } from './reports.js';
import type { CustomerId, RequestId } from './values.js';

/** The category of the streams of what customer value says, one by customer id. */
export const CUSTOMER_STANDING = 'device_unlock.customer_standing';

/** What customer value says of a customer (DU-12). */
export interface CustomerStanding extends Report {
  readonly customerId: CustomerId;
  readonly value: CustomerValue;
  readonly attitude: Attitude;
}

export type CustomerStandingReported = Message<'CustomerStandingReported', CustomerStanding & { readonly at: Instant }>;
/** A request waits until something is known of its customer. `isThere`: it is, so the request is looked at again and waits no longer. */
export type CustomerStandingAwaited = Message<
  'CustomerStandingAwaited',
  { readonly customerId: CustomerId; readonly requestId: RequestId; readonly isThere: boolean; readonly at: Instant }
>;

export type CustomerStandingEvent = CustomerStandingReported | CustomerStandingAwaited;

export type CustomerStandingState = Reports<CustomerStanding> & Awaited;

/** The state after a further event. */
export function evolveCustomerStanding(
  state: CustomerStandingState,
  { type, data }: CustomerStandingEvent,
): CustomerStandingState {
  switch (type) {
    case 'CustomerStandingReported': {
      const { customerId, value, attitude, asOf } = data;
      return { ...addReport(state, { customerId, value, attitude, asOf }), ...stillAwaited(state) };
    }
    case 'CustomerStandingAwaited':
      return data.isThere ? noLongerAwaitedBy(state, data.requestId) : alsoAwaitedBy(state, data.requestId);
    default:
      return unreachable(type);
  }
}
