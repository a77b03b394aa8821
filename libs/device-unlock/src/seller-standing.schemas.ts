import { schema, type EventSchemas } from '@tierline/kernel';
import type { SellerStandingEvent } from './seller-standing.events.js';
import type { SellerId } from './values.js';

const { instant, object, oneOf, someText } = schema;

/** What is stored of what the register says of a seller. */
export const sellerStandingSchemas: EventSchemas<SellerStandingEvent> = {
  SellerStandingReported: object({
    seller: someText<SellerId>(),
    standing: oneOf('authorised', 'unauthorised', 'liquidating'),
    asOf: instant,
    at: instant,
  }),
};
