import type { EventMetadata } from './event-metadata.js';
import type { CommandId } from './ids.js';
import type { Message } from './message.js';
import { endingOf, isOutcomeEvent, type Answer } from './outcome.js';
import type { PolicyReference } from './policy.js';
import type { StoredEvent } from './ports.js';

/** Everything a stream says, complete up to `revision`: the state, and the answer to every command it ever took. */
export interface History<State> {
  readonly state: State;
  readonly revision: number;
  readonly stateRevision: number;
  /** The hash of the last event. */
  readonly hash: string | null;
  /** The policy that the stream began under. */
  readonly policy: PolicyReference | undefined;
  /** Only ever grows, and is shared by the continuations of one history. */
  readonly answers: Map<CommandId, KnownCommand>;
}

/** A command that the stream has taken: what it was, and what was answered. */
export interface KnownCommand {
  readonly digest: string;
  readonly answer: Answer;
}

/** The history of a stream that does not exist. */
export const noHistory = <State>(initial: State): History<State> => ({
  state: initial,
  revision: -1,
  stateRevision: -1,
  hash: null,
  policy: undefined,
  answers: new Map(),
});

/** A stream holds an event that cannot follow what came before: it was not written by the executor. */
export class BrokenHistory extends Error {
  override readonly name = 'BrokenHistory';
  constructor(
    readonly stream: string,
    readonly revision: number,
    problem: string,
  ) {
    super(`${stream}@${String(revision)}: ${problem}`);
  }
}

/**
 * Continues a history with the events that follow it.
 *
 * @throws {BrokenHistory} when an event does not follow, or tells nothing of its command
 */
export function continueHistory<State, E extends Message>(
  history: History<State>,
  events: readonly StoredEvent<EventMetadata>[],
  evolve: (state: State, event: E) => State,
): History<State> {
  let { state, revision, stateRevision, hash, policy } = history;
  const taken: [CommandId, KnownCommand][] = [];
  let command: EventMetadata['command'];
  for (const event of events) {
    const { append, chain, policy: decidedUnder } = event.metadata as Partial<EventMetadata>;
    if (!append || !chain || !decidedUnder)
      throw new BrokenHistory(event.stream, event.revision, 'it was not written by an executor');
    if (event.revision !== revision + 1)
      throw new BrokenHistory(event.stream, event.revision, 'revision does not follow');
    revision = event.revision;
    hash = chain.hash;
    policy ??= decidedUnder;
    if (!isOutcomeEvent(event)) {
      // The registry has vouched for the type before anything was stored or is folded.
      state = evolve(state, event as Message as E);
      stateRevision = revision;
    }
    if (append.index === 0) command = event.metadata.command;
    if (append.index < append.count - 1) continue;
    if (command === undefined) throw new BrokenHistory(event.stream, event.revision, 'the append names no command');
    const answer = { ...endingOf(event), last: event.type, revision, position: event.position, stateRevision };
    taken.push([command.id, { digest: command.digest, answer }]);
  }
  for (const [id, known] of taken) history.answers.set(id, known);
  return { state, revision, stateRevision, hash, policy, answers: history.answers };
}
