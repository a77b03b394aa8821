import { IsArray, IsInt, IsObject, IsString, Min } from 'class-validator';
import { Instant, OneOf } from './fields/index.js';

/** One decision, and all that it rests on, but for the rules, which are each context's own. */
export abstract class ExplainedV1 {
  /** Of the last event that it left. */
  @IsInt()
  @Min(0)
  readonly revision!: number;

  @Instant()
  readonly at!: string;

  @IsString()
  readonly command!: string;

  /** The command's data. What stands for a personal value stays a token. */
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

  /** Name, version and hash of the policy. */
  @IsString()
  readonly policy!: string;

  /** What would have had to be different: each alone would have led to a yes. */
  @IsArray()
  @IsObject({ each: true })
  readonly counterfactuals!: readonly object[];
}
