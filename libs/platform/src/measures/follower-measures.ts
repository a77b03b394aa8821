import type { StoreLag } from '../eventstore/store-lag.js';
import type { Publisher } from '../kafka/publisher.js';
import type { Metrics } from '../service/metrics.js';
import type { Freshness } from '../views/document-view.js';

/** What follows the store, and is to be measured. */
export interface Followers {
  /** Watches a view. */
  view(name: string, freshness: () => Freshness): void;
  /** Watches the publisher. */
  publisher(publisher: Pick<Publisher, 'turn'>): void;
}

const PUBLISHER = 'publisher';

/**
 * Turns how far views and the publisher are behind the store into figures.
 *
 * @param now in milliseconds since 1970
 */
export function followerMeasures(metrics: Metrics, lag: StoreLag, now: () => number = Date.now): Followers {
  const views = new Map<string, () => Freshness>();
  let published: Pick<Publisher, 'turn'> | undefined;
  metrics.gauge('view_lag_seconds', 'For how long a view has not had everything that is stored', ['view'], (gauge) => {
    gauge.reset();
    for (const view of views.keys()) {
      const seconds = lag.seconds(view);
      if (seconds !== undefined) gauge.set({ view }, seconds);
    }
  });
  metrics.gauge('view_age_seconds', 'How long ago a view has last heard of the store', ['view'], (gauge) => {
    gauge.reset();
    for (const [view, freshness] of views) {
      const { asOf } = freshness();
      if (asOf !== undefined) gauge.set({ view }, Math.max(0, now() - Date.parse(asOf)) / 1000);
    }
  });
  metrics.gauge('publisher_is_active', '1 on the replica whose turn it is to publish, 0 on the others', [], (gauge) => {
    gauge.set(published?.turn() ? 1 : 0);
  });
  metrics.gauge(
    'publisher_lag_seconds',
    'For how long something stored has not been published; of the replica whose turn it is',
    [],
    (gauge) => {
      const seconds = published?.turn() ? lag.seconds(PUBLISHER) : undefined;
      // A gauge without labels is told as 0 after a reset, which would say that nothing waits.
      if (seconds === undefined) gauge.remove();
      else gauge.set(seconds);
    },
  );
  return {
    view: (name, freshness) => {
      views.set(name, freshness);
      lag.follow(name, freshness);
    },
    publisher: (publisher) => {
      published = publisher;
      lag.follow(PUBLISHER, () => publisher.turn());
    },
  };
}
