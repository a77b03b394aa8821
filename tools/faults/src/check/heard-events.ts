import type { FoundRecord, History } from '../history.js';
import { appendsOf } from './appends.js';
import type { CheckedContext } from './context.js';
import { stillParked } from './parked.js';
import { deadLettersIn, placeOf, placeOfLetter } from './put-aside.js';
import { commandIdOfRecord, heardIn } from './told.js';
import { violation, type Violation } from './violation.js';

/**
 * Every published event of another context that this one takes has left its append here, and those of one key in the order in
 * which they were published. That it left one alone is checked for every command.
 */
export function checkHeardEvents(history: History, context: CheckedContext): readonly Violation[] {
  const appends = new Map(appendsOf(history.events).map((append) => [append.commandId, append.place]));
  const aside = new Set([...deadLettersIn(history, context).map(placeOfLetter), ...stillParked(history, context)]);
  const heard = heardIn(history, context);
  const lost = heard
    .filter((record) => !appends.has(commandIdOfRecord(record)) && !aside.has(placeOf(record)))
    .map((record) =>
      violation('heard-event-lost', idOf(record), `${record.headers['ce_type'] ?? ''} at ${placeOf(record)}`),
    );
  const byKey = Map.groupBy(heard, ({ topic, partition, key }) => `${topic}/${partition}/${key ?? ''}`);
  const reordered = [...byKey.values()].flatMap((records) =>
    inOrder(records).flatMap((record, index, all) => {
      const [place, before] = [record, all[index - 1]].map((each) => each && appends.get(commandIdOfRecord(each)));
      if (place === undefined || before === undefined || before < place) return [];
      return violation(
        'heard-events-reordered',
        idOf(record),
        `${placeOf(record)} was decided before the one before it`,
      );
    }),
  );
  return [...lost, ...reordered];
}

const idOf = ({ headers }: FoundRecord): string => headers['ce_id'] ?? '';
const inOrder = (records: readonly FoundRecord[]) => records.toSorted((one, other) => one.offset - other.offset);
