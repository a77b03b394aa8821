import { daysBetween, fullMonthsBetween, type LocalDate } from '@tierline/kernel';
import type { ConcessionValues } from './policy-values.js';
import {
  AUTHORITY_ROLES,
  type Attitude,
  type AuthorityRole,
  type ConcessionKind,
  type CustomerValue,
  type Money,
  type RetentionEffort,
} from './values.js';

/** How long a customer has been one, how they paid and how much (CV-10). */
export interface PaymentHistory {
  /** When the account was opened; `null` while nobody has told. */
  readonly openedOn: LocalDate | null;
  readonly bills: number;
  readonly onTimeBills: number;
  readonly paidMinor: number;
}

/** What was granted before, and when. */
export interface GrantedBefore {
  readonly grantedMinor: number;
  readonly decidedOn: LocalDate;
}

/** Everything that a discretionary offer may rest on (CV-09 to CV-12). That the customer threatens to leave is not among it. */
export interface ConcessionInput {
  readonly kind: ConcessionKind;
  readonly value: CustomerValue;
  /** `null`: nobody has rated it. */
  readonly attitude: Attitude | null;
  readonly history: PaymentHistory;
  readonly granted: readonly GrantedBefore[];
  /** Early-termination fees that leaving on that day would cost. */
  readonly feeOwedMinor: number;
  readonly on: LocalDate;
}

/** What is on offer, and how that came about; amounts in minor units of the policy's currency. */
export interface ConcessionTerms {
  readonly value: CustomerValue;
  readonly attitude: Attitude;
  readonly effort: RetentionEffort;
  readonly feeOwedMinor: number;
  /** The entry of the table. */
  readonly ceilingMinor: number;
  /** The ceiling by attitude and effort. */
  readonly worthMinor: number;
  /** What the fee takes from it (CV-11), and what was granted lately. */
  readonly feeReductionMinor: number;
  readonly grantedLatelyMinor: number;
  /** What is left; 0 when that is less than the policy offers at all. */
  readonly availableMinor: number;
}

const PER_MILLE = 1_000;
const share = (amountMinor: number, perMille: number): number => Math.floor((amountMinor * perMille) / PER_MILLE);

/**
 * What a customer can be given at our discretion. More value, a better attitude and a longer or better history never lead to
 * less (CV-09, CV-10), a larger fee never to more (CV-11).
 */
export function concessionTerms(input: ConcessionInput, values: ConcessionValues): ConcessionTerms {
  const { kind, value, feeOwedMinor, on } = input;
  const attitude = input.attitude ?? values.unrated;
  const effort = retentionEffort(input.history, on, values);
  const ceilingMinor = values.ceilingMinor[kind][value];
  const worthMinor = share(share(ceilingMinor, values.attitudePerMille[attitude]), values.effortPerMille[effort]);
  const feeReductionMinor = share(feeOwedMinor, values.feeOwedPerMille);
  const grantedLatelyMinor = input.granted
    .filter(({ decidedOn }) => daysBetween(decidedOn, on) < values.countedDays)
    .reduce((sum, { grantedMinor }) => sum + grantedMinor, 0);
  const left = worthMinor - feeReductionMinor - grantedLatelyMinor;
  return {
    ...{ value, attitude, effort, feeOwedMinor, ceilingMinor, worthMinor, feeReductionMinor, grantedLatelyMinor },
    availableMinor: left < values.leastMinor ? 0 : left,
  };
}

/** How hard to try to keep a customer: the most for which length of history, payments and amount paid suffice (CV-10). */
export function retentionEffort(
  { openedOn, bills, onTimeBills, paidMinor }: PaymentHistory,
  on: LocalDate,
  { effortFrom }: Pick<ConcessionValues, 'effortFrom'>,
): RetentionEffort {
  const months = openedOn === null ? 0 : fullMonthsBetween(openedOn, on);
  const onTimePerMille = bills === 0 ? 0 : Math.floor((onTimeBills * PER_MILLE) / bills);
  const suffices = (effort: 'standard' | 'high') =>
    months >= effortFrom[effort].months &&
    onTimePerMille >= effortFrom[effort].onTimePerMille &&
    paidMinor >= effortFrom[effort].paidMinor;
  return suffices('high') ? 'high' : suffices('standard') ? 'standard' : 'low';
}

/** What a request gets of what is available: all of it or nothing where a part is no use. */
export const grantableMinor = (
  kind: ConcessionKind,
  requestedMinor: number,
  availableMinor: number,
  { isDivisible }: Pick<ConcessionValues, 'isDivisible'>,
): number => {
  if (requestedMinor <= availableMinor) return requestedMinor;
  return isDivisible[kind] ? availableMinor : 0;
};

/** Whether a role may give so much of a kind; a role without an entry in the table may give nothing (RT-01). */
export const hasAuthority = (
  role: string,
  kind: ConcessionKind,
  amountMinor: number,
  { authorityMinor }: Pick<ConcessionValues, 'authorityMinor'>,
): boolean => isAuthorityRole(role) && amountMinor <= authorityMinor[role][kind];

/** The role with the least authority that may give so much of a kind; nothing where none may (RT-01). */
export const leastRoleFor = (
  kind: ConcessionKind,
  amountMinor: number,
  values: Pick<ConcessionValues, 'authorityMinor'>,
): AuthorityRole | undefined => AUTHORITY_ROLES.find((role) => hasAuthority(role, kind, amountMinor, values));

const isAuthorityRole = (role: string): role is AuthorityRole => AUTHORITY_ROLES.some((each) => each === role);

/** Between what a supervisor may decide otherwise, in minor units. */
export interface DiscretionBounds {
  readonly atLeastMinor: number;
  readonly atMostMinor: number;
}

/**
 * How far a supervisor may decide otherwise: within the policy's bounds of what the table gives, within their authority, and no
 * more than was asked for.
 *
 * @param byPolicyMinor what the table gives of what was asked for
 */
export function discretionBounds(
  { kind, requested }: { readonly kind: ConcessionKind; readonly requested: Money },
  byPolicyMinor: number,
  { supervisor: { aboveMinor, atLeastPerMille }, authorityMinor }: ConcessionValues,
): DiscretionBounds {
  return {
    atLeastMinor: Math.ceil((byPolicyMinor * atLeastPerMille) / PER_MILLE),
    atMostMinor: Math.min(byPolicyMinor + aboveMinor[kind], requested.amountMinor, authorityMinor.supervisor[kind]),
  };
}

/** Whether an amount is within the bounds, and not a part of what is no use in parts. */
export const isWithinDiscretion = (
  { kind, requested }: { readonly kind: ConcessionKind; readonly requested: Money },
  amountMinor: number,
  { atLeastMinor, atMostMinor }: DiscretionBounds,
  { isDivisible }: Pick<ConcessionValues, 'isDivisible'>,
): boolean =>
  amountMinor >= atLeastMinor &&
  amountMinor <= atMostMinor &&
  (isDivisible[kind] || amountMinor === 0 || amountMinor === requested.amountMinor);
