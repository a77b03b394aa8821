import type { Command, Decider } from './decider.js';
import type { EventMetadata } from './event-metadata.js';
import type { Revision, StreamName } from './ids.js';
import { isEqualJson } from './json.js';
import type { Message } from './message.js';
import { decisionEvents, isOutcomeEvent } from './outcome.js';
import type { Policies } from './policy.js';
import type { StoredEvent } from './ports.js';

/** The first event that the decider of today would not decide as it was decided. */
export interface ReplayFault {
  readonly stream: StreamName;
  readonly revision: Revision;
  readonly command: string;
  readonly decided: readonly Message[];
  readonly stored: readonly Message[];
}

/** What a replay found: the state at the end, and the first decision that came out otherwise, if one did. */
export interface Replay<State> {
  readonly state: State;
  readonly commands: number;
  readonly fault: ReplayFault | undefined;
}

type Stored = StoredEvent<EventMetadata>;

/**
 * Decides every recorded command of a stream again, on the state before it, with the facts and under the policy of then.
 *
 * @param events the stream from its first event on
 * @throws {UnknownPolicy} when the stream rests on a version that is not in the book
 */
export function replayStream<C extends Command, E extends Message, State, Reason extends string, P extends object>(
  decider: Decider<C, E, State, Reason, P>,
  policies: Pick<Policies<P>, 'pinned'>,
  events: readonly Stored[],
): Replay<State> {
  let state = decider.initial;
  let commands = 0;
  for (const append of appendsOf(events)) {
    const [first] = append;
    const recorded = first?.metadata.command;
    if (!first || !recorded) throw new Error('an append without its command cannot be replayed');
    commands += 1;
    const policy = policies.pinned(first.metadata.policy);
    // What was recorded is what the decider was given.
    const decided = decisionEvents(recorded.type, decider.decide(recorded as never, state, policy));
    if (!isEqualJson(decided.map(message), append.map(message))) {
      const { stream, revision } = first;
      return { state, commands, fault: { stream, revision, command: recorded.type, decided, stored: append } };
    }
    state = (append.filter((event) => !isOutcomeEvent(event)) as readonly Message[] as readonly E[]).reduce(
      decider.evolve,
      state,
    );
  }
  return { state, commands, fault: undefined };
}

const message = ({ type, data }: Message): Message => ({ type, data });

function* appendsOf(events: readonly Stored[]): Generator<readonly Stored[]> {
  let start = 0;
  while (start < events.length) {
    const count = events[start]?.metadata.append.count ?? 1;
    yield events.slice(start, start + count);
    start += count;
  }
}
