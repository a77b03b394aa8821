import { ProblemError } from './problem.js';

// RFC 9110, section 8.8.3: an entity tag may hold commas, so a list of them cannot be split at commas.
const ENTITY_TAG = /\s*(?:(W\/)?"([\x21\x23-\x7e\x80-\xff]*)")?\s*(?:,|$)/gy;
const REVISION = /^(?:0|[1-9]\d{0,14})$/;

/** The revision of no state: a condition that never holds. */
export const NO_STATE = -2;

/** The entity tag of a state. */
export const entityTag = (stateRevision: number): string => `"${String(stateRevision)}"`;

/**
 * Reads `If-Match` (RFC 9110, section 13.1.1).
 *
 * A weak tag matches nothing, since the comparison is strong, and neither does a tag that we did not give.
 *
 * @returns the revision that the state must have, `NO_STATE` when nothing can match, or nothing when there is no
 *   condition: no header, or `*`, which asks only that there be a state, and a command on none is answered 404 anyway
 * @throws {ProblemError} malformed-request, for what is no list of entity tags, or one with several of our revisions
 */
export function parseIfMatch(header: string | undefined): number | undefined {
  if (header === undefined || header.trim() === '*') return undefined;
  const revisions = new Set(strongTags(header).filter((tag) => REVISION.test(tag)));
  if (revisions.size > 1) throw new ProblemError('malformed-request', 'If-Match must name one state, as "4"');
  const [revision] = revisions;
  return revision === undefined ? NO_STATE : Number(revision);
}

function strongTags(header: string): readonly string[] {
  const found = [...header.matchAll(ENTITY_TAG)];
  const isComplete = found.reduce((length, [text]) => length + text.length, 0) === header.length;
  const tags = found.filter(([, , tag]) => tag !== undefined);
  if (!isComplete || tags.length === 0) {
    throw new ProblemError('malformed-request', 'If-Match must be * or an entity tag in quotes, as "4"');
  }
  return tags.flatMap(([, weak, tag]) => (weak === undefined && tag !== undefined ? [tag] : []));
}
