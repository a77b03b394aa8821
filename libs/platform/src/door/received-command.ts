import type { Actor, CommandId, Envelope, Execution, Instant } from '@tierline/kernel';

/** A command that has come through a door: valid, with an id and an actor that its body could not choose. */
export interface ReceivedCommand<Data extends object = object> {
  readonly id: CommandId;
  /** The contract's name for it, as `SubmitProof`. */
  readonly type: string;
  /** The id of the aggregate that it is about. */
  readonly subject: string;
  readonly data: Data;
  /** When it came through the door. */
  readonly at: Instant;
  readonly actor: Actor;
  readonly envelope: Envelope;
}

/** What a service does with a received command; both doors call the same one. */
export type HandleCommand = (command: ReceivedCommand) => Promise<Execution>;
