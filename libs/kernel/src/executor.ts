import type { Command, Decider, NoFacts } from './decider.js';
import type { Envelope, EventMetadata } from './event-metadata.js';
import { continueHistory, noHistory, type History } from './history.js';
import type { StreamName } from './ids.js';
import { lanes } from './lanes.js';
import type { Message } from './message.js';
import { decisionEvents, type Execution } from './outcome.js';
import type { Policies, Policy } from './policy.js';
import { OutcomeUnknown, type Digest, type EventStore, type NewEvent, type StoredEvent } from './ports.js';
import { Recent } from './recent.js';
import { commandDigest, recordAppend } from './record.js';
import { checkStored, type EventRegistry } from './registry.js';
import { isRepeatedSinceForgotten } from './repeated.js';

/** How many events the histories that are kept in memory have together: a long one takes the place of many. */
const EVENTS_IN_MEMORY = 100_000;

/** What an executor of one kind of aggregate is made of. `Ahead`: what may have been asked before the command was complete. */
export interface ExecutorOptions<
  C extends Command,
  E extends Message,
  State,
  Reason extends string,
  P extends object,
  Ahead = undefined,
> {
  readonly decider: Decider<C, E, State, Reason, P>;
  /** The commands that may begin a stream. */
  readonly creates: readonly C['type'][];
  /**
   * Completes a command that is new to the stream with the facts that its decision rests on. `policy`: what it is decided under.
   * `envelope`: for what has to be stored elsewhere before there is a fact. `ahead`: what was asked for this command before; a
   * command that has to be decided again asks anew.
   */
  readonly gather: (
    command: Undecided<C>,
    state: State,
    policy: Policy<P>,
    envelope: Envelope,
    ahead: Ahead | undefined,
  ) => C | Promise<C>;
  readonly policies: Policies<P>;
  readonly registry: EventRegistry;
  readonly store: EventStore;
  readonly digest: Digest;
  /** Names the code that decides. */
  readonly build: string;
  /** How often a command is decided before a contended stream is left to a later try. */
  readonly attempts?: number;
}

/** A command whose facts have not been gathered yet. */
export type Undecided<C extends Command> = C extends Command ? Omit<C, 'facts'> : never;

/** Gathers for a command whose decision rests on nothing but its own stream. */
export const noFacts = <C extends Omit<Command, 'facts'>>(command: C): C & { readonly facts: NoFacts } => ({
  ...command,
  facts: {},
});

/**
 * Executes a command on a stream: once, however often it comes.
 *
 * @throws {ContendedStream | OutcomeUnknown} try the same command again later
 * @throws {UnknownPolicy | UnregisteredEvent | BrokenHistory} this build must not decide about that stream
 */
export type Execute<C extends Command, Ahead = undefined> = (
  stream: StreamName,
  command: Undecided<C>,
  envelope: Envelope,
  ahead?: Ahead,
) => Promise<Execution>;

/** Others kept writing to the stream; nothing of this command was stored. */
export class ContendedStream extends Error {
  override readonly name = 'ContendedStream';
  constructor(
    readonly stream: StreamName,
    readonly attempts: number,
  ) {
    super(`${stream} moved under ${String(attempts)} attempts`);
  }
}

/** Makes the executor of one kind of aggregate. */
export function executor<
  C extends Command,
  E extends Message,
  State,
  Reason extends string,
  P extends object,
  Ahead = undefined,
>(options: ExecutorOptions<C, E, State, Reason, P, Ahead>): Execute<C, Ahead> {
  const { decider, policies, registry, store, digest, build, attempts = 8 } = options;
  const histories = new Recent<StreamName, History<State>>(EVENTS_IN_MEMORY, ({ revision }) => revision + 1);
  const inLane = lanes<StreamName>();

  const refresh = async (stream: StreamName, history: History<State>): Promise<History<State>> => {
    // Every event of these streams was written by an executor, which is what gives the metadata its shape.
    const tail = (await store.read(stream, history.revision + 1)) as readonly StoredEvent<EventMetadata>[];
    for (const event of tail) checkStored(registry, event);
    const refreshed = continueHistory(history, tail, decider.evolve);
    if (refreshed.revision >= 0) histories.set(stream, refreshed);
    return refreshed;
  };

  const decide = (command: C, history: History<State>, policy: Policy<P>) => {
    const events = decisionEvents(command.type, decider.decide(command, history.state, policy));
    return { policy, build, events };
  };

  const append = async (stream: StreamName, history: History<State>, events: readonly NewEvent<EventMetadata>[]) => {
    for (const event of events) registry.check(event);
    const appended = await store.append(stream, events, history.revision < 0 ? 'no-stream' : history.revision);
    if (appended === 'conflict') return appended;
    const stored = events.map((event, index) => {
      return { ...event, stream, revision: history.revision + 1 + index, position: appended.position };
    });
    const continued = continueHistory(history, stored, decider.evolve);
    histories.set(stream, continued);
    return continued;
  };

  const execute: Execute<C, Ahead> = async (stream, command, envelope, ahead) => {
    const creates = options.creates.includes(command.type);
    const content = commandDigest(digest, command);
    const cached = histories.get(stream);
    // A history that was just read is the truth; one from the cache may be behind, which an append would show.
    let isFresh = !cached && !creates;
    let history = cached ?? noHistory(decider.initial);
    if (isFresh) history = await refresh(stream, history);

    let unknown: OutcomeUnknown | undefined;
    for (let attempt = 0; attempt < attempts; attempt += 1) {
      const known = history.answers.get(command.id);
      if (known) {
        const isTheSame =
          known.digest === content ||
          (await isRepeatedSinceForgotten(options, stream, command, envelope.covered ?? []));
        return isTheSame ? { ...known.answer, repeated: true } : { outcome: 'command-id-reused' };
      }
      if (history.revision < 0 && !creates) return { outcome: 'unknown-stream' };
      const isAsSeen = (envelope.ifStateRevision ?? history.stateRevision) === history.stateRevision;
      if (!isAsSeen && isFresh) return { outcome: 'precondition-failed', stateRevision: history.stateRevision };
      if (isAsSeen) {
        try {
          const { policy: reference } = history;
          const policy = reference ? policies.pinned(reference) : await policies.activeAt(command.at);
          const gathered = await options.gather(
            command,
            history.state,
            policy,
            envelope,
            attempt === 0 ? ahead : undefined,
          );
          const decided = decide(gathered, history, policy);
          const events = recordAppend(digest, stream, history, gathered, content, decided, envelope);
          const continued = await append(stream, history, events);
          const answer = continued === 'conflict' ? undefined : continued.answers.get(command.id)?.answer;
          if (answer) return { ...answer, repeated: false };
        } catch (error) {
          if (!(error instanceof OutcomeUnknown)) throw error;
          unknown = error;
        }
      }
      history = await refresh(stream, history);
      isFresh = true;
    }
    throw unknown ?? new ContendedStream(stream, attempts);
  };

  return (stream, command, envelope, ahead) => inLane(stream, () => execute(stream, command, envelope, ahead));
}
