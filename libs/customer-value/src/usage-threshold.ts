import type { UsageValues } from './policy-values.js';

/** What the customers of a plan use in a period, in whole megabytes. */
export interface PlanQuantiles {
  readonly p95: number;
  readonly p99: number;
}

/** From when on the use of a line is unusual, and how that came about; whole megabytes. */
export interface UsageThreshold {
  /** Of the line's own history; `null` where there is too little of it. */
  readonly own: { readonly median: number; readonly deviation: number; readonly periods: number } | null;
  readonly ownMegabytes: number | null;
  readonly planMegabytes: number;
  /** The highest of these, and of the least that is looked at. More than this is unusual. */
  readonly megabytes: number;
}

const PER_MILLE = 1_000;

/**
 * The threshold of a line (CV-20). Median and median absolute deviation, since one extraordinary month moves neither. It has to
 * be exceeded on both counts: of what the line uses, and of what the plan's customers use.
 *
 * @param history the line's periods before, latest last
 */
export function usageThreshold(
  history: readonly number[],
  quantiles: PlanQuantiles,
  values: UsageValues,
): UsageThreshold {
  const lately = history.slice(-values.historyPeriods);
  const planMegabytes = Math.floor((quantiles[values.planQuantile] * values.planQuantilePerMille) / PER_MILLE);
  const least = Math.max(planMegabytes, values.leastMegabytes);
  if (lately.length < values.leastPeriods) return { own: null, ownMegabytes: null, planMegabytes, megabytes: least };
  const middle = median(lately);
  const deviation = median(lately.map((each) => Math.abs(each - middle)));
  const counted = Math.max(deviation, values.leastDeviationMegabytes);
  const ownMegabytes = middle + Math.floor((counted * values.deviationsPerMille) / PER_MILLE);
  return {
    own: { median: middle, deviation, periods: lately.length },
    ownMegabytes,
    planMegabytes,
    megabytes: Math.max(ownMegabytes, least),
  };
}

/** The middle of some numbers, or the mean of the two in the middle, rounded down. 0 of none. */
export function median(numbers: readonly number[]): number {
  const sorted = numbers.toSorted((one, other) => one - other);
  const middle = Math.floor(sorted.length / 2);
  const upper = sorted[middle] ?? 0;
  return sorted.length % 2 === 1 ? upper : Math.floor(((sorted[middle - 1] ?? 0) + upper) / 2);
}
