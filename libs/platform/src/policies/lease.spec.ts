import { describe, expect, it } from '@jest/globals';
import { leased, leasesEnded, usualLease } from './lease.js';
import { virtualLease } from './testing/virtual-lease.js';

/** Reads that end when the spec says so, each with its number. */
function reads() {
  const time = virtualLease();
  const runs: { end: () => void; fail: (error: Error) => void }[] = [];
  const ask = leased(() => {
    const { promise, resolve, reject } = Promise.withResolvers<number>();
    const number = runs.length + 1;
    runs.push({
      end: () => {
        resolve(number);
      },
      fail: reject,
    });
    return promise;
  }, time.lease);
  return { time, runs, ask };
}

describe('a leased read', () => {
  it('is shared by all who ask until the lease is over, and is then made again', async () => {
    const { time, runs, ask } = reads();
    const asked = [ask(), ask()];
    runs[0]?.end();
    time.pass(time.lease.milliseconds - 1);
    expect(await Promise.all([...asked, ask()])).toEqual([1, 1, 1]);
    time.pass(1);
    const next = ask();
    runs[1]?.end();
    expect(await next).toBe(2);
    expect(runs).toHaveLength(2);
  });

  it('is as old as its beginning: the time that it takes is no time of the lease', async () => {
    const { time, runs, ask } = reads();
    const slow = ask();
    time.pass(time.lease.milliseconds);
    const next = ask();
    runs[1]?.end();
    runs[0]?.end();
    expect(await Promise.all([slow, next, ask()])).toEqual([1, 2, 2]);
  });

  it('fails those who shared it, and is made again by the next who asks', async () => {
    const { runs, ask } = reads();
    const shared = [ask(), ask()];
    runs[0]?.fail(new Error('down'));
    for (const each of shared) await expect(each).rejects.toThrow('down');
    const next = ask();
    runs[1]?.end();
    expect(await next).toBe(2);
  });
});

describe('the usual lease', () => {
  it('is waited out for longer than it runs, by a clock that does not go back', async () => {
    const began = usualLease.now();
    await leasesEnded(usualLease);
    expect(usualLease.now() - began).toBeGreaterThan(usualLease.milliseconds);
  });
});
