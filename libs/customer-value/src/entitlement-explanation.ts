import { explain, recordedDecisions, type EventMetadata, type Explanation, type StoredEvent } from '@tierline/kernel';
import { entitlementDecider } from './entitlement.decider.js';

/** Somebody would have had to tell of an error or a fault that cost the customer something. */
export interface EntitlementCounterfactual {
  readonly kind: 'grounds';
}

/**
 * Explains every decision on an entitlement, recomputed from its stream. Who asked, and how the customer is valued, is not among
 * the reasons, since it was not among what was decided on (RT-14).
 *
 * @param history the whole stream from revision 0
 */
export const explainEntitlement = (
  history: readonly StoredEvent<EventMetadata>[],
): readonly Explanation<EntitlementCounterfactual>[] =>
  recordedDecisions(history, entitlementDecider).map((decision) =>
    explain(
      decision,
      () => ['CV-09', 'RT-14'],
      decision.events.some(({ type }) => type === 'EntitlementDenied') ? [{ kind: 'grounds' }] : [],
    ),
  );
