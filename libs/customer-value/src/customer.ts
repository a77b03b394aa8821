import { UnreachableValue, unreachable } from '@tierline/kernel';
import { FACT_ID, type CustomerFact } from './customer-facts.events.js';
import type {
  ConcessionDecidedOtherwise,
  ConcessionDenied,
  ConcessionGranted,
  CustomerEvent,
  Forfeiture,
  Offer,
} from './customer.events.js';
import { withFurther } from './value-fold.js';
import type { ConcessionId, CustomerId, CustomerValue, FlagId, LineId, OfferId, OrderId } from './values.js';

/** The last decision on a concession. */
export type DecidedConcession = ConcessionGranted | ConcessionDenied | ConcessionDecidedOtherwise;

/** Where the review of a flag stands (CV-21). */
export type UsageReview =
  | { readonly status: 'open'; readonly lineId: LineId; readonly period: string }
  | { readonly status: 'cleared' | 'confirmed'; readonly lineId: LineId; readonly period: string };

/** Where an offer stands; `disclosed` and `consented`: the plan that this was about. */
export interface OfferState {
  readonly offer: Offer;
  readonly status: 'open' | 'accepted' | 'declined';
  readonly disclosed: Forfeiture | null;
  readonly consented: Forfeiture | null;
}

/** What is known and decided of a customer; `customerId` is `null` while nothing is. */
export interface Customer {
  readonly customerId: CustomerId | null;
  readonly value: CustomerValue;
  /** In the order in which they came. */
  readonly facts: readonly CustomerFact[];
  readonly reviews: ReadonlyMap<FlagId, UsageReview>;
  readonly concessions: ReadonlyMap<ConcessionId, DecidedConcession>;
  readonly offers: ReadonlyMap<OfferId, OfferState>;
  /** The orders of plans that were forfeited. */
  readonly forfeited: readonly OrderId[];
}

/** A customer of whom nothing is known (CV-01). */
export const newCustomer: Customer = {
  customerId: null,
  value: 0,
  facts: [],
  reviews: new Map(),
  concessions: new Map(),
  offers: new Map(),
  forfeited: [],
};

/** The state after a further event. */
export function evolveCustomer(state: Customer, event: CustomerEvent): Customer {
  if (isCustomerFact(event))
    return { ...state, customerId: event.data.customerId, facts: withFurther(state.facts, event) };
  switch (event.type) {
    case 'ValueChanged':
      return { ...state, value: event.data.to };
    case 'TerminationFeeQuoted':
      return state;
    case 'UsageReviewOpened': {
      const { flagId, lineId, period, customerId } = event.data;
      return { ...state, customerId, reviews: withEntry(state.reviews, flagId, { status: 'open', lineId, period }) };
    }
    case 'UsageReviewClosed': {
      const { flagId, answer } = event.data;
      const review = known(state.reviews.get(flagId), event);
      return { ...state, reviews: withEntry(state.reviews, flagId, { ...review, status: answer }) };
    }
    case 'ConcessionGranted':
    case 'ConcessionDenied':
    case 'ConcessionDecidedOtherwise':
      return { ...state, concessions: withEntry(state.concessions, event.data.concessionId, event) };
    case 'OfferMade': {
      const { offerId, lineId, parts } = event.data;
      const made: OfferState = { offer: { offerId, lineId, parts }, status: 'open', disclosed: null, consented: null };
      return { ...state, offers: withEntry(state.offers, offerId, made) };
    }
    case 'ForfeitureDisclosed':
      return withOffer(state, event, { disclosed: event.data });
    case 'ForfeitureConsented':
      return withOffer(state, event, { consented: event.data });
    case 'OfferAccepted':
      return withOffer(state, event, { status: 'accepted' });
    case 'OfferDeclined':
      return withOffer(state, event, { status: 'declined' });
    case 'GrandfatheredPlanForfeited':
      return { ...state, forfeited: [...state.forfeited, event.data.orderId] };
    default:
      return unreachable(event);
  }
}

/** Whether an event is a fact that others told. */
export const isCustomerFact = (event: CustomerEvent): event is CustomerFact => Object.hasOwn(FACT_ID, event.type);

type OfferEvent = Extract<CustomerEvent, { readonly data: { readonly offerId: OfferId } }>;

const withOffer = (state: Customer, event: OfferEvent, change: Partial<OfferState>): Customer => {
  const offer = known(state.offers.get(event.data.offerId), event);
  return { ...state, offers: withEntry(state.offers, event.data.offerId, { ...offer, ...change }) };
};

const withEntry = <Key, Value>(map: ReadonlyMap<Key, Value>, key: Key, value: Value): ReadonlyMap<Key, Value> =>
  new Map([...map, [key, value]]);

function known<Value>(value: Value | undefined, event: CustomerEvent): Value {
  if (value === undefined) throw new UnreachableValue(event);
  return value;
}
