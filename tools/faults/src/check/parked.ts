import type { FoundRecord, History } from '../history.js';
import { appendsOf, grouped } from './appends.js';
import type { CheckedContext } from './context.js';
import { placeOf, settlementsIn } from './put-aside.js';
import { violation, type Violation } from './violation.js';

/** What ends a command that is parked. */
const ENDS = ['redriven', 'discarded', 'dead-lettered'];

/**
 * Only what has something in its way is parked; it stays parked until it is settled; and none of its followers is decided
 * before it.
 */
export const checkParked = (history: History, context: CheckedContext): readonly Violation[] => [
  ...vanished(history, context),
  ...parkedWrongly(history, context),
  ...overtaken(history, context),
];

/** The places of the commands that are parked and not yet done with. */
export function stillParked(history: History, context: CheckedContext): ReadonlySet<string> {
  const { parked, removed } = entriesIn(history, context);
  return new Set(without(parked, removed));
}

/** The places of what was ever parked, and of what was ever removed: whatever is parked after that is late, and is not. */
function entriesIn({ records }: History, { topics }: CheckedContext) {
  const entries = records.filter(({ topic, isSeen }) => topic === topics.parked.topic && isSeen);
  const [removed, parked] = [entries.filter(isRemoval), entries.filter((entry) => !isRemoval(entry))];
  return { parked: new Set(parked.map(placeInKey)), removed: new Set(removed.map(placeInKey)) };
}

const without = (places: ReadonlySet<string>, others: ReadonlySet<string>): readonly string[] =>
  [...places].filter((place) => !others.has(place));

const isRemoval = ({ isTombstone = false }: FoundRecord): boolean => isTombstone;

/** The key of an entry begins with the place of its command. */
function placeInKey({ key }: FoundRecord): string {
  const [topic, partition, offset] = JSON.parse(String(key)) as readonly (string | number)[];
  return [topic, partition, offset].join('/');
}

function vanished(history: History, context: CheckedContext): readonly Violation[] {
  const settled = settlementsIn(history, context).flatMap(({ data }) => {
    const id = data?.['id'] as Parameters<typeof placeOf>[0] | undefined;
    return id && ENDS.includes(String(data?.['kind'])) ? placeOf(id) : [];
  });
  return without(entriesIn(history, context).removed, new Set(settled)).map((place) =>
    violation('parked-command-vanished', place, 'it is parked no longer, and nothing tells what became of it'),
  );
}

function parkedWrongly(history: History, context: CheckedContext): readonly Violation[] {
  const rightly = new Set(history.commands.flatMap(({ mayBeParked, places }) => (mayBeParked ? places : [])));
  return without(entriesIn(history, context).parked, rightly).map((place) =>
    violation('parked-wrongly', place, 'nothing is in its way, and it was parked'),
  );
}

function overtaken(history: History, context: CheckedContext): readonly Violation[] {
  const parked = stillParked(history, context);
  const decided = new Set(appendsOf(history.events).map(({ commandId }) => commandId));
  const inOrder = history.commands.toSorted((one, other) => one.sequence - other.sequence);
  return [...grouped(inOrder, ({ lane }) => lane).values()].flatMap((sent) => {
    const first = sent.find(({ id, places }) => !decided.has(id) && places.some((place) => parked.has(place)));
    if (!first) return [];
    return sent
      .slice(sent.indexOf(first))
      .filter(({ id }) => decided.has(id))
      .map(({ id, type }) =>
        violation('parked-command-overtaken', id, `${type} was decided while ${first.id}, sent before it, is parked`),
      );
  });
}
