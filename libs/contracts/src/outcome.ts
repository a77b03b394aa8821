import { IsInt, IsString, Matches, Min } from 'class-validator';
import { OneOf, Optional, Uuid } from './fields/index.js';
import { messageType } from './message-type.js';

/** What became of one command: published once for each command that was executed, in the order of its aggregate. */
export class CommandOutcomeV1 {
  @Uuid()
  readonly commandId!: string;

  /** The command's name, as `SubmitProof`. */
  @IsString()
  readonly command!: string;

  @OneOf(['accepted', 'refused', 'no-effect'])
  readonly outcome!: 'accepted' | 'refused' | 'no-effect';

  /** Of a refusal: why, for programs. */
  @Optional()
  @IsString()
  readonly reason?: string;

  /** Of a refusal: the rule that demands it, as `DU-04`. */
  @Optional()
  @Matches(/^(RT|CV|DU|QA|CC)-\d\d$/)
  readonly rule?: string;

  /** The aggregate that the command was about. */
  @IsString()
  readonly subject!: string;

  /** The revision of the aggregate's stream after the command. */
  @IsInt()
  @Min(0)
  readonly revision!: number;
}

/** The outcome of a command, the same for every context. */
export const commandOutcome = messageType('CommandOutcome', 1, CommandOutcomeV1);
