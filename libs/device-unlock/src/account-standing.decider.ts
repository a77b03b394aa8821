import { reject, type Command, type Decider, type NoFacts, type Rejection } from '@tierline/kernel';
import {
  evolveAccountStanding,
  type AccountStanding,
  type AccountStandingEvent,
  type AccountStandingState,
} from './account-standing.events.js';
import type { DeviceUnlockPolicyValues } from './policy-values.js';
import { isReported } from './reports.js';

/** Billing tells of the account that a device is on. */
export type RecordAccountStanding = Command<'RecordAccountStanding', AccountStanding, NoFacts>;

export type AccountStandingCommand = RecordAccountStanding;

/** The stream of one was given the report of another (DU-11). */
export type AccountStandingRejection = 'report-on-another-device';

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
  { data, at }: RecordAccountStanding,
  state: AccountStandingState,
): readonly AccountStandingEvent[] | Rejection<AccountStandingRejection> {
  if (state.status === 'reported' && state.latest.device !== data.device)
    return reject('report-on-another-device', 'DU-11');
  return isReported(state, data) ? [] : [{ type: 'AccountStandingReported', data: { ...data, at } }];
}
