import { schema, type EventSchemas, type Schema } from '@tierline/kernel';
import type {
  EntitlementClaim,
  EntitlementEvent,
  EntitlementGranted,
  EntitlementGrounds,
} from './entitlement.events.js';
import type { BillId, ComplaintId } from './values.js';
import { count, money, ofCustomer } from './values.schemas.js';

const { integer, object, oneOf, someText, text, variants } = schema;

const claim: Schema<EntitlementClaim> = variants('kind', {
  'billing-error': object({ kind: oneOf('billing-error'), billId: someText<BillId>() }),
  'verified-fault': object({ kind: oneOf('verified-fault'), complaintId: someText<ComplaintId>() }),
});
const grounds: Schema<EntitlementGrounds> = variants('kind', {
  'billing-error': object({ kind: oneOf('billing-error'), billed: money, owed: money }),
  'verified-fault': object({ kind: oneOf('verified-fault'), daysWithoutService: count, monthly: money }),
});
const claimed = {
  ...ofCustomer,
  claim,
  outcome: oneOf('entitled' as const),
  customer: object<EntitlementGranted['data']['customer']>({
    stream: text<EntitlementGranted['data']['customer']['stream']>(/^[^-]+-./, 'the name of a stream'),
    revision: integer(-1, Number.MAX_SAFE_INTEGER),
  }),
};

/** What is stored of entitlements. */
export const entitlementSchemas: EventSchemas<EntitlementEvent> = {
  EntitlementGranted: object({ ...claimed, granted: money, grounds }),
  EntitlementDenied: object({ ...claimed, reason: oneOf('no-grounds', 'nothing-owed') }),
};
