import { isEqualJson, unreachable, type Instant } from '@tierline/kernel';
import type { MakeOffer, OfferCommand, OfferStep } from './customer.commands.js';
import { grandfatheredPlan } from './customer-knowledge.js';
import type { Forfeiture, GrandfatheredPlanForfeited, OfferPart } from './customer.events.js';
import type { Customer, OfferState } from './customer.js';
import { no, type CustomerDecided } from './refuse.js';
import type { CustomerId } from './values.js';

/** Parts of an offer that end a grandfathered plan (CV-19). */
const FORFEITING: readonly OfferPart[] = ['new-phone', 'renewal'];

/** Decides on offers: what would be lost is disclosed, then consented to, and only then can the offer be accepted (CV-19). */
export function decideOffer(command: OfferCommand, state: Customer): CustomerDecided {
  if (command.type === 'MakeOffer') return makeOffer(command, state);
  const offer = state.offers.get(command.data.offerId);
  return offer === undefined ? no('offer-unknown') : answerOffer(command, offer, state);
}

function makeOffer({ data, at }: MakeOffer, { offers }: Customer): CustomerDecided {
  const { customerId, offerId, lineId, parts } = data;
  const made = offers.get(offerId);
  if (made === undefined) return [{ type: 'OfferMade', data: { customerId, at, offerId, lineId, parts } }];
  return isEqualJson(made.offer, { offerId, lineId, parts }) ? [] : no('offer-already-exists');
}

function answerOffer(command: OfferStep, state: OfferState, customer: Customer): CustomerDecided {
  const { type, data, at, actor } = command;
  const { status, disclosed, consented } = state;
  const forfeiture = forfeitureOf(state, customer);
  const step = { ...data, at, channel: actor.channel };
  switch (type) {
    case 'DiscloseForfeiture':
      if (status !== 'open') return no('offer-already-answered');
      if (forfeiture === null) return no('nothing-to-forfeit');
      return isOf(disclosed, forfeiture) ? [] : [{ type: 'ForfeitureDisclosed', data: { ...step, ...forfeiture } }];
    case 'ConsentToForfeiture':
      if (status !== 'open') return no('offer-already-answered');
      if (forfeiture === null) return no('nothing-to-forfeit');
      if (!isOf(disclosed, forfeiture)) return no('forfeiture-not-disclosed');
      return isOf(consented, forfeiture) ? [] : [{ type: 'ForfeitureConsented', data: { ...step, ...forfeiture } }];
    case 'AcceptOffer':
      if (status !== 'open') return status === 'accepted' ? [] : no('offer-already-answered');
      if (forfeiture === null) return [{ type: 'OfferAccepted', data: step }];
      if (!isOf(disclosed, forfeiture)) return no('forfeiture-not-disclosed');
      if (!isOf(consented, forfeiture)) return no('forfeiture-not-consented');
      return [forfeited(data.customerId, at, forfeiture), { type: 'OfferAccepted', data: step }];
    case 'DeclineOffer':
      if (status !== 'open') return status === 'declined' ? [] : no('offer-already-answered');
      return [{ type: 'OfferDeclined', data: step }];
    default:
      return unreachable(type);
  }
}

/** The plan that an offer would end, as things stand now. */
function forfeitureOf({ offer: { offerId, lineId, parts } }: OfferState, customer: Customer): Forfeiture | null {
  const plan = parts.some((part) => FORFEITING.includes(part)) ? grandfatheredPlan(customer, lineId) : null;
  return plan === null ? null : { offerId, lineId, plan: plan.plan, orderId: plan.orderId };
}

/** Whether what was said was about this plan, and not about one that the line had before. */
const isOf = (said: Forfeiture | null, { orderId }: Forfeiture): boolean => said?.orderId === orderId;

const forfeited = (customerId: CustomerId, at: Instant, forfeiture: Forfeiture): GrandfatheredPlanForfeited => ({
  type: 'GrandfatheredPlanForfeited',
  data: { customerId, at, ...forfeiture },
});
