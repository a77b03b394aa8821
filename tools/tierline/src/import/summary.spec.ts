import { describe, expect, it } from '@jest/globals';
import { putAside } from '../testing/put-aside.js';
import { described, describedRow, isAllTaken, summaryOf } from './summary.js';

const counts = { rows: 4, rejected: 0, repeated: 1, customers: 3, sent: 20, taken: 20 };
const answered = { accepted: 15, noEffect: 1, refused: new Map<string, number>(), known: 4 };
const cost = { seconds: 2, memoryBytes: 2 ** 20 };
const all = summaryOf(counts, answered, [], cost);

describe('the summary of an import', () => {
  it('is of one that has taken all when nothing was rejected, refused or put aside', () => {
    expect(isAllTaken(all)).toBe(true);
    expect(isAllTaken(summaryOf({ ...counts, rejected: 1 }, answered, [], cost))).toBe(false);
    expect(isAllTaken(summaryOf(counts, { ...answered, refused: new Map([['no', 1]]) }, [], cost))).toBe(false);
    expect(isAllTaken(summaryOf(counts, answered, [putAside('c1', 3)], cost))).toBe(false);
  });

  it('does not count as known what was put aside', () => {
    const summary = summaryOf(counts, answered, [putAside('c1', 3)], cost);
    expect(summary).toMatchObject({ known: 3, putAside: [{ id: 'orders/0/3', reason: 'failed' }] });
  });

  it('tells a person everything', () => {
    const refused = new Map([['fact-contradicts-recorded', 2]]);
    const text = described(summaryOf(counts, { ...answered, refused }, [putAside('c1', 3)], cost));
    expect(text).toMatch(/^rows +4$/m);
    expect(text).toMatch(/^ {2}refused: fact-contradicts-recorded +2$/m);
    expect(text).toMatch(/^ {2}put aside: failed +orders\/0\/3$/m);
    expect(text).toMatch(/^facts a second +10.0$/m);
    expect(text).toMatch(/^most memory \(RSS\) +1 MiB$/m);
  });

  it('names line, column and reason of a row that was rejected, and lets it control no terminal', () => {
    const problems = [
      { column: 'tenure', reason: 'is \u001b' },
      { column: '', reason: 'is short' },
    ];
    expect(describedRow({ line: 9, problems })).toBe('line 9, tenure: is \\u{1b}\nline 9: is short');
  });
});
