import type { Instant, LocalDate, Message } from '@tierline/kernel';
import type { Attitude, BillId, CommitmentId, ComplaintId, CustomerId, LineId, Money, OrderId } from './values.js';

/** The category of the streams of what is known and decided of a customer, one by customer id. */
export const CUSTOMER = 'customer_value.customer';

/** What every event of a customer says. `at`: when it was recorded; the days in facts are days of the account's zone. */
export type OfCustomer<Type extends string, Data extends object> = Message<
  Type,
  { readonly customerId: CustomerId; readonly at: Instant } & Data
>;

/** `zone`: of the account, as `America/New_York`; days of its facts are days of that zone. */
export type CustomerOpened = OfCustomer<'CustomerOpened', { readonly openedOn: LocalDate; readonly zone: string }>;
export type BillIssued = OfCustomer<
  'BillIssued',
  { readonly billId: BillId; readonly amount: Money; readonly issuedOn: LocalDate; readonly dueOn: LocalDate }
>;
/** `latestOnTimeOn`: the due day with the policy's grace, as it was computed with the account's calendar. */
export type BillPaid = OfCustomer<
  'BillPaid',
  {
    readonly billId: BillId;
    readonly amount: Money;
    readonly dueOn: LocalDate;
    readonly latestOnTimeOn: LocalDate;
    readonly paidOn: LocalDate;
    readonly punctuality: 'on-time' | 'late';
  }
>;
/** A bill asked for more than was owed. */
export type BillingErrorFound = OfCustomer<
  'BillingErrorFound',
  { readonly billId: BillId; readonly billed: Money; readonly owed: Money; readonly foundOn: LocalDate }
>;
/** A line has a plan from now on; the one before is over. `monthly`: what it costs each month. */
export type PlanTaken = OfCustomer<
  'PlanTaken',
  {
    readonly orderId: OrderId;
    readonly lineId: LineId;
    readonly plan: string;
    readonly monthly: Money;
    readonly data: 'metered' | 'unlimited' | 'grandfathered-unlimited';
    readonly takenOn: LocalDate;
  }
>;
export type DeviceTaken = OfCustomer<
  'DeviceTaken',
  {
    readonly orderId: OrderId;
    readonly lineId: LineId;
    readonly equipment: string;
    readonly price: Money;
    readonly takenOn: LocalDate;
  }
>;
export type LineAdded = OfCustomer<'LineAdded', { readonly lineId: LineId; readonly addedOn: LocalDate }>;
/** Line ids are used once: a line that has ended stays so. */
export type LineEnded = OfCustomer<'LineEnded', { readonly lineId: LineId; readonly endedOn: LocalDate }>;

/** What an account is (CV-04, CV-05). */
export type AccountClass =
  { readonly class: 'consumer' | 'small-business' } | { readonly class: 'corporate'; readonly yearlySpend: Money };
/** The class of the account as of a day; the latest day counts, in whatever order they come. */
export type AccountClassified = OfCustomer<
  'AccountClassified',
  { readonly classificationId: string; readonly account: AccountClass; readonly asOf: LocalDate }
>;

/** A minimum term of a line. `equipment`: the class of the device that it came with (CV-15). */
export interface Commitment {
  readonly commitmentId: CommitmentId;
  readonly lineId: LineId;
  readonly begunOn: LocalDate;
  readonly months: number;
  readonly equipment: string;
}
export type CommitmentBegun = OfCustomer<'CommitmentBegun', Commitment>;
/** A renewal is a commitment of its own, and replaces what the line had. */
export type CommitmentRenewed = OfCustomer<'CommitmentRenewed', Commitment>;

/** What a customer can complain about (RT-29). */
export type ComplaintCategory =
  | 'dropped-calls'
  | 'poor-coverage'
  | 'data-plan-change'
  | 'billing'
  | 'carrier-unlock'
  | 'activation-locked-trade-in'
  | 'other';
/** `credit`: what the customer was given for it; `null` when nothing (CV-06). */
export type ComplaintMade = OfCustomer<
  'ComplaintMade',
  {
    readonly complaintId: ComplaintId;
    readonly category: ComplaintCategory;
    readonly credit: Money | null;
    readonly madeOn: LocalDate;
  }
>;
/** What a customer complained about was a fault of the network: its credit does not count (CV-23). */
export type FaultVerified = OfCustomer<
  'FaultVerified',
  {
    readonly complaintId: ComplaintId;
    readonly lineId: LineId;
    readonly daysWithoutService: number;
    readonly verifiedOn: LocalDate;
  }
>;
/** How somebody met the staff, who says so, and from what (RT-21). */
export type AttitudeRated = OfCustomer<
  'AttitudeRated',
  {
    readonly ratingId: string;
    readonly attitude: Attitude;
    readonly ratedBy: string;
    readonly ratedFrom: string;
    readonly ratedAt: Instant;
  }
>;
/** "I'll switch to …" (RT-28). */
export type ChurnThreatened = OfCustomer<
  'ChurnThreatened',
  { readonly threatId: string; readonly competitor: string; readonly threatenedAt: Instant }
>;

/** What others know of a customer, kept in the order in which it came. */
export type CustomerFact =
  | CustomerOpened
  | BillIssued
  | BillPaid
  | BillingErrorFound
  | PlanTaken
  | DeviceTaken
  | LineAdded
  | LineEnded
  | AccountClassified
  | CommitmentBegun
  | CommitmentRenewed
  | ComplaintMade
  | FaultVerified
  | AttitudeRated
  | ChurnThreatened;

/** By which of its fields a fact is known among those of its type. */
export const FACT_ID = {
  CustomerOpened: 'customerId',
  BillIssued: 'billId',
  BillPaid: 'billId',
  BillingErrorFound: 'billId',
  PlanTaken: 'orderId',
  DeviceTaken: 'orderId',
  LineAdded: 'lineId',
  LineEnded: 'lineId',
  AccountClassified: 'classificationId',
  CommitmentBegun: 'commitmentId',
  CommitmentRenewed: 'commitmentId',
  ComplaintMade: 'complaintId',
  FaultVerified: 'complaintId',
  AttitudeRated: 'ratingId',
  ChurnThreatened: 'threatId',
} as const satisfies { readonly [Type in CustomerFact['type']]: keyof Extract<CustomerFact, { type: Type }>['data'] };

/** Names a fact in its customer's own stream: its type, and its id among those of that type. */
export interface FactName {
  readonly fact: CustomerFact['type'];
  readonly id: string;
}

/** Names a fact. */
export const nameOf = (fact: CustomerFact): FactName => ({
  fact: fact.type,
  id: (fact.data as unknown as Readonly<Record<string, string>>)[FACT_ID[fact.type]] ?? '',
});
