import { duration } from './steps.mjs';

/** @typedef {import('./results.mjs').Row} Row */

/**
 * Columns of text, the first to the left and the others to the right.
 * @param {readonly (readonly string[])[]} rows
 * @returns {string[]} lines
 */
export function columns(rows) {
  const widths = (rows[0] ?? []).map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)));
  return rows.map((row) =>
    row
      .map((cell, column) => (column === 0 ? cell.padEnd(widths[column] ?? 0) : cell.padStart(widths[column] ?? 0)))
      .join('  ')
      .trimEnd(),
  );
}

/**
 * What was checked, with what outcome, and what took how long; the last line is `N passed, N failed`. An indented row
 * is a part of the one above it and is not counted again.
 * @param {readonly Row[]} rows
 */
export function summary(rows) {
  const total = totalOf(rows.filter(({ what }) => !what.startsWith(' ')));
  const cells = rows.map(({ what, passed, failed, ms }) => [what, String(passed), String(failed), duration(ms)]);
  return [
    ...columns([['', 'passed', 'failed', 'time'], ...cells]),
    '',
    `${String(total.passed)} passed, ${String(total.failed)} failed`,
  ];
}

/**
 * @param {readonly { passed: number, failed: number }[]} rows
 */
export const totalOf = (rows) => ({
  passed: rows.reduce((sum, { passed }) => sum + passed, 0),
  failed: rows.reduce((sum, { failed }) => sum + failed, 0),
});
