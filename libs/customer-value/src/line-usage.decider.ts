import { isEqualJson, reject, type Command, type Decider, type NoFacts, type Rejection } from '@tierline/kernel';
import {
  evolveLineUsage,
  flagIdOf,
  newLine,
  type LineUsage,
  type LineUsageEvent,
  type PeriodUsage,
} from './line-usage.events.js';
import type { CustomerValuePolicyValues } from './policy-values.js';
import { usageThreshold } from './usage-threshold.js';

/** What a line has used is known. */
export type ReportUsage = Command<'ReportUsage', PeriodUsage, NoFacts>;

/** The stream of one line was given the report of another (CV-20). */
export type LineUsageRejection = 'another-line';

/** Keeps what a line uses, and flags a period in which it was unusually much (CV-20). */
export const lineUsageDecider: Decider<
  ReportUsage,
  LineUsageEvent,
  LineUsage,
  LineUsageRejection,
  CustomerValuePolicyValues
> = {
  initial: newLine,
  decide: (command, state, { values }) => report(command, state, values),
  evolve: evolveLineUsage,
};

function report(
  { data, at }: ReportUsage,
  state: LineUsage,
  { usage }: CustomerValuePolicyValues,
): readonly LineUsageEvent[] | Rejection<LineUsageRejection> {
  const { customerId, lineId, period, megabytes, quantiles } = data;
  if (state.lineId !== null && state.lineId !== lineId) return reject('another-line', 'CV-20');
  if (isEqualJson(state.periods.get(period), data)) return [];
  const reported: LineUsageEvent = { type: 'UsageReported', data: { ...data, at } };
  const threshold = usageThreshold(usageBefore(state, data), quantiles, usage);
  // A period is flagged once: whether it was right to is for the review to say, also after a correction.
  if (megabytes <= threshold.megabytes || state.flagged.includes(period)) return [reported];
  const flag = { flagId: flagIdOf(lineId, period), flag: 'unusual-usage', customerId, lineId, period } as const;
  return [reported, { type: 'UnusualUsageFlagged', data: { ...flag, at, megabytes, threshold } }];
}

const usageBefore = ({ periods }: LineUsage, { period }: PeriodUsage): readonly number[] =>
  [...periods.values()]
    .filter((each) => each.period < period)
    .toSorted((one, other) => (one.period < other.period ? -1 : 1))
    .map(({ megabytes }) => megabytes);
