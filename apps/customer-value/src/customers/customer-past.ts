import type { CustomerAsOfV1, ExplainedValueV1, Plain } from '@tierline/contracts';
import {
  CUSTOMER,
  customerValueRegistry,
  explainValue,
  isCustomerFact,
  isCustomerValueEvent,
  nameOf,
  type CustomerEvent,
  type CustomerValuePolicyValues,
} from '@tierline/customer-value';
import { streamName, type EventStore, type PolicyBook } from '@tierline/kernel';
import { knownHistory, policyText, storeAsOf, type DocumentAnswer } from '@tierline/platform';
import { customersView, type CustomerView } from './customers.view.js';

/** What is told of a customer as of a moment, or as of now; no document of one of whom nothing was known then. */
export type OfPast<Doc extends object> = (
  customerId: string,
  until: string | undefined,
) => Promise<DocumentAnswer<Doc>>;

/** The past of customers, recomputed from their streams whenever it is asked for: nothing of it is stored. */
export interface CustomerPast {
  /** How a customer stood, and what was known: nothing that was told later. */
  readonly state: OfPast<Plain<CustomerAsOfV1>>;
  /** How the number came about, and what would have made it more generous (CV-22). */
  readonly explanation: OfPast<Plain<ExplainedValueV1>>;
}

/** Tells of the past of customers. @param policies where the policies are found that decisions were made under */
export function customerPast(
  store: Pick<EventStore, 'read'>,
  policies: Pick<PolicyBook<CustomerValuePolicyValues>, 'pinned'>,
): CustomerPast {
  const historyOf = (customerId: string, until: string | undefined) =>
    knownHistory(storeAsOf(store, until), customerValueRegistry, streamName(CUSTOMER, customerId));
  return {
    state: async (customerId, until) => {
      const events = await historyOf(customerId, until);
      const state = events.reduce<CustomerView | undefined>(customersView.fold, undefined);
      const freshness = { position: events.at(-1)?.position, asOf: undefined };
      if (!state) return { document: undefined, freshness };
      const facts = events.flatMap(({ type, data, revision }) => {
        const event = { type, data };
        if (!isCustomerValueEvent(event) || !isCustomerFact(event as CustomerEvent)) return [];
        return [{ ...nameOf(event as Parameters<typeof nameOf>[0]), revision, data }];
      });
      return { document: { state, facts }, stateRevision: state.stateRevision, freshness };
    },
    explanation: async (customerId, until) => {
      const events = await historyOf(customerId, until);
      const freshness = { position: events.at(-1)?.position, asOf: undefined };
      if (events.length === 0) return { document: undefined, freshness };
      const { steps, ...number } = explainValue(events, policies);
      const told = steps.map(({ policy, ...step }) => ({ ...step, policy: policyText(policy) }));
      return { document: { ...number, steps: told }, freshness };
    },
  };
}
