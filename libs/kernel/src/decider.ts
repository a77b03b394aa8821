import type { CommandId, Instant, Revision, StreamName } from './ids.js';
import type { Message } from './message.js';
import type { Policy } from './policy.js';
import type { Rejection } from './rejection.js';

/** On whose behalf a command came. Taken from the token or the ingress topic, never from a body. */
export interface Actor {
  readonly id: string;
  readonly role: string;
  readonly channel: string;
  readonly employer?: string;
  readonly site?: string;
}

/** What another stream says, as it was known when the decision was made. Revision -1: that stream did not exist. */
export interface Fact<Value> {
  readonly value: Value;
  readonly stream: StreamName;
  readonly revision: Revision;
}

/** Facts of a command that needs none. */
export type NoFacts = Readonly<Record<never, never>>;

/** A wish, with everything that its decision may rest on besides the state and the policy. */
export interface Command<
  Type extends string = string,
  Data extends object = object,
  Facts extends object = object,
> extends Message<Type, Data> {
  readonly id: CommandId;
  readonly at: Instant;
  readonly actor: Actor;
  readonly facts: Facts;
}

/**
 * The whole behaviour of one kind of aggregate, pure: the same command, state and policy give the same answer for ever.
 *
 * `decide` answers with events (yes), `[]` (it is already so) or a rejection (a business no), and never throws.
 * `evolve` makes the next state of an event; it decides nothing.
 */
export interface Decider<C extends Command, E extends Message, State, Reason extends string, P extends object> {
  readonly initial: State;
  readonly decide: (command: C, state: State, policy: Policy<P>) => readonly E[] | Rejection<Reason>;
  readonly evolve: (state: State, event: E) => State;
}
