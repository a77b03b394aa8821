import type { Instant, Message } from '@tierline/kernel';
import { addReport, type Report, type Reports } from './reports.js';
import type { CustomerId, DeviceToken, LocalDate, Money } from './values.js';

/** The category of the streams of what billing says of a device, one by device token. */
export const ACCOUNT_STANDING = 'device_unlock.account_standing';

/** What billing says of the account that a device is on (DU-11). */
export interface AccountStanding extends Report {
  readonly device: DeviceToken;
  /** Whose account the device is on. */
  readonly customerId: CustomerId;
  /** The first day on which the device was active on that account. */
  readonly activeSince: LocalDate;
  /** `bought-out`: ended before its time, by paying for it. In a trial period nothing is owed, and it still runs. */
  readonly commitment: 'none' | 'running' | 'ended' | 'bought-out';
  /** The early-termination fee that is still owed. */
  readonly feeOwed: Money;
}

export type AccountStandingReported = Message<'AccountStandingReported', AccountStanding & { readonly at: Instant }>;

export type AccountStandingEvent = AccountStandingReported;

export type AccountStandingState = Reports<AccountStanding>;

/** The state after a further event. */
export function evolveAccountStanding(
  state: AccountStandingState,
  { data }: AccountStandingEvent,
): AccountStandingState {
  const { device, customerId, activeSince, commitment, feeOwed, asOf } = data;
  return addReport(state, { device, customerId, activeSince, commitment, feeOwed, asOf });
}
