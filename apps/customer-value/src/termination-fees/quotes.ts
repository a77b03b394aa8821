import type { Plain, TerminationFeeQuoteV1 } from '@tierline/contracts';
import { isCustomerValueEvent, type TerminationFeeQuoted } from '@tierline/customer-value';
import type { StoredEvent } from '@tierline/kernel';

/** A quote as it was told: its id is the event's. */
export type Quote = Plain<TerminationFeeQuoteV1>;

/** Whether an event is a quote. */
export const isQuote = (event: StoredEvent): event is StoredEvent & TerminationFeeQuoted =>
  isCustomerValueEvent(event) && event.type === 'TerminationFeeQuoted';

/** What was quoted. */
export function quoteOf({ id: quoteId, data }: Pick<StoredEvent, 'id'> & TerminationFeeQuoted): Quote {
  const { customerId: _, at: __, ...fee } = data;
  return { quoteId, ...fee };
}
