import { unreachable, type Instant, type Message } from '@tierline/kernel';
import type { PlanQuantiles, UsageThreshold } from './usage-threshold.js';
import type { CustomerId, FlagId, LineId } from './values.js';

/** The category of the streams of what lines use, one by line id. A large account has many lines, so it is not the customer's. */
export const LINE_USAGE = 'customer_value.line_usage';

/** A month of billing, as `2026-03`: months sort as text. */
export type Period = `${number}-${number}`;

/** What a line has used in a period, in whole megabytes, and what customers of its plan use. */
export interface PeriodUsage {
  readonly customerId: CustomerId;
  readonly lineId: LineId;
  readonly period: Period;
  readonly megabytes: number;
  readonly plan: string;
  readonly quantiles: PlanQuantiles;
}

/** A later report of the same period is a correction, and counts. */
export type UsageReported = Message<'UsageReported', PeriodUsage & { readonly at: Instant }>;
/** More was used than is usual. What for is not known, and not asked (CV-20). */
export type UnusualUsageFlagged = Message<
  'UnusualUsageFlagged',
  {
    readonly flagId: FlagId;
    readonly flag: 'unusual-usage';
    readonly customerId: CustomerId;
    readonly lineId: LineId;
    readonly period: Period;
    readonly at: Instant;
    readonly megabytes: number;
    readonly threshold: UsageThreshold;
  }
>;

export type LineUsageEvent = UsageReported | UnusualUsageFlagged;

/** What is known of the use of a line. */
export interface LineUsage {
  readonly lineId: LineId | null;
  /** The report of each period that counts. */
  readonly periods: ReadonlyMap<Period, PeriodUsage>;
  readonly flagged: readonly Period[];
}

/** A line of which nothing is known. */
export const newLine: LineUsage = { lineId: null, periods: new Map(), flagged: [] };

/** The state after a further event. */
export function evolveLineUsage(state: LineUsage, event: LineUsageEvent): LineUsage {
  switch (event.type) {
    case 'UsageReported': {
      const { at: _, ...usage } = event.data;
      return { ...state, lineId: usage.lineId, periods: new Map([...state.periods, [usage.period, usage]]) };
    }
    case 'UnusualUsageFlagged':
      return { ...state, flagged: [...state.flagged, event.data.period] };
    default:
      return unreachable(event);
  }
}

/** The id of the flag of a period: there is one at most. */
export const flagIdOf = (lineId: LineId, period: Period): FlagId => `${lineId}:${period}` as FlagId;
