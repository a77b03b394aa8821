import type { LocalDate } from '@tierline/kernel';
import type { Attitude, AuthorityRole, ConcessionKind, CustomerValue, RetentionEffort } from './values.js';

/** What moves a value number (CV-08). */
export type Cause =
  | 'merit'
  | 'high-merit'
  | 'recovery'
  | 'designation-small-business'
  | 'designation-corporate'
  | 'credits-won'
  | 'late-bills'
  | 'falling-spend'
  | 'loss-of-designation';

/** Causes that never make a number less generous. */
export const PROMOTIONS = [
  'merit',
  'high-merit',
  'recovery',
  'designation-small-business',
  'designation-corporate',
] as const satisfies readonly Cause[];

/** Causes that never make a number more generous. */
export const DEMOTIONS = [
  'credits-won',
  'late-bills',
  'falling-spend',
  'loss-of-designation',
] as const satisfies readonly Cause[];

/** Where a cause moves each number. */
export type Transition = Readonly<Record<CustomerValue, CustomerValue>>;

/** From an amount on, so many points. */
export interface Band {
  /** Minor units of the policy's currency. */
  readonly fromMinor: number;
  readonly points: number;
}

/** What earns a number (CV-02), in points that add up. */
export interface MeritValues {
  readonly onTimeBill: { readonly points: number; readonly atMostBills: number };
  /** Of the dearest plan per month. Each band from a higher amount, with more points. */
  readonly planBands: readonly Band[];
  /** Of the dearest device. */
  readonly deviceBands: readonly Band[];
  /** Lines beyond the first. */
  readonly extraLine: { readonly points: number; readonly atMostLines: number };
  /** Points from which there is enough merit, and high merit. */
  readonly meritFrom: number;
  readonly highMeritFrom: number;
}

/** A fee that falls with every full month (CV-13, CV-14, CV-18); minor units. */
export interface FeeFormula {
  readonly baseMinor: number;
  readonly perFullMonthMinor: number;
}

/** Fees of commitments that were begun or renewed from a day on, up to the next era. */
export interface FeeEra {
  /** `null`: since ever. */
  readonly begunFrom: LocalDate | null;
  /** `null`: specified equipment is treated as any other. */
  readonly specified:
    | (FeeFormula & {
        /** For commitments of these lengths in months; others are treated as other equipment. */
        readonly ofMonths: readonly number[];
        /** What is owed at least while a commitment runs that is this long. */
        readonly minimum: { readonly ofMonths: number; readonly minor: number };
      })
    | null;
  readonly other: FeeFormula;
}

/** Early-termination fees (CV-13 to CV-18). */
export interface TerminationFeeValues {
  /** Classes of equipment that are specified (CV-15). */
  readonly specifiedEquipment: readonly string[];
  /** Days from the beginning or the renewal on which nothing is owed yet (CV-17). */
  readonly trialDays: number;
  readonly eras: Readonly<Record<string, FeeEra>>;
}

/** What a customer must at least have for an effort (CV-10). */
export interface EffortDemand {
  readonly months: number;
  readonly onTimePerMille: number;
  readonly paidMinor: number;
}

/** What is on offer at our discretion (CV-09 to CV-12); amounts in minor units. */
export interface ConcessionValues {
  /** The most that a customer of each value gets of each kind, in the best case but for the effort. */
  readonly ceilingMinor: Readonly<Record<ConcessionKind, Readonly<Record<CustomerValue, number>>>>;
  /** Whether a part of what was asked for is any use. */
  readonly isDivisible: Readonly<Record<ConcessionKind, boolean>>;
  readonly attitudePerMille: Readonly<Record<Attitude, number>>;
  /** How a customer is taken to be whom nobody has rated. */
  readonly unrated: Attitude;
  readonly effortPerMille: Readonly<Record<RetentionEffort, number>>;
  readonly effortFrom: Readonly<Record<Exclude<RetentionEffort, 'low'>, EffortDemand>>;
  /** What the fee that is still owed takes from the offer, in thousandths of the fee (CV-11). */
  readonly feeOwedPerMille: number;
  /** What was granted in so many days before is taken from the offer. */
  readonly countedDays: number;
  /** Less than this is not offered. */
  readonly leastMinor: number;
  readonly authorityMinor: Readonly<Record<AuthorityRole, Readonly<Record<ConcessionKind, number>>>>;
  /** How far a supervisor may decide otherwise. */
  readonly supervisor: {
    readonly aboveMinor: Readonly<Record<ConcessionKind, number>>;
    /** Of what the table gives, in thousandths. */
    readonly atLeastPerMille: number;
  };
}

/** From when on data use is unusual (CV-20); whole megabytes. */
export interface UsageValues {
  /** So many periods before count as the line's own history, and with fewer than `leastPeriods` there is none. */
  readonly historyPeriods: number;
  readonly leastPeriods: number;
  /** Median absolute deviations above the median, in thousandths. */
  readonly deviationsPerMille: number;
  /** A deviation is taken to be at least this, since many lines never vary. */
  readonly leastDeviationMegabytes: number;
  /** Of what the plan's customers use. */
  readonly planQuantile: 'p95' | 'p99';
  readonly planQuantilePerMille: number;
  readonly leastMegabytes: number;
}

/** Every number that customer value decides by. */
export interface CustomerValuePolicyValues {
  /** Of every amount, in the policy and in facts. */
  readonly currency: string;
  readonly accounts: {
    /** The zone of the IANA database in which days are counted until an account's own is told. */
    readonly zone: string;
  };
  readonly bills: {
    /** Days after the due day on which a payment is still on time; the day is computed outside. */
    readonly graceDays: number;
  };
  readonly merits: MeritValues;
  readonly demotion: {
    /** So many complaint credits within so many months (CV-06). */
    readonly credits: number;
    readonly creditsWithinMonths: number;
    /** So many late bills among the latest. */
    readonly lateBills: number;
    readonly amongBills: number;
  };
  readonly recovery: {
    /** In a row, without a late one and without a complaint credit that counts. */
    readonly onTimeBills: number;
  };
  readonly designation: {
    /** With a yearly spend above this a corporate account is a large one (CV-04). */
    readonly corporateYearlySpendMinor: number;
  };
  readonly transitions: Readonly<Record<Cause, Transition>>;
  readonly terminationFee: TerminationFeeValues;
  readonly concessions: ConcessionValues;
  readonly entitlements: {
    /** A day without service is worth a month's charge divided by this. */
    readonly daysOfMonth: number;
  };
  readonly usage: UsageValues;
}
