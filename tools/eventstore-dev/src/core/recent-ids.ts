/** Ids of events written lately, within a bound on their weight, as the real server remembers them. */
export interface RecentIds {
  /** Revision at which `id` was written to `stream`; undefined when it is not, or no longer, remembered. */
  revisionOf(stream: string, id: string): number | undefined;
  add(stream: string, id: string, revision: number): void;
  remove(id: string): void;
}

/** The real server's bound, in bytes, and what one remembered id weighs there beside its stream's name. */
const BOUND = 8 << 20;
const WEIGHT = 28;
const weight = (stream: string): number => WEIGHT + 2 * stream.length;

/** Makes an empty memory that forgets the oldest ids beyond `bound` bytes; 0 remembers nothing. */
export function createRecentIds(bound = BOUND): RecentIds {
  const known = new Map<string, { readonly stream: string; readonly revision: number }>();
  let used = 0;
  const remove = (id: string): void => {
    const entry = known.get(id);
    if (!entry) return;
    known.delete(id);
    used -= weight(entry.stream);
  };
  return {
    revisionOf: (stream, id) => {
      const entry = known.get(id);
      return entry?.stream === stream ? entry.revision : undefined;
    },
    add: (stream, id, revision) => {
      remove(id);
      known.set(id, { stream, revision });
      used += weight(stream);
      for (const oldest of known.keys()) {
        if (used <= bound) break;
        remove(oldest);
      }
    },
    remove,
  };
}
