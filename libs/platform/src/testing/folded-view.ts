import type { EventMetadata, StoredEvent } from '@tierline/kernel';
import type { DocumentView, DocumentViewDefinition } from '../views/document-view.js';
import type { OpenStore } from './follow-events.js';

/** A view that a door can ask. */
export type AskedView<Doc extends object> = Pick<DocumentView<Doc>, 'get' | 'list' | 'freshness' | 'reached'>;

/** A view of a store in memory, folded anew whenever it is asked, and therefore never behind. */
export function foldedView<Doc extends object>(
  { streams }: OpenStore,
  { prefix, key, fold }: DocumentViewDefinition<Doc>,
): AskedView<Doc> {
  const documents = (): ReadonlyMap<string, Doc> => {
    const all = new Map<string, Doc>();
    const events = [...streams.values()].flat().filter(({ stream }) => stream.startsWith(prefix));
    for (const event of events.toSorted((one, other) => Number(one.position.commit - other.position.commit))) {
      const stored = event as StoredEvent<EventMetadata>;
      const name = key(stored);
      const document = name === undefined ? undefined : fold(all.get(name), stored);
      if (name !== undefined && document) all.set(name, document);
    }
    return all;
  };
  return {
    get: (name) => documents().get(name),
    list: ({ where = {}, before = {}, after = '', limit }) =>
      [...documents()]
        .filter(([name, document]) => name > after && hasAll(document, where) && isBefore(document, before))
        .toSorted(([one], [other]) => (one < other ? -1 : 1))
        .slice(0, limit)
        .map(([, document]) => document),
    freshness: () => ({ position: undefined, asOf: undefined }),
    reached: () => Promise.resolve(true),
  };
}

const hasAll = <Doc extends object>(document: Doc, where: Partial<Doc>): boolean =>
  Object.entries(where).every(([field, value]) => document[field as keyof Doc] === value);

const isBefore = <Doc extends object>(document: Doc, before: Partial<Doc>): boolean =>
  Object.entries(before).every(([name, value]) => {
    const field = document[name as keyof Doc];
    return field !== undefined && String(field) < String(value);
  });
