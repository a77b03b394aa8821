import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import {
  executor,
  type Command,
  type Decider,
  type EventMetadata,
  type EventRegistry,
  type Message,
  type PolicyBook,
  type StoredEvent,
  type Undecided,
} from '@tierline/kernel';
import { memoryStore } from '@tierline/kernel/testing/memory-store';
import { digest } from '../crypto/digest.js';
import type { OpenStore } from './follow-events.js';

/** An event as a release has stored it. Its position among other streams is not part of it. */
export type GoldenEvent = Omit<StoredEvent<EventMetadata>, 'position'>;

/** A stream as a release has stored it. */
export interface GoldenStream {
  readonly release: string;
  readonly file: string;
  readonly events: readonly GoldenEvent[];
}

/** A decider whose types are forgotten, as a stream does not tell them. */
export type AnyDecider<Values extends object> = Decider<Command, Message, unknown, string, Values>;

/** What the streams of a context are decided again with. */
export interface GoldenParts<Values extends object> {
  /** Where the streams of all releases lie, a folder for each. */
  readonly folder: URL;
  readonly policies: PolicyBook<Values>;
  readonly registry: EventRegistry;
  /** The deciders that write streams, by the categories of these. */
  readonly deciders: Readonly<Record<string, object>>;
}

/** Streams as releases have stored them: whatever a later build does, it must decide them as they were decided. */
export function goldenStreams<Values extends object>({ folder, policies, registry, deciders }: GoldenParts<Values>) {
  /** The decider that wrote a stream: its name tells whose it is. */
  const deciderOf = ([event]: readonly GoldenEvent[]): AnyDecider<Values> => {
    const category = event?.stream.split('-', 1)[0] ?? '';
    const decider = deciders[category];
    if (!decider) throw new Error(`no decider writes streams of ${category}`);
    return decider as AnyDecider<Values>;
  };
  return {
    deciderOf,
    /** The streams of all releases. */
    streams: (): readonly GoldenStream[] =>
      readdirSync(folder).flatMap((release) => {
        const own = new URL(`${release}/`, folder);
        return readdirSync(own).map((file) => {
          const events = JSON.parse(readFileSync(new URL(encodeURIComponent(file), own), 'utf8')) as GoldenEvent[];
          return { release, file, events };
        });
      }),
    /** Executes the recorded commands of a stream again, on an empty store, with the facts and by the build of then. */
    recordAgain: async (
      events: readonly GoldenEvent[],
      decider: AnyDecider<Values> = deciderOf(events),
    ): Promise<readonly GoldenEvent[]> => {
      const store = memoryStore();
      const [first] = events;
      if (!first) return [];
      for (const { stream, metadata } of events) {
        const { command, build, traceparent, $correlationId: correlationId } = metadata;
        if (!command) continue;
        const { digest: _, ...recorded } = command;
        const { facts, ...undecided } = recorded;
        const execute = executor<Command, Message, unknown, string, Values>({
          ...{ decider, policies, store, digest, build, registry },
          creates: first.metadata.command ? [first.metadata.command.type] : [],
          gather: (each: Undecided<Command>) => ({ ...each, facts }),
        });
        await execute(stream, undecided, { correlationId, ...(traceparent !== undefined && { traceparent }) });
      }
      return ((await store.read(first.stream)) as readonly StoredEvent<EventMetadata>[]).map(withoutPosition);
    },
  };
}

/** The events as the store gives them, for whatever does not look at positions. */
export const asStored = (events: readonly GoldenEvent[]): readonly StoredEvent<EventMetadata>[] =>
  events.map((event) => ({ ...event, position: { commit: 0n, prepare: 0n } }));

/**
 * Writes what a release stores of some histories, once for each release.
 *
 * @param category of the context, with an underscore; what it keeps beside its histories holds no decisions
 * @throws {Error} when the release has streams already: what was released is not written again
 */
export function writeGoldenStreams(folder: URL, release: string, category: string, { streams }: OpenStore): void {
  if (!/^\d+\.\d+\.\d+$/.test(release)) throw new Error('name the release, as 1.2.3');
  const own = new URL(`${release}/`, folder);
  mkdirSync(folder, { recursive: true });
  mkdirSync(own);
  for (const [stream, events] of streams) {
    if (!stream.startsWith(`${category}.`)) continue;
    const told = (events as readonly StoredEvent<EventMetadata>[]).map(withoutPosition);
    writeFileSync(new URL(`${encodeURIComponent(stream)}.json`, own), `${JSON.stringify(told, undefined, 2)}\n`);
  }
}

const withoutPosition = ({ position: _, ...event }: StoredEvent<EventMetadata>): GoldenEvent => event;
