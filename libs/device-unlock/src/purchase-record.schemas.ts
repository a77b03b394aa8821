import { schema, type EventSchemas } from '@tierline/kernel';
import type { PurchaseRecordEvent } from './purchase-record.events.js';
import type { DeviceToken, RequestId } from './values.js';
import { purchaseFields } from './values.schemas.js';

const { flag, instant, list, object, oneOf, someText } = schema;

/** What is stored of what the maker recorded of a device's purchase. */
export const purchaseRecordSchemas: EventSchemas<PurchaseRecordEvent> = {
  PurchaseRecorded: object({ ...purchaseFields, at: instant }),
  PurchaseRecordContradicted: object({
    ...purchaseFields,
    differsIn: list(oneOf('device', 'purchasedOn', 'seller', 'price', 'receiptNumber')),
    at: instant,
  }),
  PurchaseRecordAwaited: object({
    device: someText<DeviceToken>(),
    requestId: someText<RequestId>(),
    isThere: flag,
    at: instant,
  }),
};
