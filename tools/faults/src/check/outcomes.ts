import type { FoundRecord, History } from '../history.js';
import { appendsOf, type FoundAppend } from './appends.js';
import type { CheckedContext } from './context.js';
import { checkPublications } from './publications.js';
import { violation, type Violation } from './violation.js';

/** Every append has its outcome, once, in order, and every outcome says what its append says. */
export function checkOutcomes(history: History, { topics }: CheckedContext): readonly Violation[] {
  const { topic } = topics.outcomes;
  const appends = appendsOf(history.events);
  const byId = new Map(appends.map((append) => [idOfAppend(append), append]));
  const contradicted = history.records
    .filter((record) => record.topic === topic && record.isSeen)
    .flatMap((record) => {
      const append = byId.get(idOfOutcome(record));
      if (!append) return [];
      const wrong = fieldsOf(append).filter(([name, value]) => record.data?.[name] !== value);
      return wrong.map(([name, value]) => {
        const told = `it tells ${name} ${String(record.data?.[name])}, and stored is ${String(value)}`;
        return violation('outcome-contradicted', append.commandId, told);
      });
    });
  return [
    ...contradicted,
    ...checkPublications(history, {
      topic,
      idOf: idOfOutcome,
      expected: appends.map((append) => ({ id: idOfAppend(append), stream: append.stream })),
      kinds: {
        missing: 'outcome-missing',
        twice: 'outcome-published-twice',
        reordered: 'outcomes-reordered',
        foreign: 'outcome-without-event',
      },
    }),
  ];
}

const idOfAppend = ({ commandId, subject }: FoundAppend) => `${commandId} ${subject}`;
const idOfOutcome = ({ data }: FoundRecord) => `${String(data?.['commandId'])} ${String(data?.['subject'])}`;

const fieldsOf = ({ ending, revision, commandType }: FoundAppend): readonly (readonly [string, unknown])[] =>
  Object.entries({ ...ending, revision, command: commandType });
