import type { Actor, Fact } from './decider.js';
import type { EventMetadata, RecordedCommand } from './event-metadata.js';
import type { Revision, RuleId } from './ids.js';
import type { Message } from './message.js';
import { isOutcomeEvent } from './outcome.js';
import type { PolicyReference } from './policy.js';
import type { StoredEvent } from './ports.js';

/** One append of a stream, as it was decided: everything that it rests on, and what came of it. */
export interface RecordedDecision<State, E extends Message> {
  readonly command: RecordedCommand;
  readonly policy: PolicyReference;
  /** The state that the decision was made in. */
  readonly before: State;
  readonly events: readonly E[];
  readonly refusal: { readonly reason: string; readonly rule: RuleId } | null;
  /** Of the last event of the append. */
  readonly revision: Revision;
}

/** An input of a decision that came from elsewhere; without a place when it is a plain value such as a day. */
export interface ExplainedFact {
  readonly name: string;
  readonly value: unknown;
  readonly place: { readonly stream: string; readonly revision: Revision } | null;
}

/** What can be said of any decision. */
export interface Explanation<Counterfactual> {
  readonly revision: Revision;
  readonly at: string;
  readonly command: string;
  readonly inputs: object;
  readonly actor: Actor;
  readonly facts: readonly ExplainedFact[];
  readonly outcome: 'accepted' | 'refused' | 'no-effect';
  /** What was decided, with every field's result where fields were compared. */
  readonly decided: readonly Message[];
  /** Unless it was refused there is none. */
  readonly refusal?: { readonly reason: string; readonly rule: RuleId };
  readonly rules: readonly RuleId[];
  readonly policy: PolicyReference;
  /** Each alone would have led to a yes; none where it was a yes, or where nothing could have. */
  readonly counterfactuals: readonly Counterfactual[];
}

/**
 * Takes a stream apart into the decisions that made it, oldest first.
 *
 * @param history the whole stream from revision 0
 */
export function recordedDecisions<State, E extends Message>(
  history: readonly StoredEvent<EventMetadata>[],
  { initial, evolve }: { readonly initial: State; readonly evolve: (state: State, event: E) => State },
): readonly RecordedDecision<State, E>[] {
  const decisions: RecordedDecision<State, E>[] = [];
  let state = initial;
  for (const { metadata, revision, type, data } of history) {
    const event: Message = { type, data };
    const isOutcome = isOutcomeEvent(event);
    const own = isOutcome ? [] : [event as E];
    const last = decisions.at(-1);
    if (metadata.command !== undefined) {
      const { command, policy } = metadata;
      const refusal = isOutcome && event.type === 'CommandRefused' ? event.data : null;
      const told = refusal && { reason: refusal.reason, rule: refusal.rule };
      decisions.push({ command, policy, before: state, events: own, refusal: told, revision });
    } else if (last) decisions[decisions.length - 1] = { ...last, events: [...last.events, ...own], revision };
    state = own.reduce(evolve, state);
  }
  return decisions;
}

/** Says of a decision what can be said of any. */
export function explain<State, E extends Message, Counterfactual>(
  { command, policy, events, refusal, revision }: RecordedDecision<State, E>,
  rulesOf: (event: E) => readonly RuleId[],
  counterfactuals: readonly Counterfactual[],
): Explanation<Counterfactual> {
  const rules = refusal ? [refusal.rule] : events.flatMap(rulesOf);
  return {
    revision,
    at: command.at,
    command: command.type,
    inputs: command.data,
    actor: command.actor,
    facts: Object.entries(command.facts).map(([name, value]) => explainedFact(name, value)),
    outcome: refusal ? 'refused' : events.length > 0 ? 'accepted' : 'no-effect',
    decided: events,
    ...(refusal && { refusal }),
    rules: [...new Set(rules)],
    policy,
    counterfactuals,
  };
}

function explainedFact(name: string, value: unknown): ExplainedFact {
  if (!isFact(value)) return { name, value, place: null };
  const { stream, revision } = value;
  return { name, value: value.value, place: { stream, revision } };
}

const isFact = (value: unknown): value is Fact<unknown> =>
  typeof value === 'object' && value !== null && 'value' in value && 'stream' in value && 'revision' in value;
