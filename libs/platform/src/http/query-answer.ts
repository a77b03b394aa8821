import type { Instant, Position } from '@tierline/kernel';
import { POSITION_HEADER, type Reply } from './answer.js';
import { entityTag } from './if-match.js';
import { encodePosition } from './position-token.js';
import { ProblemError } from './problem.js';
import { encodeCursor } from './query-parameters.js';

/** How fresh an answer is: up to where the view has read, and when it last heard of the store. */
export interface AnswerFreshness {
  readonly position: Position | undefined;
  readonly asOf: Instant | undefined;
}

/** The answer to a question about one document; without a document it is 404. */
export interface DocumentAnswer<Doc extends object = object> {
  readonly document: Doc | undefined;
  /** The last revision that changed its state: the ETag, which `If-Match` of a command takes. */
  readonly stateRevision?: number;
  readonly freshness: AnswerFreshness;
}

/** The answer to a question about several documents. */
export interface PageAnswer<Doc extends object = object> {
  readonly items: readonly Doc[];
  /** The key that the next page begins after; nothing on the last page. */
  readonly next: string | undefined;
  readonly freshness: AnswerFreshness;
}

/**
 * The answer to a query.
 *
 * @param epoch the epoch of the store
 * @throws {ProblemError} not-found, when there is no document
 */
export function queryReply(answer: DocumentAnswer | PageAnswer, epoch: number): Reply<object> {
  const { position, asOf } = answer.freshness;
  const headers = {
    ...(position && { [POSITION_HEADER]: encodePosition({ epoch, position }) }),
    ...(asOf !== undefined && { 'Tierline-As-Of': asOf }),
  };
  if ('items' in answer) {
    const { items, next } = answer;
    return { headers, body: { items, ...(next !== undefined && { next: encodeCursor(next) }) } };
  }
  const { document, stateRevision } = answer;
  if (!document)
    throw new ProblemError('not-found', 'There is no such document, or the view has not seen it yet', { headers });
  return {
    headers: { ...headers, ...(stateRevision !== undefined && { ETag: entityTag(stateRevision) }) },
    body: document,
  };
}

/**
 * Cuts a page from what was read.
 *
 * @param items one more than the page may hold, so that it shows whether another page follows
 */
export function pageOf<Doc extends object>(
  items: readonly Doc[],
  limit: number,
  keyOf: (document: Doc) => string,
): Pick<PageAnswer<Doc>, 'items' | 'next'> {
  const page = items.slice(0, limit);
  const last = page.at(-1);
  return { items: page, next: items.length > limit && last ? keyOf(last) : undefined };
}
