import { describe, expect, it } from '@jest/globals';
import { backlog, forEachAtOnce } from './pool.js';

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

describe('what is waited for later', () => {
  it('takes no more than it may until one has ended, and ends with the last', async () => {
    const { add, end } = backlog(2);
    const tasks = Array.from({ length: 3 }, () => Promise.withResolvers<undefined>());
    const ended: string[] = [];
    const [first, second, third] = tasks.map(({ promise }, index) =>
      add(promise).then(() => ended.push(`add ${index}`)),
    );
    await Promise.all([first, second]);
    await new Promise(setImmediate);
    expect(ended).toEqual(['add 0', 'add 1']);
    tasks[1]?.resolve(undefined);
    await third;
    const whole = end().then(() => ended.push('end'));
    tasks[0]?.resolve(undefined);
    await new Promise(setImmediate);
    expect(ended).toEqual(['add 0', 'add 1', 'add 2']);
    tasks[2]?.resolve(undefined);
    await whole;
  });

  it('tells a failure to whoever waits next', async () => {
    const { add, end } = backlog(1);
    await add(Promise.reject(new RangeError('gone')));
    await expect(add(Promise.resolve())).rejects.toThrow('gone');
    await expect(end()).rejects.toThrow('gone');
  });
});
