import { freshEnough } from '../http/fresh-enough.js';
import type { EpochPosition } from '../http/position-token.js';
import { pageOf, type DocumentAnswer, type PageAnswer } from '../http/query-answer.js';
import { atLeast, cursor, limit, textOf, type QueryValues } from '../http/query-parameters.js';
import type { DocumentView } from './document-view.js';

/** What one document of a view can be asked for. */
export const oneDocument = { 'at-least': atLeast };

/** What a page of documents of a view can be asked for, besides what they are to be like. */
export const pageOfDocuments = { limit, cursor, 'at-least': atLeast };

/** What the past of something can be asked for. */
export const untilMoment = {
  until: textOf(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/, 'What was decided up to this moment'),
};

/** One document of a view, as fresh as it was asked for. */
export async function foundDocument<Doc extends { readonly stateRevision: number }>(
  view: DocumentView<Doc>,
  key: string,
  seen: EpochPosition | undefined,
): Promise<DocumentAnswer<Doc>> {
  await freshEnough(view, seen);
  const document = view.get(key);
  return {
    document,
    ...(document && { stateRevision: document.stateRevision }),
    freshness: view.freshness(),
  };
}

/**
 * A page of documents of a view, in the order of their keys.
 *
 * @param where the values of indexed fields; a field without one may be anything
 * @param keyOf the key that the view has a document under
 */
export async function listedDocuments<Doc extends object>(
  view: DocumentView<Doc>,
  { limit: most, cursor: after, 'at-least': seen }: QueryValues<typeof pageOfDocuments>,
  where: { readonly [Field in keyof Doc]?: Doc[Field] | undefined },
  keyOf: (document: Doc) => string,
): Promise<PageAnswer<Doc>> {
  await freshEnough(view, seen);
  const wanted = Object.entries(where).filter(([, value]) => value !== undefined);
  const found = view.list({
    where: Object.fromEntries(wanted) as Partial<Doc>,
    limit: most + 1,
    ...(after !== undefined && { after }),
  });
  return { ...pageOf(found, most, keyOf), freshness: view.freshness() };
}
