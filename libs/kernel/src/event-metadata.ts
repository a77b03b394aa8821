import type { Actor } from './decider.js';
import type { CommandId, Instant } from './ids.js';
import type { PolicyReference } from './policy.js';

/** The command behind an append, with the facts it was decided on: enough to decide again. */
export interface RecordedCommand {
  readonly id: CommandId;
  readonly type: string;
  readonly data: object;
  readonly at: Instant;
  readonly actor: Actor;
  readonly facts: object;
  /** Of type, data and actor: tells a repeated command from another one under the same id. */
  readonly digest: string;
}

/** What stands beside every stored event. */
export interface EventMetadata {
  readonly $correlationId: string;
  /** The id of the command. */
  readonly $causationId: string;
  /** Which event of its append this is, and of how many. */
  readonly append: { readonly index: number; readonly count: number };
  /** On the first event of an append only. */
  readonly command?: RecordedCommand;
  readonly policy: PolicyReference;
  /** The build of the decider that decided. */
  readonly build: string;
  /** W3C trace context of the request that led here. */
  readonly traceparent?: string;
  /** The hash chain of the stream: the hash of the event before, and the hash of this one with that. */
  readonly chain: { readonly previous: string | null; readonly hash: string };
}

/** Where a command came from, as far as no decision rests on it. */
export interface Envelope {
  readonly correlationId: string;
  readonly traceparent?: string;
  /** The state revision that the sender has seen; with another one the command is not executed (`If-Match`). */
  readonly ifStateRevision?: number;
  /** What stands in the command for personal values of somebody who can be forgotten. It is not stored. */
  readonly covered?: readonly CoveredValue[];
}

/** A token or a sealed text in the data of a command. */
export interface CoveredValue {
  /** Whose value it stands for. */
  readonly subject: string;
  readonly text: string;
}
