import type { ContextTopics } from '@tierline/contracts';
import type { FoundEvent, History } from '../history.js';
import type { FoundAppend } from './appends.js';

/** A context whose promises are checked, and what its own rules add to what is promised of every context. */
export interface CheckedContext {
  readonly topics: ContextTopics;
  /** Whether others are told of a stored event: on the events topic, under the event's id. */
  readonly isPublished: (event: FoundEvent) => boolean;
  /** The ids of the events after which something must follow. */
  readonly demanding: (events: readonly FoundEvent[]) => ReadonlySet<string>;
  /** The ids of the commands that the service gives itself because of others, without a record of them. */
  readonly ledTo: (appends: readonly FoundAppend[], called: ReadonlySet<string>) => readonly string[];
}

/** What a history has of one context: what was sent to it, its streams and topics, and what it hears of others. */
export function partOf(history: History, topics: ContextTopics): History {
  const stream = streamPrefix(topics);
  const heard = heardTopics(topics);
  const own = `tierline.${topics.context}.`;
  return {
    commands: history.commands.filter(({ context }) => context === topics.context),
    events: history.events.filter((event) => event.stream.startsWith(stream)),
    records: history.records.filter(({ topic }) => topic.startsWith(own) || heard.has(topic)),
  };
}

/** What the names of a context's streams begin with. */
export const streamPrefix = ({ context }: Pick<ContextTopics, 'context'>): string => `${context.replaceAll('-', '_')}.`;

const heardTopics = ({ ingress }: ContextTopics): ReadonlySet<string> =>
  new Set(
    Object.values(ingress)
      .filter(({ publishedBy }) => publishedBy !== undefined)
      .map(({ topic }) => topic),
  );
