import type { StreamName } from '../ids.js';
import {
  StreamDestroyed,
  type Appended,
  type ErasableStore,
  type ExpectedRevision,
  type NewEvent,
  type StoredEvent,
} from '../ports.js';
import { freeze } from './freeze.js';

/** An in-memory twin of the event store for unit specs, with the store's rule for a repeated append. */
export function memoryStore(): ErasableStore & { readonly streams: ReadonlyMap<StreamName, readonly StoredEvent[]> } {
  const streams = new Map<StreamName, StoredEvent[]>();
  const destroyed = new Set<StreamName>();
  let commit = 0n;
  const usable = (stream: StreamName) =>
    destroyed.has(stream) ? Promise.reject(new StreamDestroyed(stream)) : Promise.resolve();
  const appendNow = (stream: StreamName, events: readonly NewEvent[], expected: ExpectedRevision) => {
    const existing = streams.get(stream) ?? [];
    const at = expected === 'no-stream' ? 0 : expected + 1;
    const repeated = existing.slice(at, at + events.length);
    if (at < existing.length && repeated.every((event, index) => event.id === events[index]?.id)) {
      return answer(repeated);
    }
    if (at !== existing.length) return 'conflict';
    const stored = events.map((event, index): StoredEvent => {
      commit += 1n;
      return freeze({ ...event, stream, revision: at + index, position: { commit, prepare: commit } });
    });
    streams.set(stream, [...existing, ...stored]);
    return answer(stored);
  };
  return {
    streams,
    append: (stream, events, expected) => usable(stream).then(() => appendNow(stream, events, expected)),
    read: (stream, from = 0) => usable(stream).then(() => (streams.get(stream) ?? []).slice(from)),
    destroy: (stream) => {
      streams.delete(stream);
      destroyed.add(stream);
      return Promise.resolve();
    },
    remove: (stream, last) => {
      if (last !== undefined && last !== streams.get(stream)?.at(-1)?.revision) return Promise.resolve('conflict');
      streams.delete(stream);
      return Promise.resolve('removed');
    },
  };
}

function answer(stored: readonly StoredEvent[]): Appended {
  const last = stored.at(-1);
  if (!last) throw new Error('an append of nothing');
  return { revision: last.revision, position: last.position };
}
