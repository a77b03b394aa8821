import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { ConsumedRecord } from './record.js';
import { seenPositions } from './seen-positions.js';
import { recordOf } from './testing/records.js';

const published = (offset: number, position: string | undefined): ConsumedRecord => {
  const record = recordOf('a', String(offset), offset);
  return {
    ...record,
    headers: { ...record.headers, ...(position !== undefined && { 'tierline-position': position }) },
  };
};
const at = (offset: number, commit: number) => published(offset, `${String(commit)}/${String(commit)}`);
const repeatedIn = (seen: ReturnType<typeof seenPositions>, ...records: readonly ConsumedRecord[]) => {
  const batch = seen.look(records);
  batch.passed(records.length - 1);
  return [...batch.repeated];
};

describe('a published record that comes twice', () => {
  it('is known by its position within a batch, and by that of the batch before', () => {
    const seen = seenPositions();
    expect(repeatedIn(seen, at(0, 10), at(1, 20), at(2, 10), at(3, 20), at(4, 30))).toEqual([2, 3]);
    expect(repeatedIn(seen, at(5, 30), at(6, 40))).toEqual([0]);
  });

  it('is compared as a number, by commit and then by prepare', () => {
    const seen = seenPositions();
    expect(repeatedIn(seen, at(0, 9), at(1, 10), published(2, '11/3'), published(3, '11/2'))).toEqual([3]);
  });

  it('is known in its own partition alone', () => {
    const seen = seenPositions();
    expect(repeatedIn(seen, at(0, 10))).toEqual([]);
    expect(repeatedIn(seen, { ...at(0, 10), partition: 1 })).toEqual([]);
  });
});

describe('a published record that must not be passed over', () => {
  it('is one that was fetched before and not done', () => {
    const seen = seenPositions();
    const records = [at(0, 10), at(1, 20), at(2, 30)] as const;
    seen.look(records).passed(0);
    expect(repeatedIn(seen, records[1], records[2])).toEqual([]);
    expect(repeatedIn(seen, ...records)).toEqual([]);
  });

  it('is one of a partition that was given away meanwhile', () => {
    const seen = seenPositions();
    repeatedIn(seen, at(0, 10));
    seen.keep(new Set(['orders[0]']));
    expect(repeatedIn(seen, at(1, 10))).toEqual([0]);
    seen.keep(new Set(['orders[1]']));
    expect(repeatedIn(seen, at(2, 10))).toEqual([]);
  });

  it.each([['none'], ['2:10/10'], ['10']])(
    'is one whose position is of another kind, nor the one after it: %s',
    (text) => {
      const seen = seenPositions();
      expect(
        repeatedIn(seen, at(0, 50), published(1, text === 'none' ? undefined : text), at(2, 20), at(3, 20)),
      ).toEqual([3]);
    },
  );

  it('is never one that is new, however batches are cut, fetched again and repeated', () => {
    fc.assert(
      fc.property(
        fc.array(fc.nat(30), { minLength: 1, maxLength: 40 }),
        fc.infiniteStream(fc.record({ size: fc.integer({ min: 1, max: 7 }), done: fc.nat(7) })),
        (positions, steps) => {
          const seen = seenPositions();
          const log = positions.map((position, offset) => at(offset, position));
          const taken = new Set<number>();
          for (let next = 0; next < log.length;) {
            const { size, done } = steps.next().value as { readonly size: number; readonly done: number };
            const records = log.slice(next, next + size);
            const batch = seen.look(records);
            const last = Math.min(done, records.length) - 1;
            for (let place = 0; place <= last; place += 1) {
              if (!batch.repeated.has(place)) taken.add(positions[next + place] ?? -1);
            }
            if (last >= 0) batch.passed(last);
            next += last + 1;
          }
          // What is passed over had come before, or had been overtaken by a higher one, which never happens to a publisher.
          const highs = positions.filter((position, index) =>
            positions.slice(0, index).every((each) => each < position),
          );
          return highs.every((position) => taken.has(position));
        },
      ),
    );
  });
});
