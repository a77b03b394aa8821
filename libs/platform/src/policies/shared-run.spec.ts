import { describe, expect, it } from '@jest/globals';
import { sharedRun } from './shared-run.js';

/** Work whose runs end when the spec says so, each with its number. */
function work() {
  const runs: { end: () => void; fail: (error: Error) => void }[] = [];
  const shared = sharedRun(
    () =>
      new Promise<number>((resolve, reject) => {
        const number = runs.length + 1;
        runs.push({
          end: () => {
            resolve(number);
          },
          fail: reject,
        });
      }),
  );
  return { shared, runs };
}

describe('work that is shared', () => {
  it('is begun for whoever asks while nothing runs', async () => {
    const { shared, runs } = work();
    const first = shared();
    runs[0]?.end();
    expect(await first).toBe(1);
    const second = shared();
    runs[1]?.end();
    expect(await second).toBe(2);
  });

  it('answers nobody by a run that began before they asked, and all who wait by one', async () => {
    const { shared, runs } = work();
    const first = shared();
    const waiting = [shared(), shared(), shared()];
    expect(runs).toHaveLength(1);
    runs[0]?.end();
    expect(await first).toBe(1);
    const late = shared();
    expect(runs).toHaveLength(2);
    runs[1]?.end();
    expect(await Promise.all(waiting)).toEqual([2, 2, 2]);
    runs[2]?.end();
    expect(await late).toBe(3);
  });

  it('fails those who shared the run that failed, and goes on for the others', async () => {
    const { shared, runs } = work();
    const first = shared();
    const waiting = shared();
    runs[0]?.fail(new Error('down'));
    await expect(first).rejects.toThrow('down');
    runs[1]?.end();
    expect(await waiting).toBe(2);
    const later = shared();
    runs[2]?.end();
    expect(await later).toBe(3);
  });
});
