import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { silentLog } from '../log.js';
import { partitionName, pausedPartitions } from './paused-partitions.js';

beforeEach(() => void jest.useFakeTimers());
afterEach(() => void jest.useRealTimers());

const given = () => {
  const paused = pausedPartitions(() => undefined, silentLog);
  const resumed: number[] = [];
  const pauseAt = (partition: number) => {
    paused.pause('t', partition, 'no store', () => resumed.push(Date.now()));
  };
  return { paused, resumed, pauseAt };
};

describe('a paused partition', () => {
  it('is resumed later each time, and not later than after 5 s', () => {
    const { resumed, pauseAt } = given();
    const waits = [1, 2, 3, 4, 5, 6].map(() => {
      const began = Date.now();
      pauseAt(0);
      jest.runAllTimers();
      return (resumed.at(-1) ?? Infinity) - began;
    });
    expect(waits).toEqual([500, 1_000, 2_000, 4_000, 5_000, 5_000]);
  });

  it('begins with short waits again after it has worked', () => {
    const { paused, resumed, pauseAt } = given();
    pauseAt(0);
    pauseAt(0);
    paused.worked('t', 0);
    expect(paused.reasons()).toEqual([]);
    const began = Date.now();
    pauseAt(0);
    jest.runAllTimers();
    expect(resumed).toEqual([began + 500]);
  });

  it('is nobody’s worry any more once it is somebody else’s', () => {
    const { paused, pauseAt } = given();
    pauseAt(0);
    pauseAt(1);
    paused.keep(new Set([partitionName('t', 1)]));
    expect(paused.reasons()).toEqual(['t[1] waits: no store']);
  });

  it('is not resumed after the end', () => {
    const { paused, resumed, pauseAt } = given();
    pauseAt(0);
    paused.close();
    jest.runAllTimers();
    expect([resumed, paused.reasons()]).toEqual([[], []]);
  });
});
