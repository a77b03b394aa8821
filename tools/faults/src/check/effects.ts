import type { History, SentCommand } from '../history.js';
import { appendsOf, grouped, type FoundAppend } from './appends.js';
import type { CheckedContext } from './context.js';
import { stillParked } from './parked.js';
import { commandIdOfRecord, followUpsIn, heardIn } from './told.js';
import { violation, type Violation } from './violation.js';

/** Every acknowledged command that is not parked has its effect, once, in the order of its lane; and nothing has an effect that nobody sent. */
export function checkEffects(history: History, context: CheckedContext): readonly Violation[] {
  const appends = appendsOf(history.events);
  const byCommand = grouped(appends, ({ commandId }) => commandId);
  return [
    ...lost(history, context, byCommand),
    ...doubled(byCommand),
    ...reordered(history.commands, byCommand),
    ...uncalledFor(history, context, appends),
  ];
}

type Appends = ReadonlyMap<string, readonly FoundAppend[]>;

function lost(history: History, context: CheckedContext, appends: Appends): readonly Violation[] {
  const parked = stillParked(history, context);
  return history.commands
    .filter(({ id, isAcknowledged, expected }) => isAcknowledged && expected === 'effect' && !appends.has(id))
    .filter(({ places }) => !places.some((place) => parked.has(place)))
    .map(({ id, type, subject, door }) =>
      violation('command-lost', id, `${type} of ${subject} was acknowledged at ${door} and left no append`),
    );
}

const doubled = (appends: Appends): readonly Violation[] =>
  [...appends]
    .filter(([, found]) => found.length > 1)
    .map(([id, found]) =>
      violation('effect-doubled', id, `it left ${found.length} appends: ${found.map(whereIs).join(', ')}`),
    );

const whereIs = ({ stream, revision }: FoundAppend): string => `${stream}@${revision}`;

function reordered(commands: readonly SentCommand[], appends: Appends): readonly Violation[] {
  const inOrder = commands.toSorted((one, other) => one.sequence - other.sequence);
  return [...grouped(inOrder, ({ lane }) => lane)].flatMap(([lane, sent]) => {
    const done = sent.flatMap(({ id, type }) => {
      const place = appends.get(id)?.[0]?.place;
      return place === undefined ? [] : [{ id, type, place }];
    });
    return done.flatMap(({ id, type, place }, index) => {
      const before = done[index - 1];
      if (!before || before.place < place) return [];
      return violation(
        'effects-reordered',
        id,
        `${type} was sent to ${lane} after ${before.type} and decided before it`,
      );
    });
  });
}

function uncalledFor(history: History, context: CheckedContext, appends: readonly FoundAppend[]): readonly Violation[] {
  const called = new Set([
    ...history.commands.filter(({ expected }) => expected === 'effect').map(({ id }) => id),
    ...[...followUpsIn(history, context), ...heardIn(history, context)].map(commandIdOfRecord),
  ]);
  const known = new Set([...called, ...context.ledTo(appends, called)]);
  return appends
    .filter(({ commandId }) => !known.has(commandId))
    .map((append) =>
      violation(
        'effect-without-command',
        append.commandId,
        `nobody sent the ${append.commandType} in ${whereIs(append)}`,
      ),
    );
}
