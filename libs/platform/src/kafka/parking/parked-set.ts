import type { ConsumedRecord } from '../record.js';
import { recordName, type RecordId } from './aside.js';
import { decodeEntryKey, laneOfEntry, type EntryKey, type ParkedEntry } from './parked-entry.js';

/** What is parked in one partition of the parked topic: a fold of its records, which keeps where the bytes are and not the bytes. */
export interface ParkedSet {
  /** A record of the partition. Records may come again, and late. @throws {SyntaxError | TypeError} on a key that is none of ours */
  readonly apply: (record: Pick<ConsumedRecord, 'key' | 'value' | 'offset'>) => void;
  readonly isParked: (lane: string) => boolean;
  /** The commands of a lane, in the order in which they were sent. */
  readonly list: (lane: string) => readonly ParkedEntry[];
  /** Whether a command was parked once, and is done with. */
  readonly isSettled: (id: RecordId) => boolean;
  readonly lanes: () => readonly string[];
  /** Parts that were left behind when the removal of an entry was interrupted. */
  readonly leftovers: () => readonly EntryKey[];
}

type Entry = Omit<ParkedEntry, 'parts'> & { readonly parts: Map<number, bigint> };

/** Makes an empty set. */
export function parkedSet(): ParkedSet {
  const entries = new Map<string, Entry>();
  const byLane = new Map<string, Map<string, Entry>>();
  const settled = new Set<string>();

  const entryOf = ({ id, key }: EntryKey): Entry => {
    const name = recordName(id);
    const found = entries.get(name);
    if (found) return found;
    const made = { id, key, name, lane: laneOfEntry({ id, key }), parts: new Map<number, bigint>() };
    entries.set(name, made);
    return made;
  };
  const leave = ({ lane, name }: Entry) => {
    const lanes = byLane.get(lane);
    lanes?.delete(name);
    if (lanes?.size === 0) byLane.delete(lane);
  };
  const entriesOf = (lane: string) => [...(byLane.get(lane)?.values() ?? [])];

  return {
    apply: ({ key, value, offset }) => {
      const decoded = decodeEntryKey(key);
      const entry = entryOf(decoded);
      if (value === null) {
        entry.parts.delete(decoded.part);
        settled.add(entry.name);
        leave(entry);
        if (entry.parts.size === 0) entries.delete(entry.name);
        return;
      }
      entry.parts.set(decoded.part, BigInt(offset));
      // Once it is done with, whoever parks it is late: a replica that was asleep, or a request that was long under way.
      if (settled.has(entry.name) || !entry.parts.has(1)) return;
      const lane = byLane.get(entry.lane) ?? new Map<string, Entry>();
      byLane.set(entry.lane, lane.set(entry.name, entry));
    },
    isParked: (lane) => byLane.has(lane),
    list: (lane) =>
      entriesOf(lane)
        .toSorted((one, other) => (BigInt(one.id.offset) < BigInt(other.id.offset) ? -1 : 1))
        .map(({ parts, ...entry }) => ({
          ...entry,
          parts: [...parts].toSorted(([one], [other]) => one - other).map(([part, offset]) => ({ part, offset })),
        })),
    isSettled: (id) => settled.has(recordName(id)),
    lanes: () => [...byLane.keys()],
    leftovers: () =>
      [...entries.values()]
        .filter(({ name }) => settled.has(name))
        .flatMap(({ id, key, parts }) => [...parts.keys()].map((part) => ({ id, key, part }))),
  };
}
