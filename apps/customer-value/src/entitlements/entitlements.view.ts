import type { EntitlementV1, Plain } from '@tierline/contracts';
import { claimedId, isCustomerValueEvent, type EntitlementEvent } from '@tierline/customer-value';
import type { StoredEvent } from '@tierline/kernel';
import type { DocumentViewDefinition } from '@tierline/platform';
import { partOfCustomer } from '../customers/part-of-customer.js';

/** What a customer is entitled to, as whoever serves them sees it. */
export type EntitlementView = Plain<EntitlementV1>;

/** The key of an entitlement. */
export const entitlementKey = ({
  customerId,
  claim,
  claimId,
}: Pick<EntitlementView, 'customerId' | 'claim' | 'claimId'>) => partOfCustomer(customerId, `${claim}/${claimId}`);

/** The read model of entitlements. */
export const entitlementsView: DocumentViewDefinition<EntitlementView> = {
  name: 'entitlements',
  layout: 1,
  prefix: 'customer_value.',
  indexed: ['customerId', 'decision'],
  key: (event) => (isDecision(event) ? entitlementKey(decided(event)) : undefined),
  fold: (before, event) => (isDecision(event) ? decided(event) : before),
};

const isDecision = (event: StoredEvent): event is StoredEvent & EntitlementEvent =>
  isCustomerValueEvent(event) && (event.type === 'EntitlementGranted' || event.type === 'EntitlementDenied');

function decided({ type, data }: EntitlementEvent): EntitlementView {
  const { customerId, claim, outcome, at: decidedAt } = data;
  const common = { customerId, claim: claim.kind, claimId: claimedId(claim), outcome, decidedAt };
  return type === 'EntitlementGranted'
    ? { ...common, decision: 'granted', granted: data.granted }
    : { ...common, decision: 'denied', reason: data.reason };
}
