import type { StoreLag } from '../eventstore/store-lag.js';
import type { Observe } from '../kafka/consumer-port.js';
import type { Published } from '../kafka/publisher.js';
import type { Metrics } from '../service/metrics.js';
import { consumerMeasures, parkedMeasures } from './consumer-measures.js';
import { followerMeasures, type Followers } from './follower-measures.js';
import { publisherMeasures } from './publisher-measures.js';
import { storeMeasures, type MeasureStore } from './store-measures.js';

/** Where the parts of a service tell what is measured of them. */
export interface ServiceMeasures {
  readonly consumed: Observe;
  /** Watches how many keys are parked. */
  readonly parked: (count: () => number) => void;
  readonly published: (published: Published) => void;
  /** The store whose appends are to be measured. */
  readonly store: MeasureStore;
  readonly followers: Followers;
}

/** Every figure that a service has, besides those of its HTTP door and of Node: the one place that binds them. */
export const serviceMeasures = (metrics: Metrics, lag: StoreLag): ServiceMeasures => ({
  consumed: consumerMeasures(metrics),
  parked: parkedMeasures(metrics),
  published: publisherMeasures(metrics),
  store: storeMeasures(metrics),
  followers: followerMeasures(metrics, lag),
});
