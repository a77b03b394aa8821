const SUPPRESSION = /(?:\/\/|\/\*)\s*eslint(?:-disable[a-z-]*)?\s.*$/gm;
const FOUNDED = /eslint-disable[a-z-]*\s+[@\w/-]+(?:,\s*[@\w/-]+)*\s+--\s+\S/;
const BOUNDARY = /no-restricted-|max-lines/;

/**
 * The comments of a source that switch a rule off without naming it, without a reason behind `--`, or that switch off
 * one of the rules which hold the boundaries.
 *
 * @returns the comments as they stand, trimmed
 */
export const unfoundedSuppressions = (source: string): string[] =>
  [...source.matchAll(SUPPRESSION)]
    .map(([comment]) => comment.trim())
    .filter((comment) => !FOUNDED.test(comment) || BOUNDARY.test(comment));
