import type { ExplainedCustomerDecisionV1, Plain } from '@tierline/contracts';
import {
  CUSTOMER,
  customerValueRegistry,
  ENTITLEMENT,
  entitlementId,
  explainCustomer,
  explainEntitlement,
  type BillId,
  type ComplaintId,
  type CustomerId,
  type CustomerValuePolicyValues,
  type EntitlementClaim,
} from '@tierline/customer-value';
import { streamName, type Digest, type EventStore, type PolicyBook } from '@tierline/kernel';
import { explained, knownHistory, type PageAnswer } from '@tierline/platform';
import { isQuote } from './termination-fees/quotes.js';

type Told = PageAnswer<Plain<ExplainedCustomerDecisionV1>>;
/** Explains the decisions on something of a customer, by its id, oldest first; those up to a moment, when one is given. */
export type ExplainPart = (customerId: string, id: string, until: string | undefined) => Promise<Told>;

/** Explains what was decided about customers, recomputed from their streams whenever it is asked for: nothing of it is stored. */
export interface Explanations {
  readonly quote: ExplainPart;
  readonly concession: ExplainPart;
  readonly offer: ExplainPart;
  readonly billingError: ExplainPart;
  readonly verifiedFault: ExplainPart;
}

/** Explains decisions. @param policies where the policies are found that they were made under */
export function explanations(
  store: Pick<EventStore, 'read'>,
  policies: Pick<PolicyBook<CustomerValuePolicyValues>, 'pinned'>,
  digest: Digest,
): Explanations {
  const historyOf = (customerId: string) =>
    knownHistory(store, customerValueRegistry, streamName(CUSTOMER, customerId));
  /** Decisions on commands that name something by a field. */
  const naming =
    (field: 'concessionId' | 'offerId'): ExplainPart =>
    async (customerId, id, until) =>
      explained(
        await historyOf(customerId),
        (events) =>
          explainCustomer(events, policies).filter(
            ({ inputs }) => (inputs as Readonly<Record<string, unknown>>)[field] === id,
          ),
        until,
      );
  const ofClaim = async (id: string, claim: EntitlementClaim, until: string | undefined): Promise<Told> => {
    const stream = streamName(ENTITLEMENT, entitlementId(digest, { customerId: id as CustomerId, claim }));
    return explained(await knownHistory(store, customerValueRegistry, stream), explainEntitlement, until);
  };
  return {
    quote: async (customerId, quoteId, until) => {
      const history = await historyOf(customerId);
      const quote = history.filter(isQuote).find(({ id }) => id === quoteId);
      const ofQuote = ({ revision }: { readonly revision: number }) => revision === quote?.revision;
      return explained(history, (events) => explainCustomer(events, policies).filter(ofQuote), until);
    },
    concession: naming('concessionId'),
    offer: naming('offerId'),
    billingError: (id, billId, until) => ofClaim(id, { kind: 'billing-error', billId: billId as BillId }, until),
    verifiedFault: (id, complaintId, until) =>
      ofClaim(id, { kind: 'verified-fault', complaintId: complaintId as ComplaintId }, until),
  };
}
