import { endingOf, type Ending, type RecordedCommand } from '@tierline/kernel';
import type { FoundEvent } from '../history.js';

/** What one command left in one stream. */
export interface FoundAppend {
  readonly commandId: string;
  readonly commandType: string;
  /** What the command said. */
  readonly said: Readonly<Record<string, unknown>>;
  readonly stream: string;
  readonly subject: string;
  readonly ending: Ending;
  /** Of the last event. */
  readonly revision: number;
  /** The place of the last event among all that were found. */
  readonly place: number;
}

/** Gathers events to the appends that they came in, in the order of the store. */
export function appendsOf(events: readonly FoundEvent[]): readonly FoundAppend[] {
  const commands = new Map<string, RecordedCommand>();
  return events.flatMap((event, place) => {
    const { append, command, $causationId: commandId } = event.metadata;
    if (command) commands.set(`${event.stream}/${commandId}`, command);
    if (append.index < append.count - 1) return [];
    const begun = commands.get(`${event.stream}/${commandId}`);
    return {
      commandId,
      commandType: begun?.type ?? '',
      said: { ...begun?.data },
      stream: event.stream,
      subject: subjectOf(event.stream),
      ending: endingOf(event),
      revision: event.revision,
      place,
    };
  });
}

/** The aggregate's id in the name of its stream. */
export const subjectOf = (stream: string): string => stream.slice(stream.indexOf('-') + 1);

/** The items by a key, each group in its order. */
export const grouped = <Item>(items: readonly Item[], keyOf: (item: Item) => string): ReadonlyMap<string, Item[]> =>
  Map.groupBy(items, keyOf);
