import { IsArray, IsString, Matches } from 'class-validator';
import { ExplainedV1 } from '../explained-decision.js';
import { Nested, Optional } from '../fields/index.js';

/** Why a command was refused. */
export class RefusalV1 {
  /** For programs. */
  @IsString()
  readonly reason!: string;

  /** The rule that demands it, as `DU-04`. */
  @Matches(/^DU-\d\d$/)
  readonly rule!: string;
}

/** One decision of a request, and all that it rests on. What stands for a personal value stays a token. */
export class ExplainedDecisionV1 extends ExplainedV1 {
  /** Unless it was refused there is none. */
  @Optional()
  @Nested(() => RefusalV1)
  readonly refusal?: RefusalV1;

  @IsArray()
  @Matches(/^DU-\d\d$/, { each: true })
  readonly rules!: readonly string[];
}
