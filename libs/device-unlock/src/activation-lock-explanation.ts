import {
  type EventMetadata,
  explain,
  type Explanation,
  recordedDecisions,
  type RuleId,
  type StoredEvent,
} from '@tierline/kernel';
import { activationLockCounterfactuals, type ActivationLockCounterfactual } from './activation-lock-counterfactuals.js';
import { activationLockRequestDecider } from './activation-lock-request.decider.js';
import type { ActivationLockRequestEvent } from './activation-lock-request.events.js';

/**
 * Explains every decision of an activation-lock request, recomputed from its stream: inputs, facts with revision, every
 * field's result, rules, policy version, and what would have had to be different.
 *
 * @param history the whole stream from revision 0
 */
export const explainActivationLockRequest = (
  history: readonly StoredEvent<EventMetadata>[],
): readonly Explanation<ActivationLockCounterfactual>[] =>
  recordedDecisions(history, activationLockRequestDecider).map((decision) =>
    explain(decision, rulesOf, activationLockCounterfactuals(decision)),
  );

const RULES = {
  ActivationUnlockRequested: ['DU-01'],
  AccountCredentialsAsked: ['DU-02'],
  SelfServiceAdvised: ['DU-02'],
  ProofOfPurchaseRequired: ['DU-03'],
  ProofRefused: ['DU-03', 'DU-06'],
  ProofMatched: ['DU-03', 'DU-06'],
  PurchaseRecordMissing: ['DU-07'],
  ErasureConsented: ['DU-10'],
  ActivationLockRemoved: ['DU-03', 'DU-10'],
  SellerFlagged: ['DU-08'],
  ActivationUnlockDenied: ['DU-09'],
} as const satisfies Record<ActivationLockRequestEvent['type'], readonly RuleId[]>;

function rulesOf(event: ActivationLockRequestEvent): readonly RuleId[] {
  if (event.type === 'ActivationUnlockDenied' && event.data.reason === 'reserved-for-another-request') return ['DU-13'];
  if (event.type !== 'ProofRefused' || event.data.reason === 'fields-differ') return RULES[event.type];
  return [event.data.reason === 'not-sold' ? 'DU-07' : 'DU-04'];
}
