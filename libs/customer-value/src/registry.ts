import { eventRegistry, type EventRegistry, type Message } from '@tierline/kernel';
import { CUSTOMER } from './customer-facts.events.js';
import type { CustomerEvent } from './customer.events.js';
import { customerSchemas } from './customer.schemas.js';
import { ENTITLEMENT, type EntitlementEvent } from './entitlement.events.js';
import { entitlementSchemas } from './entitlement.schemas.js';
import { LINE_USAGE, type LineUsageEvent } from './line-usage.events.js';
import { lineUsageSchemas } from './line-usage.schemas.js';

/** Every event that customer value stores of its decisions. */
export type CustomerValueEvent = CustomerEvent | EntitlementEvent | LineUsageEvent;

/** The category of the streams in which each event type stands. A type is never renamed and never used for another. */
export const CUSTOMER_VALUE_EVENTS = {
  CustomerOpened: CUSTOMER,
  BillIssued: CUSTOMER,
  BillPaid: CUSTOMER,
  BillingErrorFound: CUSTOMER,
  PlanTaken: CUSTOMER,
  DeviceTaken: CUSTOMER,
  LineAdded: CUSTOMER,
  LineEnded: CUSTOMER,
  AccountClassified: CUSTOMER,
  CommitmentBegun: CUSTOMER,
  CommitmentRenewed: CUSTOMER,
  ComplaintMade: CUSTOMER,
  FaultVerified: CUSTOMER,
  AttitudeRated: CUSTOMER,
  ChurnThreatened: CUSTOMER,
  ValueChanged: CUSTOMER,
  TerminationFeeQuoted: CUSTOMER,
  UsageReviewOpened: CUSTOMER,
  UsageReviewClosed: CUSTOMER,
  ConcessionGranted: CUSTOMER,
  ConcessionDenied: CUSTOMER,
  ConcessionDecidedOtherwise: CUSTOMER,
  OfferMade: CUSTOMER,
  ForfeitureDisclosed: CUSTOMER,
  ForfeitureConsented: CUSTOMER,
  OfferAccepted: CUSTOMER,
  OfferDeclined: CUSTOMER,
  GrandfatheredPlanForfeited: CUSTOMER,
  EntitlementGranted: ENTITLEMENT,
  EntitlementDenied: ENTITLEMENT,
  UsageReported: LINE_USAGE,
  UnusualUsageFlagged: LINE_USAGE,
} as const satisfies Record<CustomerValueEvent['type'], string>;

/** Whether an event is one of customer value's own. */
export const isCustomerValueEvent = (event: Message): event is CustomerValueEvent =>
  Object.hasOwn(CUSTOMER_VALUE_EVENTS, event.type);

/** Lets pass what this build knows, type and data: customer value's own events, and those that every context stores. */
export const customerValueRegistry: EventRegistry = eventRegistry<CustomerValueEvent>('customer value', {
  ...customerSchemas,
  ...entitlementSchemas,
  ...lineUsageSchemas,
});
