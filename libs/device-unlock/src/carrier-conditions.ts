import { daysBetween } from '@tierline/kernel';
import type { AccountStanding } from './account-standing.events.js';
import type { CustomerStanding } from './customer-standing.events.js';
import type { BlockingCondition } from './device.events.js';
import { isHeldBy, type DeviceStanding } from './device-standing.js';
import {
  ATTITUDES,
  type Attitude,
  type CarrierUnlockValues,
  type CustomerValue,
  type TravelUnlockValues,
} from './policy-values.js';
import type { CustomerId, LocalDate, Money, RequestId } from './values.js';

/** `unknown`: nobody has reported what the condition rests on. */
export type ConditionResult = 'met' | 'not-met' | 'unknown';

/** One condition of DU-11, with what it was judged by. */
export type Condition =
  | {
      readonly condition: 'not-blocked';
      readonly result: ConditionResult;
      readonly blockedBy: readonly BlockingCondition[];
    }
  | { readonly condition: 'still-locked' | 'own-account'; readonly result: ConditionResult }
  | {
      readonly condition: 'settled';
      readonly result: ConditionResult;
      readonly commitment: AccountStanding['commitment'] | null;
      readonly feeOwed: Money | null;
    }
  | {
      readonly condition: 'days-active';
      readonly result: ConditionResult;
      readonly days: number | null;
      readonly neededDays: number;
    };

/** A journey abroad with a local SIM (DU-12). */
export interface Travel {
  readonly from: LocalDate;
  readonly until: LocalDate;
  /** ISO 3166-1 alpha-2. */
  readonly country: string;
}

/** One criterion of DU-12, with what it was judged by. */
export type Criterion =
  | {
      readonly criterion: 'attitude';
      readonly result: 'met' | 'not-met';
      readonly value: CustomerValue;
      readonly attitude: Attitude;
      readonly leastAttitude: Attitude | 'never';
    }
  | {
      readonly criterion: 'trip-length';
      readonly result: 'met' | 'not-met';
      readonly days: number;
      readonly longestDays: number;
    }
  /** `daysBefore`: from the request to the first day of the journey; negative once it has begun. */
  | {
      readonly criterion: 'trip-near';
      readonly result: 'met' | 'not-met';
      readonly daysBefore: number;
      readonly earliestDaysBefore: number;
    };

const met = (isMet: boolean) => (isMet ? 'met' : 'not-met');

/**
 * Judges each condition of the entitlement (DU-11). Neither value nor attitude is among what it is given.
 *
 * @param today the day of the decision in the zone of the policy
 */
export function judgeConditions(
  request: { readonly requestId: RequestId; readonly customerId: CustomerId },
  device: DeviceStanding,
  account: AccountStanding | null,
  today: LocalDate,
  { minimumActiveDays: neededDays }: CarrierUnlockValues,
): readonly Condition[] {
  const { blockedBy, carrierUnlocked } = device;
  const free: readonly Condition[] = [
    { condition: 'not-blocked', result: met(blockedBy.length === 0), blockedBy },
    { condition: 'still-locked', result: met(!carrierUnlocked || isHeldBy(device, request.requestId)) },
  ];
  if (account === null) {
    return [
      ...free,
      { condition: 'own-account', result: 'unknown' },
      { condition: 'settled', result: 'unknown', commitment: null, feeOwed: null },
      { condition: 'days-active', result: 'unknown', days: null, neededDays },
    ];
  }
  const { commitment, feeOwed } = account;
  const days = daysBetween(account.activeSince, today);
  return [
    ...free,
    { condition: 'own-account', result: met(account.customerId === request.customerId) },
    { condition: 'settled', result: met(commitment !== 'running' && feeOwed.amountMinor === 0), commitment, feeOwed },
    { condition: 'days-active', result: met(days >= neededDays), days, neededDays },
  ];
}

/** Conditions that no discretion reaches: they protect somebody else (DU-09, DU-11), or nothing is left to unlock. */
export const isBeyondDiscretion = ({ condition }: Condition): boolean =>
  condition === 'not-blocked' || condition === 'still-locked' || condition === 'own-account';

/** Judges each criterion of an unlock for a journey (DU-12). */
export function judgeTravel(
  travel: Travel,
  { value, attitude }: CustomerStanding,
  today: LocalDate,
  { leastAttitude, longestTripDays: longestDays, earliestDaysBefore }: TravelUnlockValues,
): readonly Criterion[] {
  const least = leastAttitude[value];
  const isKind = least !== 'never' && ATTITUDES.indexOf(attitude) >= ATTITUDES.indexOf(least);
  const days = daysBetween(travel.from, travel.until) + 1;
  const daysBefore = daysBetween(today, travel.from);
  const isNear = daysBefore <= earliestDaysBefore && travel.until >= today;
  return [
    { criterion: 'attitude', result: met(isKind), value, attitude, leastAttitude: least },
    { criterion: 'trip-length', result: met(days >= 1 && days <= longestDays), days, longestDays },
    { criterion: 'trip-near', result: met(isNear), daysBefore, earliestDaysBefore },
  ];
}
