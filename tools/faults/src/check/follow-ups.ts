import type { History } from '../history.js';
import { appendsOf } from './appends.js';
import type { CheckedContext } from './context.js';
import { stillParked } from './parked.js';
import { checkPublications } from './publications.js';
import { deadLettersIn, placeOf, placeOfLetter } from './put-aside.js';
import { commandIdOfRecord, followUpsIn } from './told.js';
import { violation, type Violation } from './violation.js';

/**
 * Every event that demands something of the service is followed by a command to itself, once, in order, and every such command
 * has its effect, or is put aside or parked.
 */
export function checkFollowUps(history: History, context: CheckedContext): readonly Violation[] {
  const executed = appendsOf(history.events).map(({ commandId }) => commandId);
  const done = new Set([
    ...executed,
    ...deadLettersIn(history, context).map(placeOfLetter),
    ...stillParked(history, context),
  ]);
  const lost = followUpsIn(history, context)
    .filter((record) => !done.has(commandIdOfRecord(record)) && !done.has(placeOf(record)))
    .map((record) =>
      violation('command-lost', commandIdOfRecord(record), `${record.headers['ce_type'] ?? ''} at ${placeOf(record)}`),
    );
  const demands = context.demanding(history.events);
  return [
    ...lost,
    ...checkPublications(history, {
      topic: context.topics.ingress['internal']?.topic ?? '',
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
