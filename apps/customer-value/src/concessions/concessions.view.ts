import type { ConcessionV1, Plain } from '@tierline/contracts';
import {
  isCustomerValueEvent,
  rulesOf,
  type CustomerValueEvent,
  type DecidedConcession,
} from '@tierline/customer-value';
import type { EventMetadata, StoredEvent } from '@tierline/kernel';
import type { DocumentViewDefinition } from '@tierline/platform';
import { partOfCustomer } from '../customers/part-of-customer.js';

/** A concession as whoever works on it sees it. */
export type ConcessionView = Plain<ConcessionV1>;

/** The read model of concessions. */
export const concessionsView: DocumentViewDefinition<ConcessionView> = {
  name: 'concessions',
  layout: 1,
  prefix: 'customer_value.',
  indexed: ['customerId', 'decision'],
  key: (event) => (isDecision(event) ? partOfCustomer(event.data.customerId, event.data.concessionId) : undefined),
  fold: (before, event) => (isDecision(event) ? decided(event, event) : before),
};

const isDecision = (event: StoredEvent): event is StoredEvent & DecidedConcession =>
  isCustomerValueEvent(event) && DECISIONS.some((type) => type === event.type);

const DECISIONS: readonly CustomerValueEvent['type'][] = [
  'ConcessionGranted',
  'ConcessionDenied',
  'ConcessionDecidedOtherwise',
];

function decided(event: DecidedConcession, { metadata }: StoredEvent<EventMetadata>): ConcessionView {
  const { concessionId, customerId, kind, requested, outcome, terms, decidedOn, at } = event.data;
  return {
    ...{ concessionId, customerId, kind, requested, outcome, ...result(event), terms },
    ...{ rules: rulesOf(event), policyVersion: metadata.policy.version, decidedOn, decidedAt: at },
  };
}

function result({ type, data }: DecidedConcession) {
  if (type === 'ConcessionDenied') {
    const neededRole = data.reason === 'beyond-authority' ? data.neededRole : null;
    return { decision: 'denied', denial: { reason: data.reason, ...(neededRole !== null && { neededRole }) } } as const;
  }
  const { granted, share } = data;
  if (type === 'ConcessionGranted') return { decision: 'granted', granted, share } as const;
  const { reason, decidedBy } = data;
  return { decision: 'otherwise', granted, share, discretion: { reason, decidedBy } } as const;
}
