import { describe, expect, it } from '@jest/globals';
import { taken } from './taken.js';

const place = (partition: number, last: bigint) => ({ topic: 'orders', partition, first: 0n, last });
const groupAt = () => {
  const saved = new Map<number, string>();
  const fetchOffsets = () =>
    Promise.resolve([
      { topic: 'orders', partitions: [...saved].map(([partition, offset]) => ({ partition, offset, metadata: null })) },
    ]);
  return { saved, ...taken({ fetchOffsets }, 'tierline.customer-value', ['orders']) };
};

describe('what a service has taken', () => {
  it('is what its group has saved an offset behind', async () => {
    const { saved, reached, look } = groupAt();
    const done: string[] = [];
    const waits = [
      reached(place(0, 4n)).then(() => done.push('0/4')),
      reached(place(1, 9n)).then(() => done.push('1/9')),
    ];
    saved.set(0, '4').set(1, '-1');
    expect([await look(), done]).toEqual([0, []]);
    saved.set(0, '5');
    expect([await look(), done]).toEqual([1, ['0/4']]);
    saved.set(1, '100');
    expect(await look()).toBe(1);
    await Promise.all(waits);
    expect(done).toEqual(['0/4', '1/9']);
  });

  it('is not waited for after a failure', async () => {
    const { reached, fail } = groupAt();
    const waiting = reached(place(0, 4n));
    fail(new RangeError('gone'));
    await expect(waiting).rejects.toThrow('gone');
  });
});
