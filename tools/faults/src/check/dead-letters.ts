import type { History } from '../history.js';
import type { CheckedContext } from './context.js';
import { deadLettersIn, placeOfLetter } from './put-aside.js';
import { violation, type Violation } from './violation.js';

/** What nobody can execute is put aside, every copy of it; and nothing else is. */
export function checkDeadLetters(history: History, context: CheckedContext): readonly Violation[] {
  const aside = new Set(deadLettersIn(history, context).map(placeOfLetter));
  const unexecutable = history.commands.filter(({ expected }) => expected === 'dead-letter');
  const rightly = new Set(unexecutable.flatMap(({ places }) => places));
  const missing = unexecutable
    .filter(({ isAcknowledged }) => isAcknowledged)
    .flatMap(({ id, places }) => places.filter((place) => !aside.has(place)).map((place) => ({ id, place })))
    .map(({ id, place }) => violation('dead-letter-missing', id, `${place} cannot be executed and was not put aside`));
  const wrongly = deadLettersIn(history, context).flatMap((letter) => {
    const place = placeOfLetter(letter);
    if (rightly.has(place)) return [];
    const why = `${letter.headers['tierline-reason'] ?? ''} ${letter.headers['tierline-error'] ?? ''}`;
    return violation('put-aside-wrongly', place, `nothing is wrong with it, and it was put aside: ${why}`);
  });
  return [...missing, ...wrongly];
}
