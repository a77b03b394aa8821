import { storeLag } from '../eventstore/store-lag.js';
import { requestMetrics } from '../http/request-metrics.js';
import { createMetrics, type DescribedMetric } from '../service/metrics.js';
import { serviceMeasures } from './measures.js';

/** Every figure that a service has besides Node's own, for the documentation. */
export function describedMetrics(): readonly DescribedMetric[] {
  const metrics = createMetrics({});
  serviceMeasures(
    metrics,
    storeLag(() => Promise.resolve(undefined)),
  );
  requestMetrics(metrics);
  return metrics.described();
}
