import { schema, type EventSchemas } from '@tierline/kernel';
import type { PurchaseRecordEvent } from './purchase-record.events.js';
import { purchaseFields } from './values.schemas.js';

const { instant, list, object, oneOf } = schema;

/** What is stored of what the maker recorded of a device's purchase. */
export const purchaseRecordSchemas: EventSchemas<PurchaseRecordEvent> = {
  PurchaseRecorded: object({ ...purchaseFields, at: instant }),
  PurchaseRecordContradicted: object({
    ...purchaseFields,
    differsIn: list(oneOf('device', 'purchasedOn', 'seller', 'price', 'receiptNumber')),
    at: instant,
  }),
};
