import { describe, expect, it } from '@jest/globals';
import { forEachAtOnce } from './pool.js';

describe('work on a stream', () => {
  it('is done on everything once, never on more at once than it may, and reads no further', async () => {
    let [read, under, most, done] = [0, 0, 0, 0];
    const numbers = async function* () {
      for (let number = 0; number < 100; number += 1) {
        read += 1;
        yield number;
      }
    };
    await forEachAtOnce(numbers(), 7, async () => {
      under += 1;
      most = Math.max(most, under);
      expect(read).toBeLessThanOrEqual(done + 7);
      await new Promise(setImmediate);
      under -= 1;
      done += 1;
    });
    expect([read, most, done]).toEqual([100, 7, 100]);
  });

  it('ends with the first failure, and closes the stream', async () => {
    let isClosed = false;
    const numbers = async function* () {
      try {
        for (let number = 0; ; number += 1) yield number;
      } finally {
        isClosed = true;
      }
    };
    const work = (number: number) => (number === 5 ? Promise.reject(new RangeError('five')) : Promise.resolve());
    await expect(forEachAtOnce(numbers(), 3, work)).rejects.toThrow('five');
    expect(isClosed).toBe(true);
  });
});
