import { Equals, IsInt, Max, Min } from 'class-validator';
import { MoneyV1 } from '../device-unlock/values.js';
import { ForeignId, LocalDate, Nested, NestedOneOf, OneOf } from '../fields/index.js';
import { messageType } from '../message-type.js';
import { AccountMoneyV1, CatalogueName, Zone } from './values.js';

/** In months. */
export const LONGEST_COMMITMENT = 60;

/** What data a plan has. */
export const planData = ['metered', 'unlimited', 'grandfathered-unlimited'] as const;

/** An account was opened. Its days are days of its zone. */
export class RecordCustomerOpenedV1 {
  @LocalDate()
  readonly openedOn!: string;

  @Zone()
  readonly zone!: string;
}

/** A line has a plan from now on; the one before is over (CV-02). */
export class RecordPlanTakenV1 {
  /** Of what was ordered for one line. Told for a second line, it is refused as `order-of-another-line`: an order for two lines has two ids. */
  @ForeignId()
  readonly orderId!: string;

  @ForeignId()
  readonly lineId!: string;

  @CatalogueName()
  readonly plan!: string;

  /** What it costs each month. */
  @Nested(() => MoneyV1)
  readonly monthly!: MoneyV1;

  /** `grandfathered-unlimited`: no longer sold, and lost with a new phone or a renewal (CV-19). */
  @OneOf(planData)
  readonly data!: (typeof planData)[number];

  @LocalDate()
  readonly takenOn!: string;
}

/** A line has another device from now on (CV-02). */
export class RecordDeviceTakenV1 {
  /** Of what was ordered for one line. Told for a second line, it is refused as `order-of-another-line`: an order for two lines has two ids. */
  @ForeignId()
  readonly orderId!: string;

  @ForeignId()
  readonly lineId!: string;

  /** The class of the equipment (CV-15). */
  @CatalogueName()
  readonly equipment!: string;

  @Nested(() => MoneyV1)
  readonly price!: MoneyV1;

  @LocalDate()
  readonly takenOn!: string;
}

/** The customer has a further line (CV-02). */
export class RecordLineAddedV1 {
  @ForeignId()
  readonly lineId!: string;

  @LocalDate()
  readonly addedOn!: string;
}

/** A line has ended. Ids of lines are used once. */
export class RecordLineEndedV1 {
  @ForeignId()
  readonly lineId!: string;

  @LocalDate()
  readonly endedOn!: string;
}

/** A private account. */
export class ConsumerAccountV1 {
  @Equals('consumer')
  readonly class!: 'consumer';
}

/** Designated as a small business (CV-05). */
export class SmallBusinessAccountV1 {
  @Equals('small-business')
  readonly class!: 'small-business';
}

/** The account of a company, with what it spends in a year (CV-04). */
export class CorporateAccountV1 {
  @Equals('corporate')
  readonly class!: 'corporate';

  @Nested(() => AccountMoneyV1)
  readonly yearlySpend!: AccountMoneyV1;
}

/** Any class of account, with what is known of it. */
export type AccountClassV1 = ConsumerAccountV1 | SmallBusinessAccountV1 | CorporateAccountV1;

/** The class of an account. */
export const AccountClass = (): PropertyDecorator =>
  NestedOneOf('class', {
    consumer: ConsumerAccountV1,
    'small-business': SmallBusinessAccountV1,
    corporate: CorporateAccountV1,
  });

/** Of which class the account is, as of a day. */
export class RecordAccountClassifiedV1 {
  @ForeignId()
  readonly classificationId!: string;

  @AccountClass()
  readonly account!: AccountClassV1;

  @LocalDate()
  readonly asOf!: string;
}

abstract class CommitmentV1 {
  @ForeignId()
  readonly commitmentId!: string;

  @ForeignId()
  readonly lineId!: string;

  @LocalDate()
  readonly begunOn!: string;

  /** Its length. */
  @IsInt()
  @Min(1)
  @Max(LONGEST_COMMITMENT)
  readonly months!: number;

  /** The class of the device that it came with (CV-15). */
  @CatalogueName()
  readonly equipment!: string;
}

/** A line has a minimum term (CV-13). */
export class RecordCommitmentBegunV1 extends CommitmentV1 {}

/** A line's minimum term was renewed: it is a commitment of its own. */
export class RecordCommitmentRenewedV1 extends CommitmentV1 {}

/** What the order system tells. The subject is the customer. */
export const orderFacts = {
  recordCustomerOpened: messageType('RecordCustomerOpened', 1, RecordCustomerOpenedV1),
  recordPlanTaken: messageType('RecordPlanTaken', 1, RecordPlanTakenV1),
  recordDeviceTaken: messageType('RecordDeviceTaken', 1, RecordDeviceTakenV1),
  recordLineAdded: messageType('RecordLineAdded', 1, RecordLineAddedV1),
  recordLineEnded: messageType('RecordLineEnded', 1, RecordLineEndedV1),
  recordAccountClassified: messageType('RecordAccountClassified', 1, RecordAccountClassifiedV1),
  recordCommitmentBegun: messageType('RecordCommitmentBegun', 1, RecordCommitmentBegunV1),
  recordCommitmentRenewed: messageType('RecordCommitmentRenewed', 1, RecordCommitmentRenewedV1),
} as const;
