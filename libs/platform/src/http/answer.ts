import type { Answer, Position } from '@tierline/kernel';
import { unreachable } from '@tierline/kernel';
import type { ReceivedCommand } from '../door/received-command.js';
import type { Disclosure } from '../privacy/personal-data.js';
import { entityTag } from './if-match.js';
import { encodePosition } from './position-token.js';
import { ProblemError, problemKinds, type ProblemMembers } from './problem.js';

/** The header that says up to where a client's view of the service reaches. */
export const POSITION_HEADER = 'Tierline-Position';

/** What the body of the answer to a command says. */
export interface CommandAnswer {
  readonly outcome: 'accepted' | 'no-effect';
  /** The aggregate that the command was about. */
  readonly subject: string;
  readonly revision: number;
  readonly stateRevision: number;
  readonly position: string;
  /** Whether this is the answer to an earlier request with the same `Idempotency-Key`. */
  readonly repeated: boolean;
  /** Kept values in the clear, by their fields, when the command asked to see them. */
  readonly disclosed?: Readonly<Record<string, string>>;
  /** What the route tells besides, where it tells anything. */
  readonly answer?: object;
}

/** What became of a command, with what its route tells besides. A refusal tells nothing but itself. */
export interface AnsweredExecution<Answer extends object = object> {
  readonly execution: Disclosure;
  readonly answer: Answer | undefined;
}

/** An answer with the headers that belong to it. */
export interface Reply<Body> {
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Body;
}

/** How a service wants its answers. */
export interface AnswerOptions {
  /** The status of a refusal by its reason; 409 for a reason that is not named. */
  readonly statusOf: Readonly<Partial<Record<string, number>>>;
  /** The epoch of the store, as position tokens carry it. */
  readonly epoch: () => number;
}

/**
 * The answer to a command that was executed.
 *
 * @param location the URL of what it has made, for a command that makes something
 * @param answer what the route tells besides
 * @throws {ProblemError} for every outcome that is not a yes
 */
export function answerTo(
  command: Pick<ReceivedCommand, 'subject'>,
  execution: Disclosure,
  options: AnswerOptions,
  location?: string,
  answer?: object,
): Reply<CommandAnswer> {
  switch (execution.outcome) {
    case 'accepted':
    case 'no-effect': {
      const { outcome, revision, stateRevision, repeated, disclosed } = execution;
      const position = token(execution.position, options);
      return {
        headers: { ...headersOf(execution, options), ...(location !== undefined && { Location: location }) },
        body: {
          ...{ outcome, subject: command.subject, revision, stateRevision, position, repeated },
          ...(disclosed && { disclosed }),
          ...(answer && { answer }),
        },
      };
    }
    case 'refused':
      throw refusal(execution, options);
    case 'unknown-stream':
      throw new ProblemError('not-found', `There is no ${command.subject}`);
    case 'command-id-reused':
      throw new ProblemError('command-id-reused', 'Use another Idempotency-Key for another command');
    case 'precondition-failed': {
      const { stateRevision } = execution;
      const headers = stateRevision < 0 ? {} : { ETag: entityTag(stateRevision) };
      const detail = 'Read it again, and decide whether the command still stands';
      throw new ProblemError('precondition-failed', detail, { members: { stateRevision }, headers });
    }
    default:
      return unreachable(execution);
  }
}

function refusal(execution: Answer & { outcome: 'refused'; repeated: boolean }, options: AnswerOptions): ProblemError {
  const { reason, rule, revision, stateRevision, repeated } = execution;
  const position = token(execution.position, options);
  const members: ProblemMembers = { reason, rule, revision, stateRevision, position, repeated };
  const status = options.statusOf[reason] ?? problemKinds.refused.status;
  return new ProblemError('refused', `${reason} (${rule})`, {
    members,
    status,
    headers: headersOf(execution, options),
  });
}

const headersOf = ({ position, stateRevision }: Answer, options: AnswerOptions) => ({
  [POSITION_HEADER]: token(position, options),
  // A command that was refused before anything was has left no state to tag.
  ...(stateRevision >= 0 && { ETag: entityTag(stateRevision) }),
});

const token = (position: Position, { epoch }: AnswerOptions): string => encodePosition({ epoch: epoch(), position });
