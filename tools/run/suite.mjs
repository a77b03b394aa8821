import { run } from './child.mjs';
import { runMany } from './nx.mjs';
import { diskIsFull, saysDiskIsFull } from './problem.mjs';
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
  const { root, report } = workspace;
  const projects = projectsOf(root);
  const unit = projects.filter((project) => project.unit);
  const isProbes = (/** @type {Project} */ { name }) => name === PROBES;
  /** @type {Row[]} */
  const rows = [];
  rows.push(await format(workspace));
  rows.push(await checked(workspace, 'build', () => build(workspace)));
  if (rows.every(({ what, failed }) => what !== 'build' || failed === 0)) {
    rows.push(await checked(workspace, 'lint', () => lint(workspace)));
    rows.push(...(await level(workspace, 'probes', 'unit', unit.filter(isProbes))));
    rows.push(
      ...(await level(
        workspace,
        'unit',
        'unit',
        unit.filter((project) => !isProbes(project)),
      )),
    );
    const int = projects.filter((project) => project.int);
    rows.push(...(await level(workspace, 'integration', 'int', int)));
  }
  rows.push(...(await leftBehind(workspace, marker)));
  report.say(['', ...summary(rows)].join('\n'));
  return totalOf(rows).failed === 0 ? 0 : 1;
}

/** @param {Workspace} workspace */
async function format({ root, env, report }) {
  const args = ['--check', '--log-level', 'warn', '.'];
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
 * Runs one level of specs, and gives a row for it and one for each project.
 * @param {Workspace} workspace
 * @param {string} what
 * @param {'unit' | 'int'} name
 * @param {readonly Project[]} projects
 * @returns {Promise<Row[]>}
 */
async function level(workspace, what, name, projects) {
  const { root, report } = workspace;
  const target = name === 'unit' ? 'test' : 'test-int';
  const alone = name === 'unit' ? [] : ['--parallel=1'];
  forgetResults(root, projects, name);
  const outcome = await report.step(
    what,
    (detail) => {
      const tests = (/** @type {NodeJS.ProcessEnv} */ env) =>
        runMany(target, projects, { root, env, onLine: detail, flags: [...BUILT, ...alone] });
      return name === 'unit' ? tests(workspace.env) : withSharedStack(workspace, detail, tests);
    },
    ({ failed }) => failed === 0,
  );
  if (outcome.failed > 0) report.say(outcome.output.trim());
  const details = readResults(root, projects, name, outcome.failedProjects);
  const { passed, failed } = totalOf(details);
  const ms = report.done.at(-1)?.ms ?? 0;
  // A run can fail where no project does: Nx itself, over a broken project file.
  return [{ what, passed, failed: outcome.failed > 0 ? Math.max(1, failed) : failed, ms }, ...details];
}

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
