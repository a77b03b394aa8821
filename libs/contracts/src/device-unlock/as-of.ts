import { IsArray, IsObject } from 'class-validator';
import { Nested } from '../fields/index.js';
import { ActivationLockRequestV1 } from './answers.js';
import { CarrierUnlockRequestV1 } from './carrier-answers.js';

abstract class WithFactsV1 {
  /** What other streams said by then, each with stream and revision; revision -1 where there was none. */
  @IsArray()
  @IsObject({ each: true })
  readonly facts!: readonly object[];
}

/** How an activation-lock request stood at a moment, and what was known then. */
export class ActivationLockRequestAsOfV1 extends WithFactsV1 {
  @Nested(() => ActivationLockRequestV1)
  readonly state!: ActivationLockRequestV1;
}

/** How a carrier-unlock request stood at a moment, and what was known then. */
export class CarrierUnlockRequestAsOfV1 extends WithFactsV1 {
  @Nested(() => CarrierUnlockRequestV1)
  readonly state!: CarrierUnlockRequestV1;
}
