import { ONLY_PARTITION } from '../dead-letters.js';
import { textHeaders } from '../cloud-events.js';
import type { PartitionReader } from '../partition-reader.js';
import type { ConsumedRecord, TextHeaders } from '../record.js';
import { asidePart, originalHeaders, recordName, type AsidePart, type Cause, type RecordId } from './aside.js';
import { decodeEntryKey, laneOfEntry } from './parked-entry.js';
import { parkedSet } from './parked-set.js';
import { decodeSettlement, type Settlement } from './settlement.js';

/** Something that was put aside: a dead letter, a parked command, or what was either and is settled. */
export interface PutAside {
  readonly id: RecordId;
  /** The key of its record, which is the id of an aggregate. */
  readonly key: Buffer | null;
  readonly lane: string;
  readonly state: 'parked' | 'dead-letter' | 'settled';
  readonly cause: Cause<string>;
  /** When its record was written, and when it was put aside, as ISO 8601. */
  readonly writtenAt: string;
  readonly asideAt: string;
  /** How many bytes are kept, sealed. */
  readonly bytes: number;
  /** The headers of its record. */
  readonly headers: TextHeaders;
  /** Of a dead letter: the offsets of its parts in the dead-letter topic. */
  readonly offsets: readonly string[];
  /** What became of it, in order. */
  readonly settlements: readonly Settlement[];
}

/** Where a context puts things aside. */
export interface AsideTopics {
  readonly deadLetters: string;
  readonly parked: string;
}

interface Part extends AsidePart {
  readonly key: Buffer | null;
  readonly offset: string;
  readonly asideAt: string;
  readonly bytes: number;
  readonly headers: TextHeaders;
}
interface Found {
  /** By their numbers. One that comes again may stand for the other: each was sealed by itself. */
  parts: Map<number, Part>;
  state: PutAside['state'];
  readonly settlements: Settlement[];
}

/**
 * Reads everything that a context has put aside and not forgotten, parked commands first. No bytes are opened.
 *
 * @throws {DependencyUnavailable}
 */
export async function inventory(records: PartitionReader, topics: AsideTopics): Promise<readonly PutAside[]> {
  const found = new Map<string, Found>();
  const of = (id: RecordId): Found => {
    const name = recordName(id);
    const made = found.get(name) ?? { parts: new Map<number, Part>(), state: 'settled', settlements: [] };
    found.set(name, made);
    return made;
  };
  const partitions = await records.partitions(topics.parked);
  for (let partition = 0; partition < partitions; partition += 1) await readParked(records, topics, partition, of);
  for await (const record of all(records, topics.deadLetters, ONLY_PARTITION)) {
    const settlement = decodeSettlement(record);
    if (settlement?.id) settle(of(settlement.id), settlement);
    const part = partOf(record, record.key);
    if (part) putAside(of(part.id), part);
  }
  return [...found.values()].flatMap((each) => described(each) ?? []);
}

async function readParked(
  records: PartitionReader,
  { parked }: AsideTopics,
  partition: number,
  of: (id: RecordId) => Found,
): Promise<void> {
  const set = parkedSet();
  const parts = new Map<string, Map<number, Part>>();
  for await (const record of all(records, parked, partition)) {
    set.apply(record);
    const { id, key } = decodeEntryKey(record.key);
    const part = record.value === null ? undefined : partOf(record, key);
    if (!part) continue;
    const known = parts.get(recordName(id)) ?? new Map<number, Part>();
    parts.set(recordName(id), known.set(part.part, part));
  }
  for (const { id, name } of set.lanes().flatMap(set.list)) {
    Object.assign(of(id), { parts: parts.get(name), state: 'parked' });
  }
}

async function* all(records: PartitionReader, topic: string, partition: number): AsyncIterable<ConsumedRecord> {
  const { low, high } = await records.ends(topic, partition);
  yield* records.read(topic, partition, low, high);
}

function putAside(found: Found, part: Part): void {
  if (found.state === 'parked') return;
  found.parts.set(part.part, part);
  found.state = 'dead-letter';
}

function settle(found: Found, settlement: Settlement): void {
  found.settlements.push(settlement);
  const isDone = settlement.kind === 'redriven' || settlement.kind === 'discarded';
  if (isDone && found.state === 'dead-letter') found.state = 'settled';
}

function partOf({ headers, value, offset, timestamp }: ConsumedRecord, key: Buffer | null): Part | undefined {
  const said = asidePart(headers);
  return (
    said && {
      ...said,
      ...{ key, offset, bytes: value?.length ?? 0 },
      headers: textHeaders(originalHeaders(headers)),
      asideAt: new Date(timestamp).toISOString(),
    }
  );
}

function described({ parts, state, settlements }: Found): PutAside | undefined {
  const inOrder = [...parts.values()].toSorted((one, other) => one.part - other.part);
  const [first] = inOrder;
  // Of what was parked and is settled, nothing but that is left; of what is half put aside, the other half is to come.
  if (first?.parts !== inOrder.length) return undefined;
  const { id, key, cause, writtenAt, asideAt, headers } = first;
  return {
    ...{ id, key, cause, writtenAt, asideAt, headers, state, settlements },
    lane: laneOfEntry({ id, key }),
    bytes: inOrder.reduce((sum, { bytes }) => sum + bytes, 0),
    offsets: state === 'parked' ? [] : inOrder.map(({ offset }) => offset),
  };
}
