import type { OfferV1, Plain } from '@tierline/contracts';
import { isCustomerValueEvent, type CustomerValueEvent } from '@tierline/customer-value';
import { unreachable, type EventMetadata, type StoredEvent } from '@tierline/kernel';
import type { DocumentViewDefinition } from '@tierline/platform';
import { partOfCustomer } from '../customers/part-of-customer.js';

/** An offer as whoever works on it sees it. */
export type OfferView = Plain<OfferV1>;

/** The read model of offers. */
export const offersView: DocumentViewDefinition<OfferView> = {
  name: 'offers',
  layout: 1,
  prefix: 'customer_value.',
  indexed: ['customerId', 'status'],
  key: (event) => (isOfOffer(event) ? partOfCustomer(event.data.customerId, event.data.offerId) : undefined),
  fold: (offer, event) => (isOfOffer(event) ? { ...evolve(offer, event), changedAt: event.data.at } : offer),
};

const TYPES = [
  'OfferMade',
  'ForfeitureDisclosed',
  'ForfeitureConsented',
  'OfferAccepted',
  'OfferDeclined',
  'GrandfatheredPlanForfeited',
] as const satisfies readonly CustomerValueEvent['type'][];

type OfferEvent = StoredEvent<EventMetadata> & Extract<CustomerValueEvent, { type: (typeof TYPES)[number] }>;

const isOfOffer = (event: StoredEvent<EventMetadata>): event is OfferEvent =>
  isCustomerValueEvent(event) && TYPES.some((type) => type === event.type);

function evolve(offer: OfferView | undefined, event: OfferEvent): OfferView {
  if (event.type === 'OfferMade') {
    const { offerId, customerId, lineId, parts, at } = event.data;
    return { offerId, customerId, lineId, parts, status: 'open', madeAt: at, changedAt: at };
  }
  if (!offer) throw new Error(`${event.stream}@${String(event.revision)}: ${event.type} comes before its offer`);
  switch (event.type) {
    case 'ForfeitureDisclosed':
      return { ...offer, disclosed: step(event.data) };
    case 'ForfeitureConsented':
      return { ...offer, consented: step(event.data) };
    case 'GrandfatheredPlanForfeited':
      return { ...offer, forfeitedPlan: event.data.plan };
    case 'OfferAccepted':
      return { ...offer, status: 'accepted' };
    case 'OfferDeclined':
      return { ...offer, status: 'declined' };
    default:
      return unreachable(event);
  }
}

/** The channel is the actor's, which comes of no other words. */
const step = ({ plan, at, channel }: { readonly plan: string; readonly at: string; readonly channel: string }) => ({
  ...{ plan, at },
  channel: channel as NonNullable<OfferView['disclosed']>['channel'],
});
