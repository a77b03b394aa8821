import type { EventIndex } from './event-index.js';
import { ownerOf } from './metadata.js';
import { isTombstone, type StreamsView } from './streams-view.js';

/**
 * Decides which events a scavenge may take away: those of ended streams but for the tombstone, and those that
 * metadata hides. The last event of a stream that can go on stays, for its revision's sake.
 * @returns a predicate on ordinals
 */
export function erasable(index: EventIndex, view: StreamsView): (ordinal: number) => boolean {
  const bounds = new Map<string, number>();
  const boundOf = (name: string): number => {
    const owner = ownerOf(name);
    const last = index.stream(name)?.last ?? -1;
    if (owner !== undefined && isTombstone(index.stream(owner)?.last ?? -1)) return Infinity;
    if (isTombstone(last)) return last;
    const { ordinals, from, to } = view.visible(name);
    const first = from < to ? ordinals[from] : undefined;
    return first === undefined ? last : index.revision(first);
  };
  return (ordinal) => {
    const name = index.streamName(ordinal);
    let bound = bounds.get(name);
    if (bound === undefined) {
      bound = boundOf(name);
      bounds.set(name, bound);
    }
    return index.revision(ordinal) < bound;
  };
}
