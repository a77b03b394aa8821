import { deviceUnlockTopics } from '@tierline/contracts';
import type { History } from '../history.js';
import { putAside } from './follow-ups.js';
import { violation, type Violation } from './violation.js';

/** What nobody can execute is put aside, every copy of it; and nothing else is. */
export function checkDeadLetters(history: History): readonly Violation[] {
  const aside = new Set(putAside(history));
  const unexecutable = history.commands.filter(({ expected }) => expected === 'dead-letter');
  const rightly = new Set(unexecutable.flatMap(({ places }) => places));
  const missing = unexecutable
    .filter(({ isAcknowledged }) => isAcknowledged)
    .flatMap(({ id, places }) => places.filter((place) => !aside.has(place)).map((place) => ({ id, place })))
    .map(({ id, place }) => violation('dead-letter-missing', id, `${place} cannot be executed and was not put aside`));
  const wrongly = history.records
    .filter(({ topic, isSeen }) => topic === deviceUnlockTopics.deadLetters.topic && isSeen)
    .flatMap(({ headers }) => {
      const place = `${headers['tierline-topic']}/${headers['tierline-partition']}/${headers['tierline-offset']}`;
      if (rightly.has(place)) return [];
      const why = `${headers['tierline-reason'] ?? ''} ${headers['tierline-error'] ?? ''}`;
      return violation('put-aside-wrongly', place, `nothing is wrong with it, and it was put aside: ${why}`);
    });
  return [...missing, ...wrongly];
}
