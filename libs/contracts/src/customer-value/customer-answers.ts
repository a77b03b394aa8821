import { Equals, IsArray, IsIn, IsInt, IsObject, Max, Min } from 'class-validator';
import { MoneyV1 } from '../device-unlock/values.js';
import { ForeignId, Instant, LocalDate, Nested, NestedList, OneOf, Optional } from '../fields/index.js';
import { valueNumbers, type ValueNumber } from './events.js';
import { AccountClass, LONGEST_COMMITMENT, planData, type AccountClassV1 } from './facts-of-orders.js';
import { attitudes, CatalogueName, FlagId, Period, Zone } from './values.js';

const MOST_LINES = 1_000;
const MOST_DEVICES = 1_000;
const MOST_FLAGS = 1_000;

/** Whether fraud & abuse is asked to look at a flag of the customer. */
export const reviewStatuses = ['open', 'none'] as const;

/** The plan that a line has. */
export class HeldPlanV1 {
  @CatalogueName()
  readonly plan!: string;

  @Nested(() => MoneyV1)
  readonly monthly!: MoneyV1;

  @OneOf(planData)
  readonly data!: (typeof planData)[number];

  @LocalDate()
  readonly takenOn!: string;

  /** Whether it was lost with an offer that the customer took (CV-19). */
  @Optional()
  @IsIn([true])
  readonly isForfeited?: true;

  @ForeignId()
  readonly orderId!: string;
}

/** A device that was taken on a line. */
export class HeldDeviceV1 {
  @CatalogueName()
  readonly equipment!: string;

  @Nested(() => MoneyV1)
  readonly price!: MoneyV1;

  @LocalDate()
  readonly takenOn!: string;
}

/** The commitment of a line that was begun or renewed last. */
export class HeldCommitmentV1 {
  @ForeignId()
  readonly commitmentId!: string;

  @LocalDate()
  readonly begunOn!: string;

  @IsInt()
  @Min(1)
  @Max(LONGEST_COMMITMENT)
  readonly months!: number;

  @CatalogueName()
  readonly equipment!: string;
}

/** A line, and what the customer has on it. One that has ended stays. */
export class HeldLineV1 {
  @ForeignId()
  readonly lineId!: string;

  /** Nothing while only what is on the line was told. */
  @Optional()
  @LocalDate()
  readonly addedOn?: string;

  @Optional()
  @LocalDate()
  readonly endedOn?: string;

  @Optional()
  @Nested(() => HeldPlanV1)
  readonly plan?: HeldPlanV1;

  /** From the one that was taken first. */
  @NestedList(() => HeldDeviceV1, MOST_DEVICES)
  readonly devices!: readonly HeldDeviceV1[];

  @Optional()
  @Nested(() => HeldCommitmentV1)
  readonly commitment?: HeldCommitmentV1;
}

/** A flag that fraud & abuse has not answered yet (CV-21). */
export class OpenFlagV1 {
  @FlagId()
  readonly flagId!: string;

  @Equals('unusual-usage')
  readonly flag!: 'unusual-usage';

  @ForeignId()
  readonly lineId!: string;

  @Period()
  readonly period!: string;
}

/** The class of an account, as of a day. */
export class HeldClassV1 {
  @AccountClass()
  readonly account!: AccountClassV1;

  @LocalDate()
  readonly asOf!: string;
}

/** A customer as whoever serves them sees them. */
export class CustomerV1 {
  @ForeignId()
  readonly customerId!: string;

  /** CV-01. */
  @IsIn(valueNumbers)
  readonly value!: ValueNumber;

  /** As it was rated last, and when; nothing while nobody has (RT-21). */
  @Optional()
  @OneOf(attitudes)
  readonly attitude?: (typeof attitudes)[number];

  @Optional()
  @Instant()
  readonly ratedAt?: string;

  /** Nothing while nobody has told of the opening. */
  @Optional()
  @LocalDate()
  readonly openedOn?: string;

  @Optional()
  @Zone()
  readonly zone?: string;

  @Optional()
  @Nested(() => HeldClassV1)
  readonly classified?: HeldClassV1;

  @NestedList(() => HeldLineV1, MOST_LINES)
  readonly lines!: readonly HeldLineV1[];

  /** While one is open, nothing is given at our discretion. */
  @OneOf(reviewStatuses)
  readonly review!: (typeof reviewStatuses)[number];

  @NestedList(() => OpenFlagV1, MOST_FLAGS)
  readonly openFlags!: readonly OpenFlagV1[];

  @Instant()
  readonly changedAt!: string;

  /** The last revision that changed the state: the ETag. */
  @IsInt()
  @Min(0)
  readonly stateRevision!: number;
}

/** How a customer stood at a moment, and what was known then: nothing that was told later. */
export class CustomerAsOfV1 {
  @Nested(() => CustomerV1)
  readonly state!: CustomerV1;

  /** What others had told, in the order in which it came: kind, id, revision, and what was told. */
  @IsArray()
  @IsObject({ each: true })
  readonly facts!: readonly object[];
}
