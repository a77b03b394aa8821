import type { ConcessionV1, OfferV1, Plain, TerminationFeeQuoteV1 } from '@tierline/contracts';
import { CUSTOMER } from '@tierline/customer-value';
import { streamName, type EventMetadata, type EventStore, type Execution, type StoredEvent } from '@tierline/kernel';
import type { DocumentViewDefinition } from '@tierline/platform';
import { concessionsView } from './concessions/concessions.view.js';
import { partOfCustomer } from './customers/part-of-customer.js';
import { offersView } from './offers/offers.view.js';
import { isQuote, quoteOf } from './termination-fees/quotes.js';

/**
 * What the desk is told at once, besides how its command ended: as of the end of the command, so that a repeated one is told the
 * same. Nothing of a command that was refused.
 */
export interface CustomerDesk {
  readonly quote: (customerId: string, execution: Execution) => Promise<Plain<TerminationFeeQuoteV1> | undefined>;
  readonly concession: (
    customerId: string,
    id: string,
    execution: Execution,
  ) => Promise<Plain<ConcessionV1> | undefined>;
  readonly offer: (customerId: string, id: string, execution: Execution) => Promise<Plain<OfferV1> | undefined>;
}

type Stored = readonly StoredEvent<EventMetadata>[];

/** Tells the desk from the customer's stream, not from a view, which may be behind. */
export function customerDesk(store: Pick<EventStore, 'read'>): CustomerDesk {
  const until = async (customerId: string, execution: Execution): Promise<Stored> => {
    if (execution.outcome !== 'accepted' && execution.outcome !== 'no-effect') return [];
    const events = (await store.read(streamName(CUSTOMER, customerId))) as Stored;
    return events.filter(({ revision }) => revision <= execution.revision);
  };
  const partIn =
    <Doc extends object>({ key, fold }: Pick<DocumentViewDefinition<Doc>, 'key' | 'fold'>) =>
    async (customerId: string, id: string, execution: Execution): Promise<Doc | undefined> =>
      (await until(customerId, execution))
        .filter((event) => key(event) === partOfCustomer(customerId, id))
        .reduce<Doc | undefined>(fold, undefined);
  return {
    quote: async (customerId, execution) => {
      const last = (await until(customerId, execution)).at(-1);
      return last && isQuote(last) ? quoteOf(last) : undefined;
    },
    concession: partIn(concessionsView),
    offer: partIn(offersView),
  };
}
