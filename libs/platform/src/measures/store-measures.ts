import type { EventStore } from '@tierline/kernel';
import type { Metrics } from '../service/metrics.js';

/** Measures the appends of a store. */
export type MeasureStore = <Store extends EventStore>(store: Store) => Store;

/** Makes what measures appends: how long each took, and whether it was stored, met a conflict, or failed and by which error. */
export function storeMeasures(metrics: Metrics): MeasureStore {
  const durations = metrics.histogram('append_duration_seconds', 'How long an append took, by what came of it', [
    'result',
  ]);
  return (store) => ({
    ...store,
    append: async (stream, events, expected) => {
      const end = durations.startTimer();
      try {
        const appended = await store.append(stream, events, expected);
        end({ result: appended === 'conflict' ? 'conflict' : 'stored' });
        return appended;
      } catch (error) {
        end({ result: error instanceof Error ? error.name : 'error' });
        throw error;
      }
    },
  });
}
