import { reject, type Command, type Decider, type Rejection } from '@tierline/kernel';
import {
  evolveSellerStanding,
  type SellerStanding,
  type SellerStandingEvent,
  type SellerStandingState,
} from './seller-standing.events.js';
import { isAhead, type Dated } from './dated.js';
import type { DeviceUnlockPolicyValues } from './policy-values.js';
import { isReported } from './reports.js';

/** The register of retailers tells of a seller. */
export type RecordSellerStanding = Command<'RecordSellerStanding', SellerStanding, Dated>;

export type SellerStandingCommand = RecordSellerStanding;

/**
 * The stream of one was given the report of another, or the report is as of a day that has not come (DU-08).
 */
export type SellerStandingRejection = 'report-on-another-seller' | 'dated-in-the-future';

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
  { data, at, facts }: RecordSellerStanding,
  state: SellerStandingState,
): readonly SellerStandingEvent[] | Rejection<SellerStandingRejection> {
  if (state.status === 'reported' && state.latest.seller !== data.seller)
    return reject('report-on-another-seller', 'DU-08');
  if (isReported(state, data)) return [];
  if (isAhead(data.asOf, facts)) return reject('dated-in-the-future', 'DU-08');
  return [{ type: 'SellerStandingReported', data: { ...data, at } }];
}
