import { reject, type Command, type Decider, type NoFacts, type Rejection } from '@tierline/kernel';
import {
  evolveCustomerStanding,
  type CustomerStanding,
  type CustomerStandingEvent,
  type CustomerStandingState,
} from './customer-standing.events.js';
import type { DeviceUnlockPolicyValues } from './policy-values.js';
import { isReported } from './reports.js';

/** Customer value tells of a customer. */
export type RecordCustomerStanding = Command<'RecordCustomerStanding', CustomerStanding, NoFacts>;

export type CustomerStandingCommand = RecordCustomerStanding;

/** The stream of one was given the report of another (DU-12). */
export type CustomerStandingRejection = 'report-on-another-customer';

/** Keeps the reports in whatever order they come. */
export const customerStandingDecider: Decider<
  CustomerStandingCommand,
  CustomerStandingEvent,
  CustomerStandingState,
  CustomerStandingRejection,
  DeviceUnlockPolicyValues
> = {
  initial: { status: 'unknown' },
  decide: (command, state) => record(command, state),
  evolve: evolveCustomerStanding,
};

function record(
  { data, at }: RecordCustomerStanding,
  state: CustomerStandingState,
): readonly CustomerStandingEvent[] | Rejection<CustomerStandingRejection> {
  if (state.status === 'reported' && state.latest.customerId !== data.customerId)
    return reject('report-on-another-customer', 'DU-12');
  return isReported(state, data) ? [] : [{ type: 'CustomerStandingReported', data: { ...data, at } }];
}
