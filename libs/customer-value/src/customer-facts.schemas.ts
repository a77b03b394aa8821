import { localDate, schema, type EventSchemas, type Schema } from '@tierline/kernel';
import {
  FACT_ID,
  type AccountClass,
  type CommitmentBegun,
  type ComplaintCategory,
  type CustomerFact,
  type FactName,
} from './customer-facts.events.js';
import { ATTITUDES, type BillId, type CommitmentId, type ComplaintId, type OrderId } from './values.js';
import { count, lineId, money, ofCustomer } from './values.schemas.js';

const { instant, integer, nullOr, object, oneOf, someText, text, variants } = schema;

const category: Schema<ComplaintCategory> = oneOf(
  'dropped-calls',
  'poor-coverage',
  'data-plan-change',
  'billing',
  'carrier-unlock',
  'activation-locked-trade-in',
  'other',
);
const unpaying: Schema<Extract<AccountClass, { class: 'consumer' | 'small-business' }>> = object({
  class: oneOf('consumer', 'small-business'),
});
const account: Schema<AccountClass> = variants('class', {
  consumer: unpaying,
  'small-business': unpaying,
  corporate: object({ class: oneOf('corporate'), yearlySpend: money }),
});
const commitment: Schema<CommitmentBegun['data']> = object({
  ...ofCustomer,
  commitmentId: someText<CommitmentId>(),
  lineId,
  begunOn: localDate,
  months: integer(1, 1_200),
  equipment: someText(),
});
const billId = someText<BillId>();
const orderId = someText<OrderId>();
const complaintId = someText<ComplaintId>();

/** Names a fact of the customer's own stream. */
export const factName: Schema<FactName> = object({
  fact: oneOf(...(Object.keys(FACT_ID) as CustomerFact['type'][])),
  id: someText(),
});

/** What is stored of what others know of a customer. */
export const customerFactSchemas: EventSchemas<CustomerFact> = {
  CustomerOpened: object({
    ...ofCustomer,
    openedOn: localDate,
    zone: text(/^[A-Za-z_]+(?:\/[A-Za-z0-9_+-]+)*$/, 'a time zone as America/New_York'),
  }),
  BillIssued: object({ ...ofCustomer, billId, amount: money, issuedOn: localDate, dueOn: localDate }),
  BillPaid: object({
    ...ofCustomer,
    billId,
    amount: money,
    dueOn: localDate,
    latestOnTimeOn: localDate,
    paidOn: localDate,
    punctuality: oneOf('on-time', 'late'),
  }),
  BillingErrorFound: object({ ...ofCustomer, billId, billed: money, owed: money, foundOn: localDate }),
  PlanTaken: object({
    ...ofCustomer,
    orderId,
    lineId,
    plan: someText(),
    monthly: money,
    data: oneOf('metered', 'unlimited', 'grandfathered-unlimited'),
    takenOn: localDate,
  }),
  DeviceTaken: object({ ...ofCustomer, orderId, lineId, equipment: someText(), price: money, takenOn: localDate }),
  LineAdded: object({ ...ofCustomer, lineId, addedOn: localDate }),
  LineEnded: object({ ...ofCustomer, lineId, endedOn: localDate }),
  AccountClassified: object({ ...ofCustomer, classificationId: someText(), account, asOf: localDate }),
  CommitmentBegun: commitment,
  CommitmentRenewed: commitment,
  ComplaintMade: object({ ...ofCustomer, complaintId, category, credit: nullOr(money), madeOn: localDate }),
  FaultVerified: object({
    ...ofCustomer,
    complaintId,
    lineId,
    daysWithoutService: count,
    verifiedOn: localDate,
  }),
  AttitudeRated: object({
    ...ofCustomer,
    ratingId: someText(),
    attitude: oneOf(...ATTITUDES),
    ratedBy: someText(),
    ratedFrom: someText(),
    ratedAt: instant,
  }),
  ChurnThreatened: object({ ...ofCustomer, threatId: someText(), competitor: someText(), threatenedAt: instant }),
};
