import { schema, type EventSchemas } from '@tierline/kernel';
import type { LineUsageEvent, PeriodUsage, UnusualUsageFlagged } from './line-usage.events.js';
import type { PlanQuantiles } from './usage-threshold.js';
import type { FlagId } from './values.js';
import { count, lineId, ofCustomer, period } from './values.schemas.js';

const { nullOr, object, oneOf, someText } = schema;

const used = { ...ofCustomer, lineId, period: period<PeriodUsage['period']>(), megabytes: count };

/** What is stored of the use of lines. */
export const lineUsageSchemas: EventSchemas<LineUsageEvent> = {
  UsageReported: object({ ...used, plan: someText(), quantiles: object<PlanQuantiles>({ p95: count, p99: count }) }),
  UnusualUsageFlagged: object({
    ...used,
    flagId: someText<FlagId>(),
    flag: oneOf('unusual-usage'),
    threshold: object<UnusualUsageFlagged['data']['threshold']>({
      own: nullOr(
        object<NonNullable<UnusualUsageFlagged['data']['threshold']['own']>>({
          median: count,
          deviation: count,
          periods: count,
        }),
      ),
      ownMegabytes: nullOr(count),
      planMegabytes: count,
      megabytes: count,
    }),
  }),
};
