import { IsArray, IsIn, IsInt, IsObject, IsString, Matches, Min } from 'class-validator';
import { ExplainedV1 } from '../explained-decision.js';
import { Instant, Nested, NestedList, OneOf, Optional } from '../fields/index.js';
import { causes, valueNumbers, type ValueNumber } from './events.js';

const MOST_STEPS = 10_000;
const MOST_REASONS = 20;
const RULE = /^(?:CV|RT)-\d\d$/;

/** Why a command of customer value was refused. */
export class CustomerRefusalV1 {
  /** For programs. */
  @IsString()
  readonly reason!: string;

  /** The rule that demands it, as `CV-21`. */
  @Matches(RULE)
  readonly rule!: string;
}

/** One decision about a customer, and all that it rests on. */
export class ExplainedCustomerDecisionV1 extends ExplainedV1 {
  /** Unless it was refused there is none. */
  @Optional()
  @Nested(() => CustomerRefusalV1)
  readonly refusal?: CustomerRefusalV1;

  @IsArray()
  @Matches(RULE, { each: true })
  readonly rules!: readonly string[];
}

/** Why a number moved. */
export class ExplainedReasonV1 {
  @OneOf(causes)
  readonly cause!: (typeof causes)[number];

  @IsArray()
  @Matches(RULE, { each: true })
  readonly rules!: readonly string[];

  /** The facts of the customer's own history that it rests on: kind, id, revision, and what was told. */
  @IsArray()
  @IsObject({ each: true })
  readonly facts!: readonly object[];
}

/** One step of a number (CV-22). */
export class ExplainedStepV1 {
  @IsInt()
  @Min(0)
  readonly revision!: number;

  @Instant()
  readonly at!: string;

  @IsIn(valueNumbers)
  readonly from!: ValueNumber;

  @IsIn(valueNumbers)
  readonly to!: ValueNumber;

  @NestedList(() => ExplainedReasonV1, MOST_REASONS)
  readonly reasons!: readonly ExplainedReasonV1[];

  /** Name, version and hash of the policy. */
  @IsString()
  readonly policy!: string;
}

/** A customer's number at a moment, how it came about, and what would make it more generous (CV-22). */
export class ExplainedValueV1 {
  @IsIn(valueNumbers)
  readonly value!: ValueNumber;

  /** Of the last event that was known. */
  @IsInt()
  @Min(0)
  readonly revision!: number;

  @NestedList(() => ExplainedStepV1, MOST_STEPS)
  readonly steps!: readonly ExplainedStepV1[];

  /** The nearest changes, each of which alone would make it more generous, and to which number. */
  @IsArray()
  @IsObject({ each: true })
  readonly counterfactuals!: readonly object[];
}
