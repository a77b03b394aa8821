import {
  reject,
  unreachable,
  type Command,
  type Decider,
  type NoFacts,
  type Rejection,
  type RuleId,
} from '@tierline/kernel';
import { isAwaitedBy, isFull } from './awaited.js';
import {
  evolveCustomerStanding,
  type CustomerStanding,
  type CustomerStandingEvent,
  type CustomerStandingState,
} from './customer-standing.events.js';
import { isAhead, type Dated } from './dated.js';
import type { DeviceUnlockPolicyValues } from './policy-values.js';
import { isReported } from './reports.js';
import type { CustomerId, RequestId } from './values.js';

/** Customer value tells of a customer. */
export type RecordCustomerStanding = Command<'RecordCustomerStanding', CustomerStanding, Dated>;

/** A request cannot be decided while nothing is known of its customer (DU-12). */
export type AwaitCustomerStanding = Command<
  'AwaitCustomerStanding',
  { readonly customerId: CustomerId; readonly requestId: RequestId },
  NoFacts
>;

export type CustomerStandingCommand = RecordCustomerStanding | AwaitCustomerStanding;

/** Why a command on a standing was refused. `report-on-another-customer`: the stream of one was given the report of another. */
export const CUSTOMER_STANDING_REJECTIONS = {
  'report-on-another-customer': 'DU-12',
  'dated-in-the-future': 'DU-12',
  'too-many-requests-wait': 'DU-12',
} as const satisfies Record<string, RuleId>;

export type CustomerStandingRejection = keyof typeof CUSTOMER_STANDING_REJECTIONS;

type Decision = readonly CustomerStandingEvent[] | Rejection<CustomerStandingRejection>;
const no = (reason: CustomerStandingRejection) => reject(reason, CUSTOMER_STANDING_REJECTIONS[reason]);

/** Keeps the reports in whatever order they come. */
export const customerStandingDecider: Decider<
  CustomerStandingCommand,
  CustomerStandingEvent,
  CustomerStandingState,
  CustomerStandingRejection,
  DeviceUnlockPolicyValues
> = {
  initial: { status: 'unknown' },
  decide: (command, state) => {
    switch (command.type) {
      case 'RecordCustomerStanding':
        return record(command, state);
      case 'AwaitCustomerStanding':
        return awaitStanding(command, state);
      default:
        return unreachable(command);
    }
  },
  evolve: evolveCustomerStanding,
};

function record({ data, at, facts }: RecordCustomerStanding, state: CustomerStandingState): Decision {
  if (state.status === 'reported' && state.latest.customerId !== data.customerId)
    return no('report-on-another-customer');
  if (isReported(state, data)) return [];
  if (isAhead(data.asOf, facts)) return no('dated-in-the-future');
  const { awaitedBy = [] } = state;
  const told = awaitedBy.map((requestId): CustomerStandingEvent => ({
    type: 'CustomerStandingAwaited',
    data: { customerId: data.customerId, requestId, isThere: true, at },
  }));
  return [{ type: 'CustomerStandingReported', data: { ...data, at } }, ...told];
}

function awaitStanding({ data, at }: AwaitCustomerStanding, state: CustomerStandingState): Decision {
  // A report that came before this command has told nobody, so the request looks again at once.
  const isThere = state.status === 'reported';
  if (!isThere && isAwaitedBy(state, data.requestId)) return [];
  if (!isThere && isFull(state)) return no('too-many-requests-wait');
  return [{ type: 'CustomerStandingAwaited', data: { ...data, isThere, at } }];
}
