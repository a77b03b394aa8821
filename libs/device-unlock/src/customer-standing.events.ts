import type { Instant, Message } from '@tierline/kernel';
import type { Attitude, CustomerValue } from './policy-values.js';
import { addReport, type Report, type Reports } from './reports.js';
import type { CustomerId } from './values.js';

/** The category of the streams of what customer value says, one by customer id. */
export const CUSTOMER_STANDING = 'device_unlock.customer_standing';

/** What customer value says of a customer (DU-12). */
export interface CustomerStanding extends Report {
  readonly customerId: CustomerId;
  readonly value: CustomerValue;
  readonly attitude: Attitude;
}

export type CustomerStandingReported = Message<'CustomerStandingReported', CustomerStanding & { readonly at: Instant }>;

export type CustomerStandingEvent = CustomerStandingReported;

export type CustomerStandingState = Reports<CustomerStanding>;

/** The state after a further event. */
export function evolveCustomerStanding(
  state: CustomerStandingState,
  { data }: CustomerStandingEvent,
): CustomerStandingState {
  const { customerId, value, attitude, asOf } = data;
  return addReport(state, { customerId, value, attitude, asOf });
}
