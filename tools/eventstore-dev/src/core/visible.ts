import type { StreamMetadata } from './metadata.js';

/**
 * The first revision that readers of a stream see: truncate-before, maximum count and maximum age, whichever
 * hides most. It may lie behind `last`: then nothing is visible.
 * @param last the stream's last revision
 * @param firstNotOlderThan revision of the first event created at or after an instant (ms since the epoch)
 * @param now ms since the epoch
 */
export function firstVisibleRevision(
  last: number,
  metadata: StreamMetadata,
  firstNotOlderThan: (instant: number) => number,
  now: number,
): number {
  const { truncateBefore = 0, maxCount, maxAge } = metadata;
  return Math.max(
    truncateBefore,
    maxCount === undefined ? 0 : last - maxCount + 1,
    maxAge === undefined ? 0 : firstNotOlderThan(now - maxAge * 1000),
  );
}
