import { IsArray, IsInt, IsObject, IsString, Matches, Min } from 'class-validator';
import { Instant, Nested, OneOf, Optional } from '../fields/index.js';

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
export class ExplainedDecisionV1 {
  /** Of the last event that it left. */
  @IsInt()
  @Min(0)
  readonly revision!: number;

  @Instant()
  readonly at!: string;

  @IsString()
  readonly command!: string;

  /** The command's data. */
  @IsObject()
  readonly inputs!: object;

  @IsObject()
  readonly actor!: object;

  /** What other streams said, each with stream and revision: what was known then. */
  @IsArray()
  @IsObject({ each: true })
  readonly facts!: readonly object[];

  @OneOf(['accepted', 'refused', 'no-effect'])
  readonly outcome!: 'accepted' | 'refused' | 'no-effect';

  /** What was decided, with every field's result where fields were compared. */
  @IsArray()
  @IsObject({ each: true })
  readonly decided!: readonly object[];

  /** Unless it was refused there is none. */
  @Optional()
  @Nested(() => RefusalV1)
  readonly refusal?: RefusalV1;

  @IsArray()
  @Matches(/^DU-\d\d$/, { each: true })
  readonly rules!: readonly string[];

  /** Name, version and hash of the policy. */
  @IsString()
  readonly policy!: string;

  /** What would have had to be different: each alone would have led to a yes. */
  @IsArray()
  @IsObject({ each: true })
  readonly counterfactuals!: readonly object[];
}
