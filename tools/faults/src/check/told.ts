import { cloudEventType, type Ingress } from '@tierline/contracts';
import { kafkaCommandId, uuidOf } from '@tierline/platform';
import type { FoundRecord, History } from '../history.js';
import type { CheckedContext } from './context.js';

/** The records by which the service tells itself what to do. */
export const followUpsIn = ({ records }: History, { topics }: CheckedContext): readonly FoundRecord[] => {
  const internal = topics.ingress['internal']?.topic;
  return records.filter(({ topic, isSeen }) => topic === internal && isSeen);
};

/** The events of other contexts that this one takes for commands; others on their topics are none of its business. */
export const heardIn = ({ records }: History, { topics }: CheckedContext): readonly FoundRecord[] =>
  Object.values(topics.ingress)
    .filter(({ publishedBy }) => publishedBy !== undefined)
    .flatMap((door) => records.filter((record) => record.isSeen && record.topic === door.topic && takes(door, record)));

const takes = ({ commands, publishedBy = '' }: Ingress, { headers }: FoundRecord): boolean =>
  commands.some((command) => cloudEventType(publishedBy, command) === headers['ce_type']);

/** The id of the command that such a record is taken for. */
export const commandIdOfRecord = ({ headers }: FoundRecord): string =>
  kafkaCommandId(uuidOf, headers['ce_source'] ?? '', headers['ce_id'] ?? '');
