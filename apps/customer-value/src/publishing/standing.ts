import type { CustomerStandingChangedV1, Plain } from '@tierline/contracts';
import {
  attitudeOf,
  type Attitude,
  type Customer,
  type CustomerId,
  type CustomerValuePolicyValues,
} from '@tierline/customer-value';
import type { EventMetadata, Instant, PolicyBook, StoredEvent } from '@tierline/kernel';
import type { CustomerAt } from '../facts/customer-at.js';

/** How a customer stands, as others are told. */
export type Standing = Plain<CustomerStandingChangedV1>;

/** Reads how a customer stood, as of the revision of an event, so that the same is told whenever it is published. */
export function standings(customerAt: CustomerAt, policies: Pick<PolicyBook<CustomerValuePolicyValues>, 'pinned'>) {
  const attitudeIn = (facts: Customer['facts'], { metadata }: StoredEvent<EventMetadata>): Attitude =>
    attitudeOf({ facts }) ?? policies.pinned(metadata.policy).values.concessions.unrated;

  return async (
    event: StoredEvent<EventMetadata>,
    customerId: CustomerId,
  ): Promise<Standing & { readonly isAttitudeNew: boolean }> => {
    const { facts, value } = await customerAt(customerId, event.revision);
    const attitude = attitudeIn(facts, event);
    const isAttitudeNew = attitude !== attitudeIn(facts.slice(0, -1), event);
    return { customerId, value, attitude, asOf: latestOf(facts), isAttitudeNew };
  };
}

/**
 * The latest moment at which anything was recorded. Revisions are not in the order of these moments, since replicas have clocks
 * of their own, and a command that is decided again keeps its moment: a newer standing must not be told as of an older one.
 */
const latestOf = (facts: Customer['facts']): Instant =>
  facts.map(({ data: { at } }) => at).reduce((latest, at) => (at > latest ? at : latest));
