import { Equals, IsIn, IsInt, IsString, Max, Min } from 'class-validator';
import { MoneyV1 } from '../device-unlock/values.js';
import { ForeignId, Instant, Nested, NestedList, OneOf, Optional, PolicyVersion } from '../fields/index.js';
import { messageType, type MessageOf } from '../message-type.js';
import { attitudes, claimKinds, concessionKinds, FlagId, Period } from './values.js';

const MOST_VALUED = 5;
const MOST_REASONS = 20;
/** More than any policy lets a number rest on. */
const MOST_FACTS = 2_500;

/** Every value number (CV-01). */
export const valueNumbers = [0, 1, 2, 3, 4, 5] as const;

/** A customer's value number (CV-01). */
export type ValueNumber = (typeof valueNumbers)[number];

abstract class OfCustomerV1 {
  @ForeignId()
  readonly customerId!: string;
}

abstract class StandingV1 extends OfCustomerV1 {
  /** How the customer meets the staff, as of the same moment. */
  @OneOf(attitudes)
  readonly attitude!: (typeof attitudes)[number];

  /** Of two standings of a customer the one with the later moment is the newer; of two for one moment, the one that came last. */
  @Instant()
  readonly asOf!: string;
}

/** How the customer stands: told once the account is open, and when the attitude alone is another one. */
export class CustomerStandingChangedV1 extends StandingV1 {
  /** CV-01. */
  @IsInt()
  @Min(0)
  @Max(MOST_VALUED)
  readonly value!: ValueNumber;
}

/** A fact of the customer's own history, by its kind and its id among those of that kind. */
export class FactNameV1 {
  @IsString()
  readonly fact!: string;

  @ForeignId()
  readonly id!: string;
}

/** Why a number can move. */
export const causes = [
  'merit',
  'high-merit',
  'recovery',
  'designation-small-business',
  'designation-corporate',
  'credits-won',
  'late-bills',
  'falling-spend',
  'loss-of-designation',
  'credit-taken-back',
] as const;

/** Why a number moved, and the facts that it rests on (CV-22). */
export class ValueReasonV1 {
  @OneOf(causes)
  readonly cause!: (typeof causes)[number];

  @NestedList(() => FactNameV1, MOST_FACTS)
  readonly facts!: readonly FactNameV1[];
}

/** The value number is another one (CV-22). */
export class ValueChangedV1 extends StandingV1 {
  @IsIn(valueNumbers)
  readonly from!: ValueNumber;

  @IsIn(valueNumbers)
  readonly to!: ValueNumber;

  @NestedList(() => ValueReasonV1, MOST_REASONS)
  readonly reasons!: readonly ValueReasonV1[];

  @PolicyVersion()
  readonly policyVersion!: number;
}

/** Something was decided at our discretion (CV-09). */
export class ConcessionDecidedV1 extends OfCustomerV1 {
  @ForeignId()
  readonly concessionId!: string;

  @OneOf(concessionKinds)
  readonly kind!: (typeof concessionKinds)[number];

  @Equals('discretionary')
  readonly outcome!: 'discretionary';

  /** `otherwise`: a supervisor gave another amount than the policy's table. */
  @OneOf(['granted', 'denied', 'otherwise'])
  readonly decision!: 'granted' | 'denied' | 'otherwise';

  /** Unless it was denied. */
  @Optional()
  @Nested(() => MoneyV1)
  readonly granted?: MoneyV1;
}

/** What a customer is entitled to was decided, by its grounds alone (CV-09, RT-14). */
export class EntitlementDecidedV1 extends OfCustomerV1 {
  @OneOf(claimKinds)
  readonly claim!: (typeof claimKinds)[number];

  /** The bill or the complaint. */
  @ForeignId()
  readonly claimId!: string;

  @Equals('entitled')
  readonly outcome!: 'entitled';

  @OneOf(['granted', 'denied'])
  readonly decision!: 'granted' | 'denied';

  /** Unless it was denied. */
  @Optional()
  @Nested(() => MoneyV1)
  readonly granted?: MoneyV1;
}

/** A line used more data in a period than is usual, and fraud & abuse is asked to look at it (CV-20, CV-21). */
export class UsageFlagRaisedV1 extends OfCustomerV1 {
  @FlagId()
  readonly flagId!: string;

  @Equals('unusual-usage')
  readonly flag!: 'unusual-usage';

  @ForeignId()
  readonly lineId!: string;

  @Period()
  readonly period!: string;
}

/** Fraud & abuse has answered (CV-21). */
export class UsageFlagClosedV1 extends OfCustomerV1 {
  @FlagId()
  readonly flagId!: string;

  @OneOf(['cleared', 'confirmed'])
  readonly answer!: 'cleared' | 'confirmed';
}

/** A grandfathered plan is lost, with the customer's consent (CV-19). */
export class GrandfatheredPlanForfeitedV1 extends OfCustomerV1 {
  @ForeignId()
  readonly offerId!: string;

  @ForeignId()
  readonly lineId!: string;

  @ForeignId()
  readonly plan!: string;
}

/** What customer value publishes. */
export const customerValueEvents = {
  customerStandingChanged: messageType('CustomerStandingChanged', 1, CustomerStandingChangedV1),
  valueChanged: messageType('ValueChanged', 1, ValueChangedV1),
  concessionDecided: messageType('ConcessionDecided', 1, ConcessionDecidedV1),
  entitlementDecided: messageType('EntitlementDecided', 1, EntitlementDecidedV1),
  usageFlagRaised: messageType('UsageFlagRaised', 1, UsageFlagRaisedV1),
  usageFlagClosed: messageType('UsageFlagClosed', 1, UsageFlagClosedV1),
  grandfatheredPlanForfeited: messageType('GrandfatheredPlanForfeited', 1, GrandfatheredPlanForfeitedV1),
} as const;

/** Any event that customer value publishes. */
export type CustomerValueEventV1 = MessageOf<(typeof customerValueEvents)[keyof typeof customerValueEvents]>;
