import {
  addMonths,
  explain,
  recordedDecisions,
  unreachable,
  type EventMetadata,
  type Explanation,
  type LocalDate,
  type PolicyBook,
  type RecordedDecision,
  type StoredEvent,
} from '@tierline/kernel';
import { concessionCounterfactuals, type ConcessionCounterfactual } from './concession-counterfactuals.js';
import { concessionInput } from './concession-input.js';
import { concessionTerms, discretionBounds, grantableMinor, type DiscretionBounds } from './concession-terms.js';
import type { CustomerCommand, CustomerRejection } from './customer.commands.js';
import { customerDecider } from './customer.decider.js';
import type { CustomerEvent, TerminationFeeQuoted } from './customer.events.js';
import type { Customer } from './customer.js';
import { commitmentsOf } from './customer-knowledge.js';
import type { CustomerValuePolicyValues } from './policy-values.js';
import { rulesOf } from './rules.js';
import { currentCommitments, terminationFee } from './termination-fee.js';

type Decision = RecordedDecision<Customer, CustomerEvent>;

/** What would have had to be different. */
export type CustomerCounterfactual =
  | ConcessionCounterfactual
  /** The first day on which leaving costs less, and how much then. */
  | { readonly kind: 'later'; readonly on: LocalDate; readonly feeMinor: number }
  /** These would have had to happen before, in this order. */
  | { readonly kind: 'before'; readonly events: readonly CustomerEvent['type'][] }
  /** An amount between these would have been within a supervisor's discretion. */
  | ({ readonly kind: 'amount' } & DiscretionBounds)
  | { readonly kind: 'another-id' };

/**
 * Explains every decision about a customer, recomputed from their stream: inputs, facts, rules, policy version, and what would
 * have had to be different. The number itself is explained by `explainValue`.
 *
 * @param history the customer's stream from revision 0; up to a moment, to explain by what was known then
 * @param policies where the policies are found that the decisions were made under
 * @throws {UnknownPolicy} when this build does not carry one of them
 */
export const explainCustomer = (
  history: readonly StoredEvent<EventMetadata>[],
  policies: Pick<PolicyBook<CustomerValuePolicyValues>, 'pinned'>,
): readonly Explanation<CustomerCounterfactual>[] =>
  recordedDecisions(history, customerDecider).map((decision) =>
    explain(decision, rulesOf, counterfactuals(decision, policies.pinned(decision.policy).values)),
  );

function counterfactuals(
  { refusal, events, command, before }: Decision,
  values: CustomerValuePolicyValues,
): readonly CustomerCounterfactual[] {
  // The executor stores no reason and no command but this decider's own.
  const own = command as unknown as CustomerCommand;
  if (refusal) return ofRefusal(refusal.reason as CustomerRejection, own, before, values);
  const [first] = events;
  if (first?.type === 'TerminationFeeQuoted') return cheaperLater(first, before, values);
  if (first?.type !== 'ConcessionDenied') return [];
  const { kind, decidedOn } = first.data;
  const input = concessionInput(before, kind, decidedOn, values);
  return concessionCounterfactuals(first.data, input, command.actor.role, values.concessions);
}

/** The fee falls when another month is full, when a renewal begins that was told the day before, and when the commitment ends. */
function cheaperLater(
  { data }: TerminationFeeQuoted,
  before: Customer,
  { terminationFee: values }: CustomerValuePolicyValues,
): readonly CustomerCounterfactual[] {
  const heldOn = (on: LocalDate) =>
    currentCommitments(commitmentsOf(before, on), on).find(({ lineId }) => lineId === data.lineId);
  const commitment = heldOn(data.on);
  if (!commitment || data.feeMinor === 0) return [];
  const beginnings = commitmentsOf(before, data.on).flatMap(({ lineId, begunOn }) =>
    lineId === data.lineId && begunOn > data.on ? [begunOn] : [],
  );
  return [...beginnings, addMonths(commitment.begunOn, data.fullMonths + 1), data.endsOn]
    .toSorted()
    .flatMap((on) => {
      const held = heldOn(on);
      return held
        ? [{ kind: 'later' as const, on, feeMinor: terminationFee(held, on, values, data.currency).feeMinor }]
        : [];
    })
    .filter(({ feeMinor }) => feeMinor < data.feeMinor)
    .slice(0, 1);
}

function ofRefusal(
  reason: CustomerRejection,
  command: CustomerCommand,
  before: Customer,
  { concessions, ...values }: CustomerValuePolicyValues,
): readonly CustomerCounterfactual[] {
  switch (reason) {
    case 'no-commitment':
      return [{ kind: 'before', events: ['CommitmentBegun'] }];
    case 'review-unknown':
      return [{ kind: 'before', events: ['UsageReviewOpened'] }];
    case 'paused-for-review':
      return [{ kind: 'before', events: ['UsageReviewClosed'] }];
    case 'concession-unknown':
      return [{ kind: 'before', events: ['ConcessionGranted'] }];
    case 'offer-unknown':
      return [{ kind: 'before', events: ['OfferMade'] }];
    case 'forfeiture-not-consented':
      return [{ kind: 'before', events: ['ForfeitureConsented'] }];
    case 'forfeiture-not-disclosed':
      return command.type === 'ConsentToForfeiture'
        ? [{ kind: 'before', events: ['ForfeitureDisclosed'] }]
        : [{ kind: 'before', events: ['ForfeitureDisclosed', 'ForfeitureConsented'] }];
    case 'not-a-supervisor':
      return [{ kind: 'role', to: 'supervisor' }];
    case 'order-of-another-line':
    case 'review-already-exists':
    case 'concession-already-decided':
    case 'offer-already-exists':
      return [{ kind: 'another-id' }];
    case 'beyond-discretion': {
      if (command.type !== 'DecideConcessionOtherwise') return [];
      const { concessionId } = command.data;
      const decided = before.concessions.get(concessionId);
      if (!decided) return [];
      const { kind, requested } = decided.data;
      const input = concessionInput(before, kind, command.facts.today, values, concessionId);
      const { availableMinor } = concessionTerms(input, concessions);
      const byPolicyMinor = grantableMinor(kind, requested.amountMinor, availableMinor, concessions);
      return [{ kind: 'amount', ...discretionBounds(decided.data, byPolicyMinor, concessions) }];
    }
    case 'another-customer':
    case 'fact-contradicts-recorded':
    case 'dated-in-the-future':
    case 'currency-not-of-policy':
    case 'nothing-requested':
    case 'review-already-closed':
    case 'offer-already-answered':
    case 'nothing-to-forfeit':
      return [];
    default:
      return unreachable(reason);
  }
}
