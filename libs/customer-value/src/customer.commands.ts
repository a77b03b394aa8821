import type { Command, Instant, LocalDate, Message, NoFacts, RuleId } from '@tierline/kernel';
import type { BillPaid, CustomerFact } from './customer-facts.events.js';
import type { ConcessionRequest, DiscretionReason, Offer } from './customer.events.js';
import type { ConcessionId, CustomerId, FlagId, LineId, Money, OfferId, SealedText } from './values.js';

interface OfCustomer {
  readonly customerId: CustomerId;
}

/** Another system tells a fact as it is stored, but for the moment of storing. */
type RecordOf<Fact extends CustomerFact> =
  Fact extends Message<infer Type, infer Data> ? Command<`Record${Type}`, Omit<Data, 'at'>, NoFacts> : never;

/** A fact that is stored as it was told. */
export type RecordToldFact = RecordOf<Exclude<CustomerFact, BillPaid>>;

/** The zone in which days of an account are counted: its own, or the policy's until that is told. */
export interface AccountZone {
  readonly name: string;
  readonly from: 'account' | 'policy';
}

/**
 * Billing has got a payment. The days are facts, since they come of zone and calendar: `paidOn` is the day of `paidAt` in the
 * zone, `latestOnTimeOn` the due day with the policy's grace.
 */
export type RecordBillPaid = Command<
  'RecordBillPaid',
  OfCustomer & Pick<BillPaid['data'], 'billId' | 'amount' | 'dueOn'> & { readonly paidAt: Instant },
  { readonly zone: AccountZone; readonly paidOn: LocalDate; readonly latestOnTimeOn: LocalDate }
>;

/** A command that tells a fact. Each of them may be the first that is heard of a customer. */
export type RecordFact = RecordToldFact | RecordBillPaid;

/** Which day it is in the account's zone. */
export interface TodayFact {
  readonly zone: AccountZone;
  readonly today: LocalDate;
}

/** Somebody wants to know what it would cost to end the commitment of a line today. */
export type QuoteTerminationFee = Command<'QuoteTerminationFee', OfCustomer & { readonly lineId: LineId }, TodayFact>;

/** The data use of a line was flagged (CV-20), so fraud & abuse has to look at it. */
export type OpenUsageReview = Command<
  'OpenUsageReview',
  OfCustomer & { readonly flagId: FlagId; readonly lineId: LineId; readonly period: string },
  NoFacts
>;
/** Fraud & abuse has looked at it. */
export type AnswerUsageReview = Command<
  'AnswerUsageReview',
  OfCustomer & { readonly flagId: FlagId; readonly answer: 'cleared' | 'confirmed' },
  NoFacts
>;

/** Something is to be given at our discretion; who asks is the actor, whose role has an authority. */
export type DecideConcession = Command<'DecideConcession', OfCustomer & ConcessionRequest, TodayFact>;
/** A supervisor gives another amount than the table did. */
export type DecideConcessionOtherwise = Command<
  'DecideConcessionOtherwise',
  OfCustomer & {
    readonly concessionId: ConcessionId;
    readonly amount: Money;
    readonly reason: DiscretionReason;
    readonly remark?: SealedText;
  },
  TodayFact
>;

export type MakeOffer = Command<'MakeOffer', OfCustomer & Offer, NoFacts>;
/** What the customer is told, agrees to, accepts or declines; by which channel is told by the actor. */
export type OfferStep = Command<
  'DiscloseForfeiture' | 'ConsentToForfeiture' | 'AcceptOffer' | 'DeclineOffer',
  OfCustomer & { readonly offerId: OfferId },
  NoFacts
>;

/** What is decided about concessions. */
export type ConcessionCommand = DecideConcession | DecideConcessionOtherwise;
/** What is decided about offers. */
export type OfferCommand = MakeOffer | OfferStep;
/** What is decided about flags. */
export type UsageReviewCommand = OpenUsageReview | AnswerUsageReview;

export type CustomerCommand = RecordFact | QuoteTerminationFee | UsageReviewCommand | ConcessionCommand | OfferCommand;

/** Why a command on a customer was refused, with the rule that each reason rests on. */
export const CUSTOMER_REJECTIONS = {
  'another-customer': 'CV-22',
  'fact-contradicts-recorded': 'CV-22',
  'order-of-another-line': 'CV-22',
  'dated-in-the-future': 'CV-22',
  'currency-not-of-policy': 'CV-10',
  'no-commitment': 'CV-13',
  'review-already-exists': 'CV-21',
  'review-unknown': 'CV-21',
  'review-already-closed': 'CV-21',
  'paused-for-review': 'CV-21',
  'nothing-requested': 'CV-09',
  'concession-already-decided': 'CV-09',
  'concession-unknown': 'CV-09',
  'not-a-supervisor': 'CV-09',
  'beyond-discretion': 'CV-09',
  'offer-already-exists': 'CV-19',
  'offer-unknown': 'CV-19',
  'offer-already-answered': 'CV-19',
  'nothing-to-forfeit': 'CV-19',
  'forfeiture-not-disclosed': 'CV-19',
  'forfeiture-not-consented': 'CV-19',
} as const satisfies Record<string, RuleId>;

export type CustomerRejection = keyof typeof CUSTOMER_REJECTIONS;
