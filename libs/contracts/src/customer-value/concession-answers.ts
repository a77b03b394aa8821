import { ArrayMaxSize, Equals, IsArray, IsIn, IsInt, IsString, Matches } from 'class-validator';
import { MoneyV1 } from '../device-unlock/values.js';
import { ForeignId, Instant, LocalDate, MinorUnits, Nested, OneOf, Optional, PolicyVersion } from '../fields/index.js';
import { discretionReasons } from './desk-commands.js';
import { valueNumbers, type ValueNumber } from './events.js';
import { attitudes, concessionKinds } from './values.js';

const MOST_RULES = 5;

/** Where a concession can stand. */
export const concessionDecisions = ['granted', 'denied', 'otherwise'] as const;

/** What was on offer, and how that came about (CV-09 to CV-12). Amounts are in the minor unit of what was requested. */
export class ConcessionTermsV1 {
  @IsIn(valueNumbers)
  readonly value!: ValueNumber;

  @OneOf(attitudes)
  readonly attitude!: (typeof attitudes)[number];

  /** How hard we try to keep the customer, by length of history, payments and amount paid (CV-10). */
  @OneOf(['low', 'standard', 'high'])
  readonly effort!: 'low' | 'standard' | 'high';

  /** What leaving would cost the customer. */
  @MinorUnits()
  readonly feeOwedMinor!: number;

  /** The entry of the policy's table. */
  @MinorUnits()
  readonly ceilingMinor!: number;

  /** The ceiling by attitude and effort. */
  @MinorUnits()
  readonly worthMinor!: number;

  /** What the fee takes from it (CV-11), and what was granted lately. */
  @MinorUnits()
  readonly feeReductionMinor!: number;

  @MinorUnits()
  readonly grantedLatelyMinor!: number;

  /** What is left. */
  @MinorUnits()
  readonly availableMinor!: number;
}

/** How much of it the policy's table gives, and how much a supervisor added, or took away. */
export class DiscretionaryShareV1 {
  @MinorUnits()
  readonly byPolicyMinor!: number;

  @IsInt()
  readonly bySupervisorMinor!: number;
}

/** Why nothing was granted. */
export class ConcessionDenialV1 {
  @OneOf(['too-little-on-offer', 'beyond-authority'])
  readonly reason!: 'too-little-on-offer' | 'beyond-authority';

  /** From which role on it is within authority (RT-01); nothing when for none. */
  @Optional()
  @OneOf(['tier1-agent', 'tier2-agent', 'supervisor'])
  readonly neededRole?: 'tier1-agent' | 'tier2-agent' | 'supervisor';
}

/** Why a supervisor gave another amount than the table does. */
export class OwnDiscretionV1 {
  @OneOf(discretionReasons)
  readonly reason!: (typeof discretionReasons)[number];

  @IsString()
  readonly decidedBy!: string;
}

/** What was asked for at our discretion, and how it was decided last (CV-09). */
export class ConcessionV1 {
  @ForeignId()
  readonly concessionId!: string;

  @ForeignId()
  readonly customerId!: string;

  @OneOf(concessionKinds)
  readonly kind!: (typeof concessionKinds)[number];

  @Nested(() => MoneyV1)
  readonly requested!: MoneyV1;

  @Equals('discretionary')
  readonly outcome!: 'discretionary';

  /** `otherwise`: a supervisor gave another amount than the policy's table. */
  @OneOf(concessionDecisions)
  readonly decision!: (typeof concessionDecisions)[number];

  /** Unless it was denied. */
  @Optional()
  @Nested(() => MoneyV1)
  readonly granted?: MoneyV1;

  @Optional()
  @Nested(() => DiscretionaryShareV1)
  readonly share?: DiscretionaryShareV1;

  /** When it was denied. */
  @Optional()
  @Nested(() => ConcessionDenialV1)
  readonly denial?: ConcessionDenialV1;

  /** When it was decided otherwise. */
  @Optional()
  @Nested(() => OwnDiscretionV1)
  readonly discretion?: OwnDiscretionV1;

  @Nested(() => ConcessionTermsV1)
  readonly terms!: ConcessionTermsV1;

  @IsArray()
  @ArrayMaxSize(MOST_RULES)
  @Matches(/^[A-Z]{2}-\d\d$/, { each: true })
  readonly rules!: readonly string[];

  @PolicyVersion()
  readonly policyVersion!: number;

  /** The day of the account's zone. */
  @LocalDate()
  readonly decidedOn!: string;

  @Instant()
  readonly decidedAt!: string;
}
