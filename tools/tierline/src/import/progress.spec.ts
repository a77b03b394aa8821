import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { noCounts, tellProgress } from './progress.js';

beforeEach(() => void jest.useFakeTimers());
afterEach(() => void jest.useRealTimers());

const told = (isTerminal: boolean) => {
  const [status, error]: [string[], string[]] = [[], []];
  const counts = noCounts();
  const answered = { count: 0 };
  const progress = tellProgress(counts, () => answered.count, {
    ...{ env: {}, out: () => undefined, error: (text) => void error.push(text) },
    ...(isTerminal && { status: (text: string) => void status.push(text) }),
  });
  return { counts, answered, progress, status, error };
};

describe('the progress of an import', () => {
  it('is one line that changes, on a terminal', () => {
    const { counts, answered, progress, status, error } = told(true);
    Object.assign(counts, { rows: 3, sent: 400, taken: 100 });
    jest.advanceTimersByTime(500);
    answered.count = 300;
    jest.advanceTimersByTime(500);
    expect(status).toEqual([
      '3 rows read, 0 rejected; 0 customers done; 400 facts sent, 100 done, 200 a second',
      '3 rows read, 0 rejected; 0 customers done; 400 facts sent, 300 done, 400 a second',
    ]);
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
