import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { noCounts, tellProgress } from './progress.js';

beforeEach(() => void jest.useFakeTimers());
afterEach(() => void jest.useRealTimers());

const told = (isTerminal: boolean) => {
  const [status, error]: [string[], string[]] = [[], []];
  const counts = noCounts();
  const progress = tellProgress(counts, {
    ...{ env: {}, out: () => undefined, error: (text) => void error.push(text) },
    ...(isTerminal && { status: (text: string) => void status.push(text) }),
  });
  return { counts, progress, status, error };
};

describe('the progress of an import', () => {
  it('is one line that changes, on a terminal', () => {
    const { counts, progress, status, error } = told(true);
    Object.assign(counts, { rows: 3, taken: 100 });
    jest.advanceTimersByTime(500);
    expect(status.at(-1)).toMatch(/^3 rows read, 0 rejected; 0 customers done; 0 facts sent, 100 taken, 200 a second$/);
    progress.stop();
    expect([status.at(-1), error]).toEqual(['', []]);
  });

  it('is a line every few seconds elsewhere, until it is told to stop', () => {
    const { progress, error } = told(false);
    jest.advanceTimersByTime(10_000);
    progress.stop();
    jest.advanceTimersByTime(10_000);
    expect(error).toHaveLength(2);
  });
});
