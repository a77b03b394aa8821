import { deviceUnlockTopics } from '@tierline/contracts';
import { kafkaCommandId, uuidOf } from '@tierline/platform';
import type { FoundEvent, FoundRecord, History } from '../history.js';
import { appendsOf, subjectOf } from './appends.js';
import { stillParked } from './parked.js';
import { checkPublications } from './publications.js';
import { deadLettersIn, placeOf, placeOfLetter } from './put-aside.js';
import { violation, type Violation } from './violation.js';

const { topic } = deviceUnlockTopics.ingress.internal;
const SOURCE = `/tierline/${deviceUnlockTopics.context}`;

/** The records by which the service tells itself what to do. */
export const followUpsIn = ({ records }: History): readonly FoundRecord[] =>
  records.filter((record) => record.topic === topic && record.isSeen);

/** The id of the command in such a record. */
export const followUpCommandId = ({ headers }: FoundRecord): string =>
  kafkaCommandId(uuidOf, SOURCE, headers['ce_id'] ?? '');

/**
 * Every event that demands something of the service is followed by a command to itself, once, in order, and every such command
 * has its effect, or is put aside or parked.
 */
export function checkFollowUps(history: History): readonly Violation[] {
  const executed = appendsOf(history.events).map(({ commandId }) => commandId);
  const done = new Set([...executed, ...deadLettersIn(history).map(placeOfLetter), ...stillParked(history)]);
  const lost = followUpsIn(history)
    .filter((record) => !done.has(followUpCommandId(record)) && !done.has(placeOf(record)))
    .map((record) =>
      violation('command-lost', followUpCommandId(record), `${record.headers['ce_type'] ?? ''} at ${placeOf(record)}`),
    );
  const demands = demanding(history.events);
  return [
    ...lost,
    ...checkPublications(history, {
      topic,
      idOf: ({ headers }) => headers['ce_id'] ?? '',
      expected: history.events.filter(({ id }) => demands.has(id)).map(({ id, stream }) => ({ id, stream })),
      // A follow-up may depend on facts that are not in the event, so more than these may be there, each of some event.
      possible: new Set(history.events.map(({ id }) => id)),
      kinds: {
        missing: 'follow-up-missing',
        twice: 'follow-up-published-twice',
        reordered: 'follow-ups-reordered',
        foreign: 'follow-up-without-event',
      },
    }),
  ];
}

const ALWAYS = ['PurchaseRecordMissing', 'RetailerAnswered'];
const ENDS = ['SelfServiceAdvised', 'ActivationLockRemoved', 'ActivationUnlockDenied'];

/** The ids of the events after which something must follow (DU-07, DU-10, DU-16). */
function demanding(events: readonly FoundEvent[]): ReadonlySet<string> {
  const withTradeIn = new Set(
    events
      .filter(({ type, data }) => type === 'ActivationUnlockRequested' && 'tradeInId' in data)
      .map(({ stream }) => subjectOf(stream)),
  );
  const demands = ({ type, data, stream }: FoundEvent): boolean =>
    ALWAYS.includes(type) ||
    (type === 'UnlockIssued' && (data as { readonly lock?: string }).lock === 'activation') ||
    ((type === 'ActivationUnlockRequested' || ENDS.includes(type)) && withTradeIn.has(subjectOf(stream)));
  return new Set(events.filter(demands).map(({ id }) => id));
}
