import {
  type EventMetadata,
  explain,
  type Explanation,
  type PolicyBook,
  type RecordedDecision,
  recordedDecisions,
  type RuleId,
  type StoredEvent,
  unreachable,
} from '@tierline/kernel';
import { isBeyondDiscretion, type Condition, type Criterion } from './carrier-conditions.js';
import { carrierUnlockRequestDecider, type CarrierUnlockRequestRejection } from './carrier-unlock-request.decider.js';
import type { CarrierUnlockRequest, CarrierUnlockRequestEvent } from './carrier-unlock-request.events.js';
import type { BlockingCondition } from './device.events.js';
import {
  ATTITUDES,
  GENEROSITY_ORDER,
  type Attitude,
  type CustomerValue,
  type DeviceUnlockPolicyValues,
  type TravelUnlockValues,
} from './policy-values.js';

type Decision = RecordedDecision<CarrierUnlockRequest, CarrierUnlockRequestEvent>;

/** What would have had to hold for a condition of DU-11. */
export type ConditionChange =
  | { readonly condition: 'not-blocked'; readonly cleared: readonly BlockingCondition[] }
  | { readonly condition: 'still-locked' }
  /** `settled`: the commitment over, and nothing owed. */
  | { readonly condition: 'own-account' | 'settled' }
  | { readonly condition: 'days-active'; readonly moreDays: number };

/** What would have had to hold for a criterion of DU-12. `value`: where no attitude is enough at the customer's own. */
export type CriterionChange =
  | { readonly criterion: 'attitude'; readonly to: Attitude }
  | { readonly criterion: 'value'; readonly to: CustomerValue }
  /** Days from the first to the last. */
  | { readonly criterion: 'trip-length'; readonly to: number }
  /** Days from the request to the first day of the journey. */
  | { readonly criterion: 'trip-near'; readonly to: number };

/** What would have had to be different for a yes. */
export type CarrierUnlockCounterfactual =
  | { readonly kind: 'entitlement'; readonly changes: readonly ConditionChange[] }
  | { readonly kind: 'discretion'; readonly changes: readonly CriterionChange[] }
  /** Somebody would have had to report this. */
  | { readonly kind: 'fact'; readonly name: 'account' | 'customer' }
  | { readonly kind: 'device-reserved' }
  | { readonly kind: 'deadline-passed' }
  | { readonly kind: 'unlock-granted' }
  | { readonly kind: 'another-request-id' }
  /** Somebody would have had to review the source (DU-15). */
  | { readonly kind: 'source-reviewed' };

/**
 * Explains every decision of a carrier-unlock request, recomputed from its stream: inputs, facts with revision, every
 * condition and criterion, rules, policy version, and what would have had to be different.
 *
 * @param history the whole stream from revision 0
 * @param policies where the policies are found that the decisions were made under
 * @throws {UnknownPolicy} when this build does not carry one of them
 */
export const explainCarrierUnlockRequest = (
  history: readonly StoredEvent<EventMetadata>[],
  policies: Pick<PolicyBook<DeviceUnlockPolicyValues>, 'pinned'>,
): readonly Explanation<CarrierUnlockCounterfactual>[] =>
  recordedDecisions(history, carrierUnlockRequestDecider).map((decision) =>
    explain(decision, rulesOf, counterfactuals(decision, policies.pinned(decision.policy).values)),
  );

function rulesOf(event: CarrierUnlockRequestEvent): readonly RuleId[] {
  switch (event.type) {
    case 'CarrierUnlockRequested':
    case 'DeadlineMissed':
      return ['DU-11'];
    case 'CarrierUnlockGranted':
    case 'CarrierUnlockDenied': {
      const isBlocked = event.data.conditions.some(
        (each) => each.condition === 'not-blocked' && each.result === 'not-met',
      );
      return [event.data.outcome === 'entitled' ? 'DU-11' : 'DU-12', ...(isBlocked ? (['DU-09'] as const) : [])];
    }
    case 'CarrierUnlockCompleted':
      return ['DU-13'];
    case 'CarrierUnlockRevoked':
      return ['DU-09'];
    default:
      return unreachable(event);
  }
}

function counterfactuals(
  { refusal, events }: Decision,
  { travelUnlock }: DeviceUnlockPolicyValues,
): readonly CarrierUnlockCounterfactual[] {
  // The executor stores no reason but this decider's own.
  if (refusal) return ofRefusal(refusal.reason as CarrierUnlockRequestRejection);
  const denied = events.find((event) => event.type === 'CarrierUnlockDenied');
  if (!denied) return [];
  const unmet = denied.data.conditions.filter(({ result }) => result !== 'met');
  const needed = unmet.map(conditionChange);
  const entitlement: CarrierUnlockCounterfactual = { kind: 'entitlement', changes: needed };
  const { discretion } = denied.data;
  if (!discretion || unmet.some(isBeyondDiscretion)) return [entitlement];
  const changes = discretion.criteria
    .filter(({ result }) => result === 'not-met')
    .map((each) => criterionChange(each, travelUnlock));
  return [entitlement, { kind: 'discretion', changes }];
}

function conditionChange(unmet: Condition): ConditionChange {
  switch (unmet.condition) {
    case 'not-blocked':
      return { condition: unmet.condition, cleared: unmet.blockedBy };
    case 'days-active':
      return { condition: unmet.condition, moreDays: unmet.neededDays - (unmet.days ?? 0) };
    case 'still-locked':
    case 'own-account':
    case 'settled':
      return { condition: unmet.condition };
    default:
      return unreachable(unmet);
  }
}

function criterionChange(unmet: Criterion, { leastAttitude }: TravelUnlockValues): CriterionChange {
  switch (unmet.criterion) {
    case 'attitude': {
      if (unmet.leastAttitude !== 'never') return { criterion: unmet.criterion, to: unmet.leastAttitude };
      return { criterion: 'value', to: leastValue(unmet.attitude, leastAttitude) };
    }
    case 'trip-length':
      return { criterion: unmet.criterion, to: Math.min(Math.max(unmet.days, 1), unmet.longestDays) };
    case 'trip-near':
      // A journey that is over would have had to begin today; one that is too far off, as late as is allowed.
      return { criterion: unmet.criterion, to: Math.min(Math.max(unmet.daysBefore, 0), unmet.earliestDaysBefore) };
    default:
      return unreachable(unmet);
  }
}

/** The least generous value at which an attitude is enough; the most generous one where it never is. */
const leastValue = (attitude: Attitude, leastAttitude: TravelUnlockValues['leastAttitude']): CustomerValue =>
  GENEROSITY_ORDER.find((value) => {
    const least = leastAttitude[value];
    return least !== 'never' && ATTITUDES.indexOf(attitude) >= ATTITUDES.indexOf(least);
  }) ?? 5;

function ofRefusal(reason: CarrierUnlockRequestRejection): readonly CarrierUnlockCounterfactual[] {
  switch (reason) {
    case 'request-already-exists':
      return [{ kind: 'another-request-id' }];
    case 'source-blocked':
      return [{ kind: 'source-reviewed' }];
    case 'device-not-reserved':
      return [{ kind: 'device-reserved' }];
    case 'account-standing-unknown':
      return [{ kind: 'fact', name: 'account' }];
    case 'customer-standing-unknown':
      return [{ kind: 'fact', name: 'customer' }];
    case 'deadline-not-reached':
      return [{ kind: 'deadline-passed' }];
    case 'unlock-not-granted':
      return [{ kind: 'unlock-granted' }];
    case 'request-unknown':
      return [];
    default:
      return unreachable(reason);
  }
}
