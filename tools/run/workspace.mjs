import { join } from 'node:path';
import { run } from './child.mjs';
import { reasonToInstall } from './install.mjs';
import { withLock } from './lock.mjs';
import { runMany } from './nx.mjs';
import { diskIsFull, Problem, saysDiskIsFull } from './problem.mjs';
import { projectsOf } from './projects.mjs';
import { node24, pathWithout, requireNpm } from './toolchain.mjs';

/**
 * @typedef {object} Workspace
 * @property {string} root
 * @property {string} temp this run's own folder for temporary files
 * @property {NodeJS.ProcessEnv} env for the workspace's own programs
 * @property {import('./steps.mjs').Reporter} report
 */

/**
 * @param {Workspace} workspace
 * @param {string} name
 */
const lockOf = ({ root }, name) => join(root, '.tierline', 'locks', name);

/**
 * Installs what the lock file names, unless it is in place. Two runs at once do not install twice.
 * @param {Workspace} workspace
 */
export async function install(workspace) {
  const { root, report } = workspace;
  if (reasonToInstall(root) === undefined) return;
  await report.step('install', (detail) =>
    withLock(lockOf(workspace, 'install'), { onWait: waiting(detail) }, async () => {
      const reason = reasonToInstall(root);
      if (reason === undefined) return;
      report.say(`  npm ci, since ${reason}`);
      await npmCi(workspace, detail);
    }),
  );
}

/** @param {(text: string) => void} detail */
const waiting = (detail) => (/** @type {number} */ pid) => detail(`waiting for process ${String(pid)} to finish this`);

/**
 * @param {Workspace} workspace
 * @param {(text: string) => void} detail
 */
async function npmCi({ root, temp }, detail) {
  const env = { ...process.env, PATH: pathWithout(root, process.env.PATH ?? ''), TMPDIR: temp };
  requireNpm(env);
  let fetched = 0;
  const onLine = (/** @type {string} */ line) => {
    if (line.startsWith('npm http')) detail(`${String(++fetched)} files fetched`);
  };
  const { code, output } = await run('npm', ['ci', '--no-progress', '--loglevel=http'], { cwd: root, env, onLine });
  if (code !== 0) {
    if (saysDiskIsFull(output)) throw diskIsFull(root);
    const error = output.split('\n').filter((line) => /npm error/i.test(line));
    throw new Problem(
      `npm ci failed (exit code ${String(code)}):\n${(error.length > 0 ? error : [output]).join('\n')}`,
    );
  }
  const missing = reasonToInstall(root);
  if (missing !== undefined) {
    throw new Problem(`npm ci ended well, and yet ${missing} (${node24(root)}): are install scripts switched off?`);
  }
}

/**
 * Compiles and type-checks everything. It leaves alone what is up to date, so that programs which run from it go on:
 * Nx's own cache would write every file again.
 * @param {Workspace} workspace
 */
export async function build(workspace) {
  const { root, env, report } = workspace;
  return report.step(
    'build',
    (detail) =>
      withLock(lockOf(workspace, 'build'), { onWait: waiting(detail) }, () =>
        runMany('build', projectsOf(root), { root, env, onLine: detail, flags: ['--skip-nx-cache'] }),
      ),
    ({ failed }) => failed === 0,
  );
}

/**
 * `build` for commands that cannot do without. Throws a `Problem` when it fails, after its output.
 * @param {Workspace} workspace
 */
export async function buildOrStop(workspace) {
  const { failed, output } = await build(workspace);
  if (failed === 0) return;
  if (saysDiskIsFull(output)) throw diskIsFull(workspace.root);
  workspace.report.say(output.trim());
  throw new Problem('The build failed.');
}
