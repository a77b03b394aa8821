import { uuidOf } from '@tierline/platform';
import type { History, SentCommand } from '../history.js';
import { appendsOf, grouped, type FoundAppend } from './appends.js';
import { followUpCommandId, followUpsIn } from './follow-ups.js';
import { stillParked } from './parked.js';
import { violation, type Violation } from './violation.js';

/**
 * The steps by which a command is carried to another stream: each is a command of its own, whose id derives from the first and
 * its aggregate.
 */
const STEPS = ['reserve', 'issue', 'deny', 'release'];
/** The commands that a source is counted by (DU-15), each once and before it is decided. */
const COUNTED = ['RequestActivationUnlock', 'RequestCarrierUnlock'];

/** Every acknowledged command that is not parked has its effect, once, in the order of its lane; and nothing has an effect that nobody sent. */
export function checkEffects(history: History): readonly Violation[] {
  const appends = appendsOf(history.events);
  const byCommand = grouped(appends, ({ commandId }) => commandId);
  return [
    ...lost(history, byCommand),
    ...doubled(byCommand),
    ...reordered(history.commands, byCommand),
    ...uncalledFor(history, appends),
  ];
}

type Appends = ReadonlyMap<string, readonly FoundAppend[]>;

function lost(history: History, appends: Appends): readonly Violation[] {
  const parked = stillParked(history);
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

function uncalledFor(history: History, appends: readonly FoundAppend[]): readonly Violation[] {
  const called = new Set([
    ...history.commands.filter(({ expected }) => expected === 'effect').map(({ id }) => id),
    ...followUpsIn(history).map(followUpCommandId),
  ]);
  const steps = appends
    .filter(({ commandId }) => called.has(commandId))
    .flatMap(({ commandId, subject }) => STEPS.map((step) => uuidOf(['step', commandId, subject, step])));
  const known = new Set([...called, ...steps, ...countsIn(appends, called)]);
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

/** The ids of the counts that requests lead to, and of the blocks that counts lead to. */
function countsIn(appends: readonly FoundAppend[], called: ReadonlySet<string>): readonly string[] {
  const requests = new Set(
    appends
      .filter(({ commandId, commandType }) => called.has(commandId) && COUNTED.includes(commandType))
      .map(({ commandType, subject }) => `${commandType} ${subject}`),
  );
  return appends
    .filter(({ commandType }) => commandType === 'CountRequest')
    .flatMap(({ stream, said: { requestId, device } }) => [
      uuidOf(['block', stream]),
      ...COUNTED.filter((type) => requests.has(`${type} ${String(requestId)}`)).map((type) =>
        uuidOf(['count', type, requestId, device]),
      ),
    ]);
}
