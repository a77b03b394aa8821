import { firstIndex } from './columns.js';
import type { EventIndex, IndexedStream } from './event-index.js';
import { isSoftDeleted, ownerOf, type StreamMetadata } from './metadata.js';
import type { MetadataView } from './metadata-view.js';
import { firstVisibleRevision } from './visible.js';

/** What readers see of a stream: `ordinals[from]` up to, not including, `ordinals[to]`. */
export interface VisibleStream {
  readonly state: 'missing' | 'deleted' | 'tombstoned' | 'present';
  readonly ordinals: readonly number[];
  readonly from: number;
  readonly to: number;
}

/** The readers' side of the index: only what is durable, and of that only what metadata leaves visible. */
export type StreamsView = ReturnType<typeof createStreamsView>;

/** Revisions from here on are a tombstone's; no stream gets so long. */
const TOMBSTONE_FROM = 2 ** 62;
/** Whether a revision, as the index holds it, is that of a tombstone. */
export const isTombstone = (revision: number): boolean => revision >= TOMBSTONE_FROM;

/** Makes a view on which nothing is durable yet. `now` is in ms since the Unix epoch. */
export function createStreamsView(index: EventIndex, metadata: MetadataView, now: () => number) {
  let committed = 0;
  const waiting = new Set<() => void>();

  const metadataOf = (name: string): StreamMetadata =>
    ownerOf(name) === undefined ? (metadata.forReaders(name) ?? {}) : { maxCount: 1 };

  const durableLength = ({ ordinals }: IndexedStream): number => {
    let length = ordinals.length;
    while (length > 0 && (ordinals[length - 1] ?? 0) >= committed) length -= 1;
    return length;
  };
  const oldestSince = (stream: IndexedStream, instant: number): number => {
    const { ordinals, last } = stream;
    const at = firstIndex(0, ordinals.length, (each) => index.created(ordinals[each] ?? 0) >= instant);
    const found = ordinals[at];
    return found === undefined ? last + 1 : index.revision(found);
  };
  const tombstoned = (name: string): boolean => {
    const stream = index.stream(name);
    const last = stream?.ordinals[durableLength(stream) - 1];
    return last !== undefined && isTombstone(index.revision(last));
  };

  return {
    /** Number of durable events. */
    committed: () => committed,

    /** Makes the first `length` events visible and wakes who waits for more. */
    commit: (length: number): void => {
      committed = length;
      metadata.commit(length);
      for (const wake of waiting) wake();
    },

    /** Calls `wake` after each commit until the returned function is called. */
    onCommit: (wake: () => void): (() => void) => {
      waiting.add(wake);
      return () => waiting.delete(wake);
    },

    metadataOf,

    /** The visible part of the stream, now. */
    visible: (name: string): VisibleStream => {
      const stream = index.stream(name);
      const to = stream ? durableLength(stream) : 0;
      const last = stream?.ordinals[to - 1];
      const owner = ownerOf(name);
      const dead = tombstoned(name) || (owner !== undefined && tombstoned(owner));
      if (dead) return { state: 'tombstoned', ordinals: stream?.ordinals ?? [], from: to, to };
      if (!stream || last === undefined) return { state: 'missing', ordinals: [], from: 0, to: 0 };
      const rules = metadataOf(name);
      const first = firstVisibleRevision(index.revision(last), rules, (at) => oldestSince(stream, at), now());
      const from = Math.min(index.indexFrom(stream, first), to);
      return { state: isSoftDeleted(rules) ? 'deleted' : 'present', ordinals: stream.ordinals, from, to };
    },
  };
}
