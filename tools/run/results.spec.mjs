import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { countOf, forgetResults, readResults, resultFile } from './results.mjs';
import { columns, summary } from './table.mjs';

const green = {
  success: true,
  numPassedTests: 3,
  numFailedTests: 0,
  numPendingTests: 0,
  numTodoTests: 0,
  numRuntimeErrorTestSuites: 0,
  testResults: [{ startTime: 1_000, endTime: 1_250, status: 'passed', message: '', assertionResults: [] }],
};

describe('the count of a run of jest', () => {
  it('is its passed tests and its time', () => expect(countOf(green)).toEqual({ passed: 3, failed: 0, ms: 250 }));

  it.each([
    ['a failed test', { numFailedTests: 1 }],
    ['a spec file that does not load', { numRuntimeErrorTestSuites: 1 }],
    ['a skipped test', { numPendingTests: 1, success: true }],
    ['a test to be written', { numTodoTests: 1, success: true }],
    ['a run that failed for a reason of its own', {}],
  ])('has one failure for %s', (_what, difference) =>
    expect(countOf({ ...green, success: false, ...difference })).toMatchObject({ passed: 3, failed: 1 }),
  );
});

describe('the results of a level', () => {
  let root = '';
  const kernel = { name: '@tierline/kernel', folder: 'libs/kernel' };
  const put = (/** @type {string} */ text) => {
    const file = resultFile(root, kernel.folder, 'unit');
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, text);
  };

  beforeEach(() => {
    root = mkdtempSync(join(tmpdir(), 'tierline-results-'));
  });

  afterEach(() => rmSync(root, { recursive: true }));

  it('are those that jest wrote', () => {
    put(JSON.stringify(green));
    expect(readResults(root, [kernel], 'unit', [])).toMatchObject([{ passed: 3, failed: 0 }]);
  });

  it('count a project that wrote none as one failure', () =>
    expect(readResults(root, [kernel], 'unit', [])).toMatchObject([{ passed: 0, failed: 1 }]));

  it('count a project whose result was cut off as one failure', () => {
    put(JSON.stringify(green).slice(0, 40));
    expect(readResults(root, [kernel], 'unit', [])).toMatchObject([{ passed: 0, failed: 1 }]);
  });

  it('count a project that failed after its tests had passed as one failure', () => {
    put(JSON.stringify(green));
    expect(readResults(root, [kernel], 'unit', [kernel.name])).toMatchObject([{ passed: 3, failed: 1 }]);
  });

  it('of an earlier run are forgotten, of the other level are kept', () => {
    put(JSON.stringify(green));
    forgetResults(root, [kernel], 'int');
    expect(existsSync(resultFile(root, kernel.folder, 'unit'))).toBe(true);
    forgetResults(root, [kernel], 'unit');
    expect(existsSync(resultFile(root, kernel.folder, 'unit'))).toBe(false);
  });
});

describe('the summary', () => {
  const rows = [
    { what: 'lint', passed: 12, failed: 1, ms: 900 },
    { what: 'unit', passed: 7, failed: 0, ms: 61_000 },
    { what: '  kernel', passed: 7, failed: 0, ms: 500 },
  ];

  it('ends with the sums, in which an indented row is not counted again', () =>
    expect(summary(rows).at(-1)).toBe('19 passed, 1 failed'));

  it('shows what took how long', () => {
    const cells = summary(rows).map((line) => line.trim().split(/ {2,}/));
    expect(cells.slice(0, 4)).toEqual([
      ['passed', 'failed', 'time'],
      ['lint', '12', '1', '0.9 s'],
      ['unit', '7', '0', '1 min 1 s'],
      ['kernel', '7', '0', '0.5 s'],
    ]);
  });

  it('lines columns up, the first to the left', () =>
    expect(
      columns([
        ['a', '1'],
        ['long', '100'],
      ]),
    ).toEqual(['a       1', 'long  100']));
});
