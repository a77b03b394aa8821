import { doubles, firstIndex, naturals } from './columns.js';

/** Where an event lies and what it is, without its payload. `offset` and `length` are bytes in the log. */
export interface IndexEntry {
  readonly stream: string;
  readonly revision: number;
  readonly position: number;
  readonly offset: number;
  readonly length: number;
  readonly type: string;
  readonly created: number;
}

/** One stream: the ordinals of its events in `$all`, rising, and its last revision (-1 where it has none). */
export interface IndexedStream {
  readonly name: string;
  readonly ordinals: number[];
  last: number;
}

/** Every event of the log by its ordinal in `$all`, and by stream. Holds no payload. */
export type EventIndex = ReturnType<typeof createEventIndex>;

/** Makes an empty index. */
export function createEventIndex() {
  const [positions, offsets, revisions, created] = [doubles(), doubles(), doubles(), doubles()];
  const [lengths, streamIds, typeIds] = [naturals(), naturals(), naturals()];
  const columns = [positions, offsets, revisions, created, lengths, streamIds, typeIds];
  const byName = new Map<string, number>();
  const streams: IndexedStream[] = [];
  const typeNumbers = new Map<string, number>();
  const types: string[] = [];

  const streamAt = (ordinal: number): IndexedStream => {
    const stream = streams[streamIds.at(ordinal)];
    if (!stream) throw new RangeError(`no stream for event ${ordinal}`);
    return stream;
  };
  const intern = (name: string): number => {
    const known = byName.get(name);
    if (known !== undefined) return known;
    byName.set(name, streams.length);
    return streams.push({ name, ordinals: [], last: -1 }) - 1;
  };
  const typeNumber = (type: string): number => {
    const known = typeNumbers.get(type);
    if (known !== undefined) return known;
    typeNumbers.set(type, types.length);
    return types.push(type) - 1;
  };
  const stream = (name: string): IndexedStream | undefined => streams[byName.get(name) ?? -1];

  return {
    /** Number of events, those not yet durable included. */
    length: positions.length,
    position: positions.at,
    offset: offsets.at,
    size: lengths.at,
    revision: revisions.at,
    created: created.at,
    streamName: (ordinal: number) => streamAt(ordinal).name,
    type: (ordinal: number) => types[typeIds.at(ordinal)] ?? '',
    stream,

    /** Adds the next event. Revisions of a stream must rise. */
    add: (entry: IndexEntry): void => {
      const id = intern(entry.stream);
      const ordinal = positions.length();
      positions.push(entry.position);
      offsets.push(entry.offset);
      revisions.push(entry.revision);
      created.push(entry.created);
      lengths.push(entry.length);
      streamIds.push(id);
      typeIds.push(typeNumber(entry.type));
      const owner = streamAt(ordinal);
      owner.ordinals.push(ordinal);
      owner.last = entry.revision;
    },

    /** Forgets all events from `length` on. */
    truncate: (length: number): void => {
      for (let ordinal = positions.length() - 1; ordinal >= length; ordinal -= 1) {
        const owner = streamAt(ordinal);
        owner.ordinals.pop();
        const previous = owner.ordinals.at(-1);
        owner.last = previous === undefined ? -1 : revisions.at(previous);
      }
      for (const each of columns) each.truncate(length);
    },

    /** Ordinal of the first event at or behind `position` in `$all`. */
    ordinalFrom: (position: number): number =>
      firstIndex(0, positions.length(), (ordinal) => positions.at(ordinal) >= position),

    /** Index into the stream's ordinals of its first event at or behind `revision`. */
    indexFrom: (of: IndexedStream, revision: number): number =>
      firstIndex(0, of.ordinals.length, (index) => revisions.at(of.ordinals[index] ?? 0) >= revision),
  };
}
