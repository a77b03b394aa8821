import { explain, recordedDecisions, type EventMetadata, type Explanation, type StoredEvent } from '@tierline/kernel';
import { lineUsageDecider } from './line-usage.decider.js';

/** With no more than this nothing would have been flagged. */
export interface LineUsageCounterfactual {
  readonly kind: 'used';
  readonly atMostMegabytes: number;
}

/**
 * Explains why periods of a line were flagged, recomputed from its stream: the threshold, and what it was made of (CV-20).
 *
 * @param history the whole stream from revision 0
 */
export const explainLineUsage = (
  history: readonly StoredEvent<EventMetadata>[],
): readonly Explanation<LineUsageCounterfactual>[] =>
  recordedDecisions(history, lineUsageDecider).map((decision) =>
    explain(
      decision,
      () => ['CV-20'],
      decision.events.flatMap((event) =>
        event.type === 'UnusualUsageFlagged' ? [{ kind: 'used', atMostMegabytes: event.data.threshold.megabytes }] : [],
      ),
    ),
  );
