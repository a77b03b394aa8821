import { localDate, schema, type EventSchemas, type Schema } from '@tierline/kernel';
import { concessionSchemas } from './concession.schemas.js';
import { customerFactSchemas, factName } from './customer-facts.schemas.js';
import type {
  CustomerEvent,
  ForfeitureDisclosed,
  OfferAccepted,
  OfferMade,
  TerminationFeeQuoted,
  ValueReason,
} from './customer.events.js';
import { DEMOTIONS, PROMOTIONS } from './policy-values.js';
import type { CommitmentId, FlagId, OfferId, OrderId } from './values.js';
import { count, currency, customerValue, lineId, ofCustomer, period } from './values.schemas.js';

const { integer, list, object, oneOf, someText } = schema;

const reason: Schema<ValueReason> = object({
  cause: oneOf(...PROMOTIONS, ...DEMOTIONS, 'credit-taken-back' as const),
  facts: list(factName),
});
const policyVersion = integer(1, Number.MAX_SAFE_INTEGER);
const flagId = someText<FlagId>();
const offerId = someText<OfferId>();
const part: Schema<OfferMade['data']['parts'][number]> = oneOf('new-phone', 'renewal', 'plan', 'accessory');
const answered = object<OfferAccepted['data']>({ ...ofCustomer, offerId, channel: someText() });
const forfeiture = { ...ofCustomer, offerId, lineId, plan: someText(), orderId: someText<OrderId>() };
const said = object<ForfeitureDisclosed['data']>({ ...forfeiture, channel: someText() });

/** What is stored of a termination fee that was told. */
const quoted: Schema<TerminationFeeQuoted['data']> = object({
  ...ofCustomer,
  commitmentId: someText<CommitmentId>(),
  lineId,
  on: localDate,
  status: oneOf('owed', 'trial', 'ended'),
  feeMinor: count,
  currency,
  era: someText(),
  formula: object<TerminationFeeQuoted['data']['formula']>({
    baseMinor: count,
    perFullMonthMinor: count,
    equipment: oneOf('specified', 'other'),
    minimumMinor: count,
  }),
  fullMonths: count,
  endsOn: localDate,
  policyVersion,
});

/** What is stored of a customer: what others know, and what was decided. */
export const customerSchemas: EventSchemas<CustomerEvent> = {
  ...customerFactSchemas,
  ...concessionSchemas,
  ValueChanged: object({ ...ofCustomer, from: customerValue, to: customerValue, reasons: list(reason), policyVersion }),
  TerminationFeeQuoted: quoted,
  UsageReviewOpened: object({ ...ofCustomer, flagId, flag: oneOf('unusual-usage'), lineId, period: period() }),
  UsageReviewClosed: object({ ...ofCustomer, flagId, answer: oneOf('cleared', 'confirmed'), reviewedBy: someText() }),
  OfferMade: object({ ...ofCustomer, offerId, lineId, parts: list(part) }),
  ForfeitureDisclosed: said,
  ForfeitureConsented: said,
  OfferAccepted: answered,
  OfferDeclined: answered,
  GrandfatheredPlanForfeited: object(forfeiture),
};
