import { reject, type Command, type Decider, type NoFacts, type Rejection } from '@tierline/kernel';
import {
  evolveSellerStanding,
  type SellerStanding,
  type SellerStandingEvent,
  type SellerStandingState,
} from './seller-standing.events.js';
import type { DeviceUnlockPolicyValues } from './policy-values.js';
import { isReported } from './reports.js';

/** The register of retailers tells of a seller. */
export type RecordSellerStanding = Command<'RecordSellerStanding', SellerStanding, NoFacts>;

export type SellerStandingCommand = RecordSellerStanding;

/** The stream of one was given the report of another (DU-08). */
export type SellerStandingRejection = 'report-on-another-seller';

/** Keeps the reports in whatever order they come. */
export const sellerStandingDecider: Decider<
  SellerStandingCommand,
  SellerStandingEvent,
  SellerStandingState,
  SellerStandingRejection,
  DeviceUnlockPolicyValues
> = {
  initial: { status: 'unknown' },
  decide: (command, state) => record(command, state),
  evolve: evolveSellerStanding,
};

function record(
  { data, at }: RecordSellerStanding,
  state: SellerStandingState,
): readonly SellerStandingEvent[] | Rejection<SellerStandingRejection> {
  if (state.status === 'reported' && state.latest.seller !== data.seller)
    return reject('report-on-another-seller', 'DU-08');
  return isReported(state, data) ? [] : [{ type: 'SellerStandingReported', data: { ...data, at } }];
}
