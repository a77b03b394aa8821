import type { LocalDate } from '@tierline/kernel';
import type { ConcessionTerms } from './concession-terms.js';
import type { CustomerFact, FactName, OfCustomer } from './customer-facts.events.js';
import type { Cause } from './policy-values.js';
import type { TerminationFee } from './termination-fee.js';
import type {
  AuthorityRole,
  ConcessionId,
  ConcessionKind,
  CustomerValue,
  FlagId,
  LineId,
  Money,
  OfferId,
  OrderId,
  SealedText,
} from './values.js';

/** Why a number moved, and the facts of the customer's own stream that it rests on (CV-22). */
export interface ValueReason {
  /** `credit-taken-back`: a credit is out of the count, and the number with it (CV-06, CV-23). */
  readonly cause: Cause | 'credit-taken-back';
  readonly facts: readonly FactName[];
}

/** Another value number. `policyVersion`: of the policy that the metadata names. */
export type ValueChanged = OfCustomer<
  'ValueChanged',
  {
    readonly from: CustomerValue;
    readonly to: CustomerValue;
    readonly reasons: readonly ValueReason[];
    readonly policyVersion: number;
  }
>;

/** What it would cost to leave was told (CV-13 to CV-18). */
export type TerminationFeeQuoted = OfCustomer<
  'TerminationFeeQuoted',
  TerminationFee & { readonly policyVersion: number }
>;

/** The data use of a line was flagged, and fraud & abuse is asked to look at it (CV-21). */
export type UsageReviewOpened = OfCustomer<
  'UsageReviewOpened',
  { readonly flagId: FlagId; readonly flag: 'unusual-usage'; readonly lineId: LineId; readonly period: string }
>;
/** What fraud & abuse answered. */
export type UsageReviewClosed = OfCustomer<
  'UsageReviewClosed',
  { readonly flagId: FlagId; readonly answer: 'cleared' | 'confirmed'; readonly reviewedBy: string }
>;

/** Something that a customer could be given. `requestedMinor`: in the policy's currency. */
export interface ConcessionRequest {
  readonly concessionId: ConcessionId;
  readonly kind: ConcessionKind;
  readonly requested: Money;
}

/** How much of a concession rests on the policy's table, and how much on a supervisor's own decision. */
export interface DiscretionaryShare {
  readonly byPolicyMinor: number;
  /** Negative when the supervisor gave less than the table does. */
  readonly bySupervisorMinor: number;
}

interface Decided extends ConcessionRequest {
  readonly outcome: 'discretionary';
  readonly decidedOn: LocalDate;
  readonly terms: ConcessionTerms;
}

/** Given at our discretion, as the policy's table says (CV-09). */
export type ConcessionGranted = OfCustomer<
  'ConcessionGranted',
  Decided & { readonly granted: Money; readonly share: DiscretionaryShare }
>;
/**
 * `too-little-on-offer`: the table gives too little; `beyond-authority`: not for whoever asked, and from whom on (RT-01). `null`:
 * for nobody.
 */
export type ConcessionDenied = OfCustomer<
  'ConcessionDenied',
  Decided &
    (
      | { readonly reason: 'too-little-on-offer' }
      | { readonly reason: 'beyond-authority'; readonly neededRole: AuthorityRole | null }
    )
>;
/** Why a supervisor decided otherwise. */
export type DiscretionReason = 'loyalty' | 'our-mistake' | 'hardship' | 'misuse' | 'other';
/** A supervisor gave another amount than the table does, within the policy's bounds. */
export type ConcessionDecidedOtherwise = OfCustomer<
  'ConcessionDecidedOtherwise',
  Decided & {
    readonly granted: Money;
    readonly share: DiscretionaryShare;
    readonly reason: DiscretionReason;
    readonly remark?: SealedText;
    readonly decidedBy: string;
  }
>;

/** What an offer contains. */
export type OfferPart = 'new-phone' | 'renewal' | 'plan' | 'accessory';
/** A solution was offered (RT-17). */
export interface Offer {
  readonly offerId: OfferId;
  readonly lineId: LineId;
  readonly parts: readonly OfferPart[];
}
export type OfferMade = OfCustomer<'OfferMade', Offer>;
/** The plan that would be lost, by the order that it was taken with. */
export interface Forfeiture {
  readonly offerId: OfferId;
  readonly lineId: LineId;
  readonly plan: string;
  readonly orderId: OrderId;
}
/** The customer was told that the offer would cost them their plan; when is told by `at` (CV-19). */
export type ForfeitureDisclosed = OfCustomer<'ForfeitureDisclosed', Forfeiture & { readonly channel: string }>;
/** The customer agreed to losing it. */
export type ForfeitureConsented = OfCustomer<'ForfeitureConsented', Forfeiture & { readonly channel: string }>;
export type OfferAccepted = OfCustomer<'OfferAccepted', { readonly offerId: OfferId; readonly channel: string }>;
export type OfferDeclined = OfCustomer<'OfferDeclined', { readonly offerId: OfferId; readonly channel: string }>;
/** The plan is lost with the acceptance, not with the delivery. */
export type GrandfatheredPlanForfeited = OfCustomer<'GrandfatheredPlanForfeited', Forfeiture>;

/** What was decided about a customer. */
export type CustomerDecision =
  | ValueChanged
  | TerminationFeeQuoted
  | UsageReviewOpened
  | UsageReviewClosed
  | ConcessionGranted
  | ConcessionDenied
  | ConcessionDecidedOtherwise
  | OfferMade
  | ForfeitureDisclosed
  | ForfeitureConsented
  | OfferAccepted
  | OfferDeclined
  | GrandfatheredPlanForfeited;

export type CustomerEvent = CustomerFact | CustomerDecision;
