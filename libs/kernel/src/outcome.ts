import type { RuleId } from './ids.js';
import type { Message } from './message.js';
import type { Position } from './ports.js';
import { isRejection, type Rejection } from './rejection.js';

/** A business no, kept: what was wanted, why not, and by which rule. */
export type CommandRefused = Message<'CommandRefused', { command: string; reason: string; rule: RuleId }>;

/** It was already so: the command was right and changed nothing. */
export type CommandHadNoEffect = Message<'CommandHadNoEffect', { command: string }>;

/** What the executor stores in a stream besides the events of its decider. No decider ever sees them. */
export type OutcomeEvent = CommandRefused | CommandHadNoEffect;

/** Whether an event only tells how a command ended. */
export const isOutcomeEvent = (event: Message): event is OutcomeEvent =>
  event.type === 'CommandRefused' || event.type === 'CommandHadNoEffect';

/** What is stored of a decision: its events, or else the no, or that it was already so. */
export function decisionEvents(command: string, decision: readonly Message[] | Rejection): readonly Message[] {
  if (isRejection(decision)) {
    const { rejected, rule } = decision;
    return [{ type: 'CommandRefused', data: { command, reason: rejected, rule } } satisfies CommandRefused];
  }
  if (decision.length > 0) return decision;
  return [{ type: 'CommandHadNoEffect', data: { command } } satisfies CommandHadNoEffect];
}

/** How a command ended, as its one append says it. */
export type Ending =
  | { readonly outcome: 'accepted' }
  | { readonly outcome: 'refused'; readonly reason: string; readonly rule: RuleId }
  | { readonly outcome: 'no-effect' };

/** The ending that an append tells by its last event. */
export function endingOf(event: Message): Ending {
  if (!isOutcomeEvent(event)) return { outcome: 'accepted' };
  return event.type === 'CommandRefused'
    ? { outcome: 'refused', reason: event.data.reason, rule: event.data.rule }
    : { outcome: 'no-effect' };
}

/** The stored answer to a command. */
export type Answer = Ending & {
  /** The type of the last event of the append. */
  readonly last: string;
  /** Revision and position of the last event of the append. */
  readonly revision: number;
  readonly position: Position;
  /** The last revision that changed the state, as of this append (the ETag). */
  readonly stateRevision: number;
};

/** What became of an execution. Only an `Answer` left something in the store. */
export type Execution =
  | (Answer & { readonly repeated: boolean })
  /** The command does not create, and there is no such stream. */
  | { readonly outcome: 'unknown-stream' }
  /** This command id was used for something else: a mistake of the sender. */
  | { readonly outcome: 'command-id-reused' }
  /** The state moved since the sender saw it. */
  | { readonly outcome: 'precondition-failed'; readonly stateRevision: number };
