import type { EventMetadata, PolicyBook, PolicyReference, Revision, RuleId, StoredEvent } from '@tierline/kernel';
import { nameOf, type CustomerFact, type FactName } from './customer-facts.events.js';
import type { CustomerEvent, ValueReason } from './customer.events.js';
import { evolveCustomer, isCustomerFact, newCustomer } from './customer.js';
import type { CustomerValuePolicyValues } from './policy-values.js';
import { rulesOfReason } from './rules.js';
import { isCustomerValueEvent } from './registry.js';
import { valueCounterfactuals, type ValueCounterfactual } from './value-counterfactuals.js';
import type { CustomerValue } from './values.js';

/** A fact that a step rests on, and where it stands in the customer's stream. */
export interface CitedFact extends FactName {
  readonly revision: Revision;
  /** What was told; when it was recorded is `at`. */
  readonly data: CustomerFact['data'];
}

/** One step of a number. */
export interface ExplainedStep {
  readonly revision: Revision;
  readonly at: string;
  readonly from: CustomerValue;
  readonly to: CustomerValue;
  readonly reasons: readonly {
    readonly cause: ValueReason['cause'];
    readonly rules: readonly RuleId[];
    readonly facts: readonly CitedFact[];
  }[];
  readonly policy: PolicyReference;
}

/** A number, how it came about, and what would make it more generous. */
export interface ExplainedValue {
  readonly value: CustomerValue;
  /** Of the last event that is explained; -1 when nothing was known. */
  readonly revision: Revision;
  readonly steps: readonly ExplainedStep[];
  readonly counterfactuals: readonly ValueCounterfactual[];
}

/**
 * Explains the number of a customer as of the end of a history: each step to it, the facts that each rests on, the policy, and
 * the nearest changes that would make it more generous (CV-22).
 *
 * @param history the customer's stream from revision 0; up to a moment, to explain it by what was known then
 * @param policies where the policies are found that the decisions were made under
 * @throws {UnknownPolicy} when this build does not carry the one that the customer is pinned to
 */
export function explainValue(
  history: readonly StoredEvent<EventMetadata>[],
  policies: Pick<PolicyBook<CustomerValuePolicyValues>, 'pinned'>,
): ExplainedValue {
  const [first] = history;
  const own = history.flatMap(({ type, data, revision, metadata }) => {
    const event = { type, data };
    return isCustomerValueEvent(event) ? [{ event: event as CustomerEvent, revision, metadata }] : [];
  });
  const { value, facts } = own.map(({ event }) => event).reduce(evolveCustomer, newCustomer);
  const cited = new Map(
    own.flatMap(({ event, revision }) =>
      isCustomerFact(event) ? [[keyOf(nameOf(event)), { ...nameOf(event), revision, data: event.data }] as const] : [],
    ),
  );
  const cite = (name: FactName): readonly CitedFact[] => {
    const fact = cited.get(keyOf(name));
    return fact ? [fact] : [];
  };
  return {
    value,
    revision: history.at(-1)?.revision ?? -1,
    steps: own.flatMap(({ event, revision, metadata: { policy } }) => {
      if (event.type !== 'ValueChanged') return [];
      const { at, from, to, reasons } = event.data;
      const told = reasons.map((each) => ({
        cause: each.cause,
        rules: rulesOfReason(each),
        facts: each.facts.flatMap(cite),
      }));
      return [{ revision, at, from, to, reasons: told, policy }];
    }),
    counterfactuals: first ? valueCounterfactuals(facts, policies.pinned(first.metadata.policy).values) : [],
  };
}

const keyOf = ({ fact, id }: FactName): string => `${fact} ${id}`;
