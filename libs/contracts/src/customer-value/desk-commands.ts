import { ArrayMaxSize, ArrayMinSize, ArrayUnique, IsArray, IsIn } from 'class-validator';
import { MoneyV1 } from '../device-unlock/values.js';
import { ForeignId, LocalDate, Nested, OneOf, Optional, Remark, SUBJECT, type Sealed } from '../fields/index.js';
import { messageType } from '../message-type.js';
import { complaintCategories, concessionKinds } from './values.js';

/** What an offer can contain. */
export const offerParts = ['new-phone', 'renewal', 'plan', 'accessory'] as const;

/** Why a supervisor can decide otherwise. */
export const discretionReasons = ['loyalty', 'our-mistake', 'hardship', 'misuse', 'other'] as const;

/** A customer complained, with or without being given a credit (CV-06). */
export class RecordComplaintMadeV1 {
  @ForeignId()
  readonly complaintId!: string;

  @OneOf(complaintCategories)
  readonly category!: (typeof complaintCategories)[number];

  /** What the customer was given for it. */
  @Optional()
  @Nested(() => MoneyV1)
  readonly credit?: MoneyV1;

  @LocalDate()
  readonly madeOn!: string;
}

/** Asks what it would cost to end the commitment of a line today (CV-13). */
export class QuoteTerminationFeeV1 {
  @ForeignId()
  readonly lineId!: string;
}

/** Asks for something at our discretion (CV-09). Asked again by somebody with more authority, it is decided again. */
export class DecideConcessionV1 {
  @ForeignId()
  readonly concessionId!: string;

  @OneOf(concessionKinds)
  readonly kind!: (typeof concessionKinds)[number];

  @Nested(() => MoneyV1)
  readonly requested!: MoneyV1;
}

/** A supervisor gives another amount than the table did, within the policy's bounds (CV-09). */
export class DecideConcessionOtherwiseV1 {
  @ForeignId()
  readonly concessionId!: string;

  @Nested(() => MoneyV1)
  readonly amount!: MoneyV1;

  @OneOf(discretionReasons)
  readonly reason!: (typeof discretionReasons)[number];

  /** What the supervisor notes; kept sealed, and forgotten with the customer. */
  @Optional()
  @Remark(SUBJECT)
  readonly remark?: string | Sealed;
}

/** Offers something (RT-17). */
export class MakeOfferV1 {
  @ForeignId()
  readonly offerId!: string;

  @ForeignId()
  readonly lineId!: string;

  @IsArray()
  @ArrayMinSize(1)
  @ArrayMaxSize(offerParts.length)
  @ArrayUnique()
  @IsIn(offerParts, { each: true })
  readonly parts!: readonly (typeof offerParts)[number][];
}

abstract class OfOfferV1 {
  @ForeignId()
  readonly offerId!: string;
}

/** The customer was told which plan the offer would cost them (CV-19). */
export class DiscloseForfeitureV1 extends OfOfferV1 {}

/** The customer agrees to losing it (CV-19). */
export class ConsentToForfeitureV1 extends OfOfferV1 {}

/** The customer takes the offer. */
export class AcceptOfferV1 extends OfOfferV1 {}

/** The customer does not take it. */
export class DeclineOfferV1 extends OfOfferV1 {}

/** What the desk asks of customer value. They come by HTTP only, and the subject is the customer. */
export const customerDeskCommands = {
  recordComplaintMade: messageType('RecordComplaintMade', 1, RecordComplaintMadeV1),
  quoteTerminationFee: messageType('QuoteTerminationFee', 1, QuoteTerminationFeeV1),
  decideConcession: messageType('DecideConcession', 1, DecideConcessionV1),
  decideConcessionOtherwise: messageType('DecideConcessionOtherwise', 1, DecideConcessionOtherwiseV1),
  makeOffer: messageType('MakeOffer', 1, MakeOfferV1),
  discloseForfeiture: messageType('DiscloseForfeiture', 1, DiscloseForfeitureV1),
  consentToForfeiture: messageType('ConsentToForfeiture', 1, ConsentToForfeitureV1),
  acceptOffer: messageType('AcceptOffer', 1, AcceptOfferV1),
  declineOffer: messageType('DeclineOffer', 1, DeclineOfferV1),
} as const;
