import type { Recorded, Seen } from '../story.js';

/** A command of the burst, in the order in which those of one subject were sent. */
export interface SentCommand {
  readonly correlationId: string;
  readonly subject: string;
}

/** What was sent, and what the store and the topics say of it. */
export interface Evidence {
  readonly sent: readonly SentCommand[];
  /** The whole stream of every subject. */
  readonly histories: ReadonlyMap<string, readonly Recorded[]>;
  readonly outcomes: readonly Seen[];
  readonly events: readonly Seen[];
  /** Whether others are told of a stored event of this type. */
  readonly isPublished: (type: string) => boolean;
}

/** What was counted. `lost`, `doubled` and `reordered` name what they were found by; all three must be empty. */
export interface Account {
  readonly sent: number;
  readonly appends: number;
  readonly outcomes: number;
  readonly events: number;
  readonly lost: readonly string[];
  readonly doubled: readonly string[];
  readonly reordered: readonly string[];
}

/** Counts what became of a burst of commands: each has one append, one outcome, and its events once and in order. */
export function accountOf({ sent, histories, outcomes, events, isPublished }: Evidence): Account {
  const stored = [...histories].flatMap(([subject, history]) => history.map((event) => ({ subject, ...event })));
  const isOurs = ({ subject }: Seen) => histories.has(subject);
  const told = { outcomes: outcomes.filter(isOurs), events: events.filter(isOurs) };
  // The events of one append stand one behind the other; the same command further on is another append.
  const appends = stored.filter(
    ({ subject, correlationId }, index) =>
      stored[index - 1]?.subject !== subject || stored[index - 1]?.correlationId !== correlationId,
  );
  const expected = {
    appends: sent.map(({ correlationId }) => correlationId),
    events: stored.filter(({ type }) => isPublished(type)).map(({ id }) => id),
  };
  const found = {
    appends: appends.map(({ correlationId }) => correlationId),
    outcomes: told.outcomes.map(({ correlationId }) => correlationId),
    events: told.events.map(({ id }) => id),
  };
  const missing = (what: string, all: readonly string[], there: readonly string[]) => {
    const known = new Set(there);
    return all.filter((each) => !known.has(each)).map((each) => `${what} ${each}`);
  };
  return {
    sent: sent.length,
    appends: found.appends.length,
    outcomes: found.outcomes.length,
    events: found.events.length,
    lost: [
      ...missing('the append of', expected.appends, found.appends),
      ...missing('the outcome of', expected.appends, found.outcomes),
      ...missing('the published event', expected.events, found.events),
    ],
    doubled: [
      ...repeated(found.appends).map((each) => `the append of ${each}`),
      ...repeated(found.outcomes).map((each) => `the outcome of ${each}`),
      ...repeated(found.events).map((each) => `the published event ${each}`),
    ],
    reordered: [
      ...swapped(sent, appends).map((each) => `the appends of ${each}`),
      ...backwards(told.outcomes).map((each) => `the outcomes of ${each}`),
      ...backwards(told.events).map((each) => `the published events of ${each}`),
    ],
  };
}

/** Whether nothing was lost, doubled or reordered. */
export const isWhole = ({ lost, doubled, reordered }: Account): boolean =>
  lost.length + doubled.length + reordered.length === 0;

const repeated = (all: readonly string[]) => [...new Set(all.filter((each, index) => all.indexOf(each) < index))];

/** The subjects whose appends do not stand in the order in which their commands were sent. */
function swapped(sent: readonly SentCommand[], appends: readonly SentCommand[]): readonly string[] {
  const turn = new Map(sent.map(({ correlationId }, index) => [correlationId, index]));
  const turns = Map.groupBy(appends, ({ subject }) => subject);
  return [...turns]
    .filter(([, own]) => !isRising(own.map(({ correlationId }) => turn.get(correlationId) ?? -1)))
    .map(([subject]) => subject);
}

/** The subjects whose records tell of a later revision before an earlier one. */
const backwards = (records: readonly Seen[]): readonly string[] =>
  [...Map.groupBy(records, ({ subject }) => subject)]
    .filter(([, own]) => !isRising(own.map(({ revision }) => revision)))
    .map(([subject]) => subject);

const isRising = (numbers: readonly number[]) => numbers.every((each, index) => each >= (numbers[index - 1] ?? each));
