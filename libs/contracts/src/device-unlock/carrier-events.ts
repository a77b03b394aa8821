import { ArrayMaxSize, IsArray, IsBoolean, IsIn } from 'class-validator';
import { ForeignId, Instant, Nested, NestedList, OneOf, Optional, Uuid } from '../fields/index.js';
import { messageType } from '../message-type.js';
import { TravelV1 } from './carrier-commands.js';
import { blockingConditions } from './facts.js';

const CONDITIONS = 5;
const CRITERIA = 3;

abstract class OfCarrierUnlockRequestV1 {
  @Uuid()
  readonly requestId!: string;
}

/** One condition of the entitlement, and whether it holds (DU-11). What it was judged by is not told. */
export class ConditionResultV1 {
  @OneOf(['not-blocked', 'still-locked', 'own-account', 'settled', 'days-active'])
  readonly condition!: 'not-blocked' | 'still-locked' | 'own-account' | 'settled' | 'days-active';

  @OneOf(['met', 'not-met', 'unknown'])
  readonly result!: 'met' | 'not-met' | 'unknown';
}

/** One criterion of an unlock for a journey, and whether it holds (DU-12). */
export class CriterionResultV1 {
  @OneOf(['attitude', 'trip-length', 'trip-near'])
  readonly criterion!: 'attitude' | 'trip-length' | 'trip-near';

  @OneOf(['met', 'not-met'])
  readonly result!: 'met' | 'not-met';
}

/** A customer asked for a carrier lock to be taken off. */
export class CarrierUnlockRequestedV1 extends OfCarrierUnlockRequestV1 {
  @ForeignId()
  readonly customerId!: string;

  @Optional()
  @Nested(() => TravelV1)
  readonly travel?: TravelV1;

  @Optional()
  @ForeignId()
  readonly tradeInId?: string;

  /** By when it must be answered (DU-11). */
  @Instant()
  readonly dueAt!: string;
}

abstract class CarrierUnlockAnsweredV1 extends OfCarrierUnlockRequestV1 {
  /** Whether the answer follows from an entitlement, or is at our discretion. */
  @OneOf(['entitled', 'discretionary'])
  readonly outcome!: 'entitled' | 'discretionary';

  @NestedList(() => ConditionResultV1, CONDITIONS)
  readonly conditions!: readonly ConditionResultV1[];

  /** None where no discretion was asked for. */
  @NestedList(() => CriterionResultV1, CRITERIA)
  readonly criteria!: readonly CriterionResultV1[];

  /** Whether the answer came after its deadline. */
  @IsBoolean()
  readonly isLate!: boolean;
}

/** The lock may be taken off (DU-11, DU-12). */
export class CarrierUnlockGrantedV1 extends CarrierUnlockAnsweredV1 {}

/** The lock stays (DU-09, DU-11, DU-12). */
export class CarrierUnlockDeniedV1 extends CarrierUnlockAnsweredV1 {}

/** Nothing was answered in time (DU-11). */
export class DeadlineMissedV1 extends OfCarrierUnlockRequestV1 {
  @Instant()
  readonly dueAt!: string;
}

/** The code has reached whoever asked for it (DU-13). */
export class CarrierUnlockCompletedV1 extends OfCarrierUnlockRequestV1 {}

/** The device was reported before anybody saw its code (DU-09). */
export class CarrierUnlockRevokedV1 extends OfCarrierUnlockRequestV1 {
  @IsArray()
  @ArrayMaxSize(blockingConditions.length)
  @IsIn(blockingConditions, { each: true })
  readonly because!: readonly (typeof blockingConditions)[number][];
}

/** What device unlock publishes about carrier locks. */
export const carrierUnlockEvents = {
  carrierUnlockRequested: messageType('CarrierUnlockRequested', 1, CarrierUnlockRequestedV1),
  carrierUnlockGranted: messageType('CarrierUnlockGranted', 1, CarrierUnlockGrantedV1),
  carrierUnlockDenied: messageType('CarrierUnlockDenied', 1, CarrierUnlockDeniedV1),
  deadlineMissed: messageType('DeadlineMissed', 1, DeadlineMissedV1),
  carrierUnlockCompleted: messageType('CarrierUnlockCompleted', 1, CarrierUnlockCompletedV1),
  carrierUnlockRevoked: messageType('CarrierUnlockRevoked', 1, CarrierUnlockRevokedV1),
} as const;
