import type { Position } from '@tierline/kernel';
import { isAtLeast } from '../views/position-gate.js';
import { textHeaders } from './cloud-events.js';
import { partitionName } from './paused-partitions.js';
import { readPosition } from './publication.js';
import type { ConsumedRecord } from './record.js';

/** What a batch of published records holds that came before. */
export interface SeenBatch {
  /** The records, by their places, whose position is not above that of a record before them. */
  readonly repeated: ReadonlySet<number>;
  /** All records up to this place are done. */
  passed(last: number): void;
}

/**
 * The positions up to which published records have been seen, by partition: as defence in depth against a publisher that
 * publishes twice after all. One publisher writes a partition, so its positions only grow.
 *
 * They are kept in memory, as long as the partition is ours. What repeats something from before that has the same command id,
 * and finds its answer in the stream.
 */
export interface SeenPositions {
  look(records: readonly ConsumedRecord[]): SeenBatch;
  /** Only these partitions are ours now. */
  keep(assigned: ReadonlySet<string>): void;
}

interface Seen {
  /** The highest position at or below the offset; nothing when it cannot be told. */
  readonly highest: Position | undefined;
  readonly offset: bigint;
}

/** Begins with nothing seen. */
export function seenPositions(): SeenPositions {
  const seen = new Map<string, Seen>();
  return {
    look: (records) => {
      const [first] = records;
      if (!first) return { repeated: new Set(), passed: () => undefined };
      const name = partitionName(first.topic, first.partition);
      const before = seen.get(name);
      // A batch that is fetched again from before what was seen holds records that were not done: none of them is a repetition.
      let highest = before && before.offset < BigInt(first.offset) ? before.highest : undefined;
      const repeated = new Set<number>();
      const standings: Seen[] = [];
      for (const [place, record] of records.entries()) {
        const position = positionOf(record);
        if (position && highest && isAtLeast(highest, position)) repeated.add(place);
        // After a record that carries none, or one of another kind, nothing is known of those before it.
        else highest = position;
        standings.push({ highest, offset: BigInt(record.offset) });
      }
      return {
        repeated,
        passed: (last) => {
          const standing = standings[last];
          if (standing) seen.set(name, standing);
        },
      };
    },
    keep: (assigned) => {
      for (const name of seen.keys()) if (!assigned.has(name)) seen.delete(name);
    },
  };
}

const positionOf = ({ headers }: ConsumedRecord): Position | undefined =>
  readPosition(textHeaders(headers)['tierline-position']);
