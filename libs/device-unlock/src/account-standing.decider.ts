import { reject, type Command, type Decider, type Rejection } from '@tierline/kernel';
import {
  evolveAccountStanding,
  type AccountStanding,
  type AccountStandingEvent,
  type AccountStandingState,
} from './account-standing.events.js';
import { isAhead, type Dated } from './dated.js';
import type { DeviceUnlockPolicyValues } from './policy-values.js';
import { isReported } from './reports.js';

/** Billing tells of the account that a device is on. */
export type RecordAccountStanding = Command<'RecordAccountStanding', AccountStanding, Dated>;

export type AccountStandingCommand = RecordAccountStanding;

/**
 * The stream of one was given the report of another, or the report is as of a day that has not come (DU-11).
 */
export type AccountStandingRejection = 'report-on-another-device' | 'dated-in-the-future';

/** Keeps the reports in whatever order they come. */
export const accountStandingDecider: Decider<
  AccountStandingCommand,
  AccountStandingEvent,
  AccountStandingState,
  AccountStandingRejection,
  DeviceUnlockPolicyValues
> = {
  initial: { status: 'unknown' },
  decide: (command, state) => record(command, state),
  evolve: evolveAccountStanding,
};

function record(
  { data, at, facts }: RecordAccountStanding,
  state: AccountStandingState,
): readonly AccountStandingEvent[] | Rejection<AccountStandingRejection> {
  if (state.status === 'reported' && state.latest.device !== data.device)
    return reject('report-on-another-device', 'DU-11');
  if (isReported(state, data)) return [];
  if (isAhead(data.asOf, facts)) return reject('dated-in-the-future', 'DU-11');
  return [{ type: 'AccountStandingReported', data: { ...data, at } }];
}
