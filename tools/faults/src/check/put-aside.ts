import type { FoundRecord, History } from '../history.js';
import type { CheckedContext } from './context.js';

/** Whether a record of the dead-letter topic puts nothing aside, and tells what became of something that was. */
export const isSettlement = (headers: FoundRecord['headers']): boolean => 'tierline-settlement' in headers;

const ofLetters = ({ records }: History, { topics }: CheckedContext): readonly FoundRecord[] =>
  records.filter(({ topic, isSeen }) => topic === topics.deadLetters.topic && isSeen);

/** The records by which others were put aside for good. */
export const deadLettersIn = (history: History, context: CheckedContext): readonly FoundRecord[] =>
  ofLetters(history, context).filter(({ headers }) => !isSettlement(headers));

/** The records that tell what became of something that was put aside. */
export const settlementsIn = (history: History, context: CheckedContext): readonly FoundRecord[] =>
  ofLetters(history, context).filter(({ headers }) => isSettlement(headers));

/** Topic, partition and offset of a record. */
export const placeOf = ({ topic, partition, offset }: Pick<FoundRecord, 'topic' | 'partition' | 'offset'>): string =>
  `${topic}/${partition}/${offset}`;

/** The place of the record that a dead letter is of. */
export const placeOfLetter = ({ headers }: FoundRecord): string =>
  [headers['tierline-topic'], headers['tierline-partition'], headers['tierline-offset']].join('/');
