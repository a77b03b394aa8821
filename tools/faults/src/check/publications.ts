import type { FoundRecord, History } from '../history.js';
import type { CheckedContext } from './context.js';
import { violation, type Violation, type ViolationKind } from './violation.js';

/** What should be on a topic. */
export interface ExpectedPublications {
  readonly topic: string;
  /** What a record is of: the id of an event, or of a command in a stream. */
  readonly idOf: (record: FoundRecord) => string;
  /** In the order of the store. */
  readonly expected: readonly { readonly id: string; readonly stream: string }[];
  /** What else may be there; nothing unless it is said. */
  readonly possible?: ReadonlySet<string>;
  readonly kinds: Readonly<Record<'missing' | 'twice' | 'reordered' | 'foreign', ViolationKind>>;
}

/** A topic shows what it should: all of it, nothing else, each once, the records of one key in the order of the store. */
export function checkPublications(history: History, options: ExpectedPublications): readonly Violation[] {
  const { topic, idOf, expected, possible, kinds } = options;
  const places = new Map(expected.map(({ id }, place) => [id, place]));
  const seen = history.records.filter((record) => record.topic === topic && record.isSeen);
  const byId = Map.groupBy(seen, idOf);
  const missing = expected
    .filter(({ id }) => !byId.has(id))
    .map(({ id, stream }) => violation(kinds.missing, id, `${topic} has no record of it (${stream})`));
  const twice = [...byId]
    .filter(([, records]) => records.length > 1)
    .map(([id, records]) => violation(kinds.twice, id, `it lies on ${topic} at ${records.map(whereIs).join(' and ')}`));
  const foreign = [...byId]
    .filter(([id]) => !places.has(id) && !possible?.has(id))
    .map(([id, records]) =>
      violation(kinds.foreign, id, `nothing in the store leads to ${records.map(whereIs).join()}`),
    );
  const firsts = [...byId.values()].flatMap(([first]) => first ?? []);
  const reordered = [...Map.groupBy(firsts, ({ partition, key }) => `${partition}/${key ?? ''}`).values()].flatMap(
    (records) => outOfOrder(records.toSorted(byOffset), (record) => places.get(idOf(record)), kinds.reordered, idOf),
  );
  return [...missing, ...twice, ...foreign, ...reordered];
}

/** Every event that is published is published once and in order. */
export function checkEvents(history: History, { topics, isPublished }: CheckedContext): readonly Violation[] {
  return checkPublications(history, {
    topic: topics.events.topic,
    idOf: ({ headers }) => headers['ce_id'] ?? '',
    expected: history.events.filter(isPublished).map(({ id, stream }) => ({ id, stream })),
    kinds: {
      missing: 'event-unpublished',
      twice: 'event-published-twice',
      reordered: 'events-reordered',
      foreign: 'published-without-event',
    },
  });
}

const whereIs = ({ partition, offset }: FoundRecord): string => `${partition}/${offset}`;
const byOffset = (one: FoundRecord, other: FoundRecord): number => one.offset - other.offset;

function outOfOrder(
  records: readonly FoundRecord[],
  placeOf: (record: FoundRecord) => number | undefined,
  kind: ViolationKind,
  idOf: (record: FoundRecord) => string,
): readonly Violation[] {
  const known = records.flatMap((record) => {
    const place = placeOf(record);
    return place === undefined ? [] : [{ record, place }];
  });
  return known.flatMap(({ record, place }, index) => {
    const before = known[index - 1];
    if (!before || before.place < place) return [];
    return violation(kind, idOf(record), `${whereIs(record)} lies behind ${whereIs(before.record)}, which is younger`);
  });
}
