import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { progress } from './progress.js';
import { runBatch } from './run-batch.js';
import { slots } from './slots.js';
import { recordOf } from './testing/records.js';

const turn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

describe('a batch', () => {
  it('keeps the order of each key, runs no more at once than there are slots, and runs everything once', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.constantFrom('a', 'b', 'c', 'd'), { maxLength: 30 }),
        fc.integer({ min: 1, max: 5 }),
        fc.infiniteStream(fc.integer({ min: 0, max: 3 })),
        async (keys, count, delays) => {
          const records = keys.map((key, index) => recordOf(key, String(index), index));
          const ended: number[] = [];
          let running = 0;
          let most = 0;
          await runBatch(
            records,
            slots(count),
            () => true,
            async (_, index) => {
              running += 1;
              most = Math.max(most, running);
              const { value: turns } = delays.next() as IteratorResult<number, number>;
              for (let left = turns; left > 0; left -= 1) await turn();
              running -= 1;
              ended.push(index);
            },
          );
          expect(ended.toSorted((a, b) => a - b)).toEqual(keys.map((_, index) => index));
          expect(most).toBeLessThanOrEqual(count);
          for (const key of new Set(keys)) {
            const ofKey = ended.filter((index) => keys[index] === key);
            expect(ofKey).toEqual(ofKey.toSorted((a, b) => a - b));
          }
        },
      ),
      { numRuns: 50 },
    );
  });

  it('begins nothing once it may not, and ends what has begun', async () => {
    const records = ['a', 'b', 'a', 'c'].map((key, index) => recordOf(key, String(index), index));
    const ended: number[] = [];
    let may = true;
    await runBatch(
      records,
      slots(2),
      () => may,
      async (_, index) => {
        await turn();
        may = false;
        ended.push(index);
      },
    );
    expect(ended).toEqual([0, 1]);
  });
});

describe('slots', () => {
  it('are free again after a failure', async () => {
    const slot = slots(1);
    await expect(slot(async () => Promise.reject(new Error('failed')))).rejects.toThrow('failed');
    expect(await slot(async () => 'ran')).toBe('ran');
  });
});

describe('progress', () => {
  it('ends before the first gap, in whatever order records are done', () => {
    fc.assert(
      fc.property(fc.shuffledSubarray([0, 1, 2, 3, 4, 5, 6, 7]), (done) => {
        const { done: isDone, last } = progress();
        done.forEach(isDone);
        let expected = -1;
        while (done.includes(expected + 1)) expected += 1;
        expect(last()).toBe(expected);
      }),
    );
  });
});
