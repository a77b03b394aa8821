import { run } from './child.mjs';
import { runMany } from './nx.mjs';
import { diskIsFull, Problem, saysDiskIsFull } from './problem.mjs';
import { endAll, processesWith } from './process-tree.mjs';
import { projectsOf } from './projects.mjs';
import { forgetResults, readResults } from './results.mjs';
import { withSharedStack } from './shared-stack.mjs';
import { summary, totalOf } from './table.mjs';
import { build } from './workspace.mjs';

/**
 * @typedef {import('./workspace.mjs').Workspace} Workspace
 * @typedef {import('./projects.mjs').Project} Project
 * @typedef {import('./results.mjs').Row} Row
 * @typedef {import('./nx.mjs').Outcome} Outcome
 * @typedef {(workspace: Workspace, projects: readonly Project[], detail: (text: string) => void) => Promise<Outcome>} Tests
 */

const PROBES = '@tierline/lint-probes';
/** Their tasks depend on the build, which has run by then. */
const BUILT = ['--excludeTaskDependencies'];

/**
 * Runs every check and goes on after a failed one, but not after a failed build. Prints a table, and `N passed, N failed`.
 * @param {Workspace} workspace
 * @param {string} marker variable that every process of this run carries in its environment
 * @returns {Promise<number>} exit code
 */
export async function test(workspace, marker) {
  const projects = projectsOf(workspace.root);
  const unit = projects.filter((project) => project.unit);
  const [probes, others] = [unit.filter(isProbes), unit.filter((project) => !isProbes(project))];
  const formatted = await format(workspace);
  const built = await checked(workspace, 'build', () => build(workspace));
  const rows = [formatted, built];
  if (built.failed === 0) {
    rows.push(await checked(workspace, 'lint', () => lint(workspace)));
    rows.push(...(await specs(workspace, 'probes', 'unit', probes, unitTests)));
    rows.push(...(await specs(workspace, 'unit', 'unit', others, unitTests)));
    const int = projects.filter((project) => project.int);
    rows.push(...(await specs(workspace, 'integration', 'int', int, integrationTests)));
  }
  rows.push(...(await leftBehind(workspace, marker)));
  workspace.report.say(['', ...summary(rows)].join('\n'));
  return totalOf(rows).failed === 0 ? 0 : 1;
}

/** @param {Project} project */
const isProbes = ({ name }) => name === PROBES;

/** @param {Workspace} workspace */
async function format({ root, env, report }) {
  const cache = ['--cache', '--cache-strategy', 'content', '--cache-location', '.tierline/cache/prettier'];
  const args = ['--check', '--log-level', 'warn', ...cache, '.'];
  const { code, output } = await report.step(
    'format',
    (detail) => run('prettier', args, { cwd: root, env, onLine: detail }),
    (result) => result.code === 0,
  );
  if (code !== 0) report.say(output.trim());
  return { what: 'format', passed: code === 0 ? 1 : 0, failed: code === 0 ? 0 : 1, ms: report.done.at(-1)?.ms ?? 0 };
}

/**
 * Lints every project.
 * @param {Workspace} workspace
 */
export const lint = ({ root, env, report }) =>
  report.step(
    'lint',
    (detail) => runMany('lint', projectsOf(root), { root, env, onLine: detail, flags: BUILT }),
    ({ failed }) => failed === 0,
  );

/**
 * @param {Workspace} workspace
 * @param {string} what
 * @param {() => Promise<{ passed: number, failed: number, output: string }>} work
 */
async function checked({ root, report }, what, work) {
  const { passed, failed, output } = await work();
  if (failed > 0 && saysDiskIsFull(output)) throw diskIsFull(root);
  if (failed > 0) report.say(output.trim());
  return { what, passed, failed, ms: report.done.at(-1)?.ms ?? 0 };
}

/**
 * Runs specs, and gives a row for them and one for each project.
 * @param {Workspace} workspace
 * @param {string} what
 * @param {'unit' | 'int'} level
 * @param {readonly Project[]} projects
 * @param {Tests} tests
 * @returns {Promise<Row[]>}
 */
async function specs(workspace, what, level, projects, tests) {
  const { root, report } = workspace;
  forgetResults(root, projects, level);
  const outcome = await report.step(
    what,
    (detail) => tests(workspace, projects, detail),
    ({ failed }) => failed === 0,
  );
  if (outcome.failed > 0) report.say(outcome.output.trim());
  const details = readResults(root, projects, level, outcome.failedProjects);
  const { passed, failed } = totalOf(details);
  const ms = report.done.at(-1)?.ms ?? 0;
  // A run can fail where no project does: Nx itself, over a broken project file.
  return [{ what, passed, failed: outcome.failed > 0 ? Math.max(1, failed) : failed, ms }, ...details];
}

/** @type {Tests} */
const unitTests = ({ root, env }, projects, onLine) => runMany('test', projects, { root, env, onLine, flags: BUILT });

/**
 * One project at a time. The tools start the parts that their specs are about; all others share one of each.
 * @type {Tests}
 */
async function integrationTests(workspace, projects, onLine) {
  const { root } = workspace;
  const isTool = (/** @type {Project} */ { folder }) => folder.startsWith('tools/');
  const tests = (/** @type {NodeJS.ProcessEnv} */ env, /** @type {readonly Project[]} */ some) =>
    runMany('test-int', some, { root, env, onLine, flags: [...BUILT, '--parallel=1'] });
  const tools = await tests(workspace.env, projects.filter(isTool));
  const others = projects.filter((project) => !isTool(project));
  if (others.length === 0) return tools;
  const rest = await withSharedStack(workspace, onLine, (env) => tests(env, others)).catch(failureOf(others));
  return {
    passed: tools.passed + rest.passed,
    failed: tools.failed + rest.failed,
    output: [tools.output, rest.output].join('\n').trim(),
    failedProjects: [...tools.failedProjects, ...rest.failedProjects],
  };
}

/**
 * Specs that could not begin have failed; what the person can put right about it is their output.
 * @param {readonly Project[]} projects
 * @returns {(error: unknown) => Outcome}
 */
const failureOf = (projects) => (error) => {
  if (!(error instanceof Problem)) throw error;
  const failedProjects = projects.map(({ name }) => name);
  return { passed: 0, failed: projects.length, output: error.message, failedProjects };
};

/**
 * Ends what this run should have ended by itself, and counts each as a failure.
 * @param {Workspace} workspace
 * @param {string} marker
 * @returns {Promise<Row[]>}
 */
async function leftBehind({ report }, marker) {
  const left = processesWith(marker);
  if (left.length === 0) return [];
  report.say(left.map(({ pid, command }) => `left running: ${String(pid)} ${command}`).join('\n'));
  await endAll(
    left.map(({ pid }) => pid),
    2_000,
  );
  return [{ what: 'no process left', passed: 0, failed: left.length, ms: 0 }];
}
