import { readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';

/**
 * @typedef {{ what: string, passed: number, failed: number, ms: number }} Row
 * @typedef {{ startTime: number, endTime: number, status: string, message: string, assertionResults: unknown[] }} SuiteResult
 * @typedef {object} JestResult what jest writes with --json
 * @property {boolean} success
 * @property {number} numPassedTests
 * @property {number} numFailedTests
 * @property {number} numPendingTests
 * @property {number} numTodoTests
 * @property {number} numRuntimeErrorTestSuites
 * @property {SuiteResult[]} testResults
 */

/**
 * What one run of jest amounts to. A spec file that does not load, and a test that was skipped, are failures; so is a
 * run that failed for a reason of its own.
 * @param {JestResult} result
 * @returns {{ passed: number, failed: number, ms: number }}
 */
export function countOf(result) {
  const counted =
    result.numFailedTests + result.numPendingTests + result.numTodoTests + result.numRuntimeErrorTestSuites;
  return {
    passed: result.numPassedTests,
    failed: result.success ? counted : Math.max(1, counted),
    ms: result.testResults.reduce((sum, { startTime, endTime }) => sum + Math.max(0, endTime - startTime), 0),
  };
}

/**
 * @param {string} root
 * @param {string} folder of the project
 * @param {'unit' | 'int'} level
 */
export const resultFile = (root, folder, level) => join(root, folder, 'dist', 'test-results', `${level}.json`);

/**
 * Removes what earlier runs left, so that a run that crashes cannot pass on an old result.
 * @param {string} root
 * @param {readonly { folder: string }[]} projects
 * @param {'unit' | 'int'} level
 */
export function forgetResults(root, projects, level) {
  for (const { folder } of projects) rmSync(resultFile(root, folder, level), { force: true });
}

/**
 * The results of one level, a row a project. A project without a readable result crashed and counts as one failure, as
 * does one whose tests passed and whose run failed all the same.
 * @param {string} root
 * @param {readonly { name: string, folder: string }[]} projects
 * @param {'unit' | 'int'} level
 * @param {readonly string[]} failedProjects names
 * @returns {Row[]}
 */
export function readResults(root, projects, level, failedProjects) {
  return projects.map(({ name, folder }) => {
    const count = readCount(resultFile(root, folder, level));
    if (failedProjects.includes(name)) count.failed = Math.max(1, count.failed);
    return { what: `  ${name}`, ...count };
  });
}

/** @param {string} file */
function readCount(file) {
  try {
    return countOf(JSON.parse(readFileSync(file, 'utf8')));
  } catch (error) {
    const isMissing = /** @type {NodeJS.ErrnoException} */ (error).code === 'ENOENT';
    if (!isMissing && !(error instanceof SyntaxError)) throw error;
    return { passed: 0, failed: 1, ms: 0 };
  }
}
