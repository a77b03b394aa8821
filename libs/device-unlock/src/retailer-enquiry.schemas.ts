import { schema, type EventSchemas, type Schema } from '@tierline/kernel';
import type { RetailerAnswer, RetailerEnquiryEvent } from './retailer-enquiry.events.js';
import type { DeviceToken, ReceiptToken, RequestId } from './values.js';
import { purchase } from './values.schemas.js';

const { anyText, flag, instant, object, oneOf, someText, variants } = schema;

const ofRequest = { requestId: someText<RequestId>(), at: instant };
const answer: Schema<RetailerAnswer> = variants('kind', {
  sold: object({ kind: oneOf('sold'), purchase }),
  'not-sold': object({ kind: oneOf('not-sold') }),
});

/** What is stored of questions to retailers. */
export const retailerEnquirySchemas: EventSchemas<RetailerEnquiryEvent> = {
  RetailerAsked: object({
    ...ofRequest,
    device: someText<DeviceToken>(),
    seller: anyText,
    receiptNumber: someText<ReceiptToken>(),
    dueAt: instant,
  }),
  RetailerAnswered: object({ ...ofRequest, answer, isLate: flag }),
  RetailerContradictedItself: object({ ...ofRequest, answer }),
  RetailerDeadlineMissed: object({ ...ofRequest, dueAt: instant }),
};
