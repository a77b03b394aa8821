import type { Instant } from '@tierline/kernel';
import { ACCOUNT_STANDING, type AccountStanding } from '../account-standing.events.js';
import { judgeConditions, type Travel } from '../carrier-conditions.js';
import type { CarrierUnlockFacts } from '../carrier-unlock-request.decider.js';
import type {
  Answered,
  CarrierUnlock,
  CarrierUnlockGranted,
  CarrierUnlockRequestEvent,
} from '../carrier-unlock-request.events.js';
import { CUSTOMER_STANDING, type CustomerStanding } from '../customer-standing.events.js';
import { DEVICE } from '../device.events.js';
import type { DeviceStanding } from '../device-standing.js';
import { cite, type LocalDate } from '../values.js';
import { carrierHolder } from './devices.js';
import { at, cleo, command, fact, phone, policy, requestId } from './fixtures.js';

export const dueAt = '2026-03-04T22:00:00.000Z' as Instant;
export const today = '2026-03-02' as LocalDate;
export const unlock: CarrierUnlock = { requestId, customerId: cleo, device: phone, tac: '49015420' };
export const travel: Travel = { from: '2026-03-10' as LocalDate, until: '2026-03-24' as LocalDate, country: 'PT' };

export const device: DeviceStanding = {
  blockedBy: [],
  carrierUnlocked: false,
  unlock: { status: 'reserved', holder: carrierHolder },
};
/** Of a customer who is entitled. */
export const account: AccountStanding = {
  device: phone,
  customerId: cleo,
  activeSince: '2026-01-01' as LocalDate,
  commitment: 'ended',
  feeOwed: { amountMinor: 0, currency: 'USD' },
  asOf: '2026-03-01T00:00:00.000Z' as Instant,
};
export const running: AccountStanding = {
  ...account,
  commitment: 'running',
  feeOwed: { amountMinor: 20_500, currency: 'USD' },
};
export const customer: CustomerStanding = { customerId: cleo, value: 3, attitude: 'neutral', asOf: account.asOf };

/** Facts as of revision 0, or -1 for what nobody has reported. */
export const facts = (
  change: {
    device?: Partial<DeviceStanding>;
    account?: AccountStanding | null;
    customer?: CustomerStanding | null;
    today?: LocalDate;
  } = {},
): CarrierUnlockFacts => ({
  device: fact(DEVICE, { ...device, ...change.device }),
  account: fact(ACCOUNT_STANDING, change.account === undefined ? account : change.account),
  customer: fact(CUSTOMER_STANDING, change.customer === undefined ? customer : change.customer),
  today: change.today ?? today,
});

export const request = (change: Partial<CarrierUnlock> = {}) =>
  command('RequestCarrierUnlock', { ...unlock, ...change }, { dueAt });
export const answerUnlock = (rest = facts()) => command('AnswerCarrierUnlock', { requestId }, rest);
export const missDeadline = command('ReportMissedDeadline', { requestId });
export const follow = (rest: Partial<DeviceStanding>) =>
  command('FollowDevice', { requestId }, { device: fact(DEVICE, { ...device, ...rest }, 3) });

export const requested = (change: Partial<CarrierUnlock> = {}): CarrierUnlockRequestEvent => ({
  type: 'CarrierUnlockRequested',
  data: { ...unlock, ...change, at, dueAt },
});
/** What an answer rests on. */
export const answered = (rest = facts()): Answered => ({
  conditions: judgeConditions(unlock, rest.device.value, rest.account.value, rest.today, policy.values.carrierUnlock),
  account: cite(rest.account),
  device: cite(rest.device),
  isLate: false,
});
export const granted: CarrierUnlockGranted = {
  type: 'CarrierUnlockGranted',
  data: { requestId, at, ...answered(), outcome: 'entitled' },
};
export const missed = (when = at): CarrierUnlockRequestEvent => ({
  type: 'DeadlineMissed',
  data: { requestId, at: when, dueAt },
});
