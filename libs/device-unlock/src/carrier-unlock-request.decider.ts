import {
  reject,
  unreachable,
  type Command,
  type Decider,
  type Fact,
  type Instant,
  type NoFacts,
  type Rejection,
  type RuleId,
} from '@tierline/kernel';
import type { AccountStanding } from './account-standing.events.js';
import type { SourceFacts } from './activation-lock-request.commands.js';
import { isBeyondDiscretion, judgeConditions, judgeTravel } from './carrier-conditions.js';
import {
  evolveCarrierUnlockRequest,
  type CarrierUnlock,
  type CarrierUnlockRequest,
  type CarrierUnlockRequestEvent,
} from './carrier-unlock-request.events.js';
import type { CustomerStanding } from './customer-standing.events.js';
import { isHeldBy, type DeviceStanding } from './device-standing.js';
import type { DeviceUnlockPolicyValues } from './policy-values.js';
import { isSameValue } from './same-value.js';
import { cite, type LocalDate, type RequestId } from './values.js';

interface OfRequest {
  readonly requestId: RequestId;
}

/** A customer wants the carrier's lock of a device removed. `dueAt`: when two business days are over. */
export type RequestCarrierUnlock = Command<
  'RequestCarrierUnlock',
  CarrierUnlock,
  { readonly dueAt: Instant } & SourceFacts
>;

/** `today`: the day of the decision in the policy's zone. `null`: nobody has reported anything. */
export interface CarrierUnlockFacts {
  readonly device: Fact<DeviceStanding>;
  readonly account: Fact<AccountStanding | null>;
  readonly customer: Fact<CustomerStanding | null>;
  readonly today: LocalDate;
}

/** The request is to be answered with what is known now. */
export type AnswerCarrierUnlock = Command<'AnswerCarrierUnlock', OfRequest, CarrierUnlockFacts>;

/** The deadline has passed. */
export type ReportMissedDeadline = Command<'ReportMissedDeadline', OfRequest, NoFacts>;

/** The request follows what its device's stream has decided. */
export type FollowDevice = Command<'FollowDevice', OfRequest, { readonly device: Fact<DeviceStanding> }>;

export type CarrierUnlockRequestCommand =
  RequestCarrierUnlock | AnswerCarrierUnlock | ReportMissedDeadline | FollowDevice;

/** Why a command on a request was refused, with the rule that each reason rests on. */
export const CARRIER_UNLOCK_REQUEST_REJECTIONS = {
  'request-already-exists': 'DU-01',
  'request-unknown': 'DU-01',
  'device-not-reserved': 'DU-13',
  'account-standing-unknown': 'DU-11',
  'customer-standing-unknown': 'DU-12',
  'deadline-not-reached': 'DU-11',
  'unlock-not-granted': 'DU-11',
  'source-blocked': 'DU-15',
} as const satisfies Record<string, RuleId>;

export type CarrierUnlockRequestRejection = keyof typeof CARRIER_UNLOCK_REQUEST_REJECTIONS;

type Decision = readonly CarrierUnlockRequestEvent[] | Rejection<CarrierUnlockRequestRejection>;
/** Who asks, and by which channel, is not among the things that a decision can rest on (DU-05). */
type Decidable<C> = Omit<C, 'actor'>;

const no = (reason: CarrierUnlockRequestRejection) => reject(reason, CARRIER_UNLOCK_REQUEST_REJECTIONS[reason]);

/** Decides on removing the carrier's lock from a device (DU-11, DU-12). */
export const carrierUnlockRequestDecider: Decider<
  CarrierUnlockRequestCommand,
  CarrierUnlockRequestEvent,
  CarrierUnlockRequest,
  CarrierUnlockRequestRejection,
  DeviceUnlockPolicyValues
> = {
  initial: { status: 'none' },
  decide: (command, state, { values }) => {
    switch (command.type) {
      case 'RequestCarrierUnlock':
        return requestCarrierUnlock(command, state);
      case 'AnswerCarrierUnlock':
        return answerCarrierUnlock(command, state, values);
      case 'ReportMissedDeadline':
        return reportMissedDeadline(command, state);
      case 'FollowDevice':
        return followDevice(command, state);
      default:
        return unreachable(command);
    }
  },
  evolve: evolveCarrierUnlockRequest,
};

function requestCarrierUnlock(
  { data, at, facts }: Decidable<RequestCarrierUnlock>,
  state: CarrierUnlockRequest,
): Decision {
  if (state.status === 'none') {
    if (facts.source?.value.status === 'blocked') return no('source-blocked');
    return [{ type: 'CarrierUnlockRequested', data: { ...data, at, dueAt: facts.dueAt } }];
  }
  const { dueAt } = state.unlock;
  return isSameValue({ ...data, dueAt }, state.unlock) ? [] : no('request-already-exists');
}

function answerCarrierUnlock(
  { data: { requestId }, at, facts }: Decidable<AnswerCarrierUnlock>,
  state: CarrierUnlockRequest,
  { carrierUnlock, travelUnlock }: DeviceUnlockPolicyValues,
): Decision {
  if (state.status === 'none') return no('request-unknown');
  if (state.status !== 'open' && state.status !== 'overdue') return [];
  const { unlock } = state;
  const conditions = judgeConditions(unlock, facts.device.value, facts.account.value, facts.today, carrierUnlock);
  const isLate = at > unlock.dueAt;
  const missed: CarrierUnlockRequestEvent[] =
    isLate && state.status === 'open' ? [{ type: 'DeadlineMissed', data: { requestId, at, dueAt: unlock.dueAt } }] : [];
  const answered = { requestId, at, conditions, account: cite(facts.account), device: cite(facts.device), isLate };

  const unmet = conditions.filter(({ result }) => result === 'not-met');
  if (unmet.some(isBeyondDiscretion))
    return [...missed, { type: 'CarrierUnlockDenied', data: { ...answered, outcome: 'entitled' } }];
  if (!isHeldBy(facts.device.value, requestId)) return no('device-not-reserved');
  if (conditions.some(({ result }) => result === 'unknown')) return no('account-standing-unknown');
  if (unmet.length === 0)
    return [...missed, { type: 'CarrierUnlockGranted', data: { ...answered, outcome: 'entitled' } }];
  if (unlock.travel === undefined)
    return [...missed, { type: 'CarrierUnlockDenied', data: { ...answered, outcome: 'entitled' } }];

  if (facts.customer.value === null) return no('customer-standing-unknown');
  const criteria = judgeTravel(unlock.travel, facts.customer.value, facts.today, travelUnlock);
  const type = criteria.every(({ result }) => result === 'met') ? 'CarrierUnlockGranted' : 'CarrierUnlockDenied';
  const discretion = { criteria, customer: cite(facts.customer) };
  return [...missed, { type, data: { ...answered, outcome: 'discretionary', discretion } }];
}

function reportMissedDeadline(
  { data: { requestId }, at }: Decidable<ReportMissedDeadline>,
  state: CarrierUnlockRequest,
): Decision {
  if (state.status === 'none') return no('request-unknown');
  if (state.status !== 'open') return [];
  const { dueAt } = state.unlock;
  return at > dueAt ? [{ type: 'DeadlineMissed', data: { requestId, at, dueAt } }] : no('deadline-not-reached');
}

function followDevice(
  { data: { requestId }, at, facts }: Decidable<FollowDevice>,
  state: CarrierUnlockRequest,
): Decision {
  if (state.status === 'none') return no('request-unknown');
  if (state.status === 'completed' || state.status === 'revoked') return [];
  if (state.status !== 'granted') return no('unlock-not-granted');
  const device = cite(facts.device);
  const { unlock, blockedBy: because } = facts.device.value;
  if (unlock.status === 'code-acknowledged' && unlock.holder.requestId === requestId)
    return [{ type: 'CarrierUnlockCompleted', data: { requestId, at, device } }];
  if (unlock.status === 'free' && because.length > 0)
    return [{ type: 'CarrierUnlockRevoked', data: { requestId, at, because, device } }];
  return [];
}
