import { describe, expect, it } from '@jest/globals';
import { duration, reporter } from './steps.mjs';

const screen = (/** @type {boolean} */ isTTY) => {
  /** @type {string[]} */
  const written = [];
  return { isTTY, columns: 40, written, write: (/** @type {string} */ text) => written.push(text) };
};

describe('a duration', () => {
  it('is told in seconds, or in minutes and seconds', () =>
    expect([1_234, 59_940, 61_000].map(duration)).toEqual(['1.2 s', '59.9 s', '1 min 1 s']));
});

describe('a step', () => {
  it('is told at its beginning and at its end, with its time', async () => {
    const plain = screen(false);
    const report = reporter(plain);
    expect(await report.step('build', async () => 'done')).toBe('done');
    expect(plain.written[0]).toBe('… build\n');
    expect(plain.written.at(-1)).toMatch(/^✔ build +0\.\d s\n$/);
    expect(report.done).toMatchObject([{ name: 'build' }]);
  });

  it('is marked as failed when its result is not good, and when it throws', async () => {
    const plain = screen(false);
    const { step } = reporter(plain);
    await step(
      'lint',
      async () => 1,
      (failures) => failures === 0,
    );
    await expect(step('unit', async () => Promise.reject(new Error('no')))).rejects.toThrow('no');
    expect(plain.written.filter((line) => line.startsWith('✖'))).toHaveLength(2);
  });

  it('shows on a terminal what it is at, in one line that fits', async () => {
    const terminal = screen(true);
    const { step } = reporter(terminal);
    await step('build', async (detail) => {
      detail('\u001b[31mcompiling   everything that there is in the whole workspace\u001b[39m');
      await new Promise((resolve) => {
        const look = setInterval(() => {
          if (terminal.written.length === 0) return;
          clearInterval(look);
          resolve(undefined);
        }, 10);
      });
    });
    expect(terminal.written[0]).toMatch(/^\r\u001b\[K. build +0\.\d s {2}compiling every/);
    expect(terminal.written[0]?.length).toBeLessThan(40 + '\r\u001b[K'.length);
  });
});
