import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, statfsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { diskIsFull, Problem } from './problem.mjs';

const OLDEST_JDK = 17;
const LEAST_FREE_BYTES = 256 * 1024 * 1024;

/** @param {string} root */
export const node24 = (root) => join(root, 'node_modules', 'node', 'bin', 'node');

/**
 * PATH as it is outside of this workspace. `npm ci` removes node_modules, so it must not run on the Node in there.
 * @param {string} root
 * @param {string} path
 */
export const pathWithout = (root, path) =>
  path
    .split(delimiter)
    .filter((folder) => !folder.startsWith(join(root, 'node_modules')))
    .join(delimiter);

/**
 * The environment in which the workspace's own programs run: on its Node, and with every cache and temporary file
 * under .tierline, where Nx, Node and jest would use the home folder and /tmp.
 * @param {string} root
 * @param {string} temp
 * @returns {NodeJS.ProcessEnv}
 */
export const workspaceEnvironment = (root, temp) => ({
  ...process.env,
  PATH: [join(root, 'node_modules', '.bin'), pathWithout(root, process.env.PATH ?? '')].join(delimiter),
  TMPDIR: temp,
  NODE_COMPILE_CACHE: join(root, '.tierline', 'cache', 'node'),
  NX_DAEMON: 'false',
  NX_TUI: 'false',
  NX_ISOLATE_PLUGINS: 'false',
  NX_SKIP_NATIVE_FILE_CACHE: 'true',
  NX_SOCKET_DIR: join(temp, 'nx'),
});

/**
 * @param {string} command
 * @param {readonly string[]} args
 * @param {NodeJS.ProcessEnv} env
 */
function versionOf(command, args, env) {
  const { error, status, stdout, stderr } = spawnSync(command, args, { env, encoding: 'utf8' });
  return error === undefined && status === 0 ? `${stdout}${stderr}` : undefined;
}

/**
 * Throws a `Problem` unless a JDK of version 17 or later and Maven are there.
 * @param {NodeJS.ProcessEnv} env
 */
export function requireJdkAndMaven(env) {
  const javac = env.JAVA_HOME ? join(env.JAVA_HOME, 'bin', 'javac') : 'javac';
  const version = versionOf(javac, ['-version'], env);
  const advice = `Kafka needs a JDK ${String(OLDEST_JDK)} or later: install one, or point JAVA_HOME at it.`;
  if (version === undefined) throw new Problem(`No JDK was found (${javac} does not run). ${advice}`);
  const [, major] = /javac (?:1\.)?(\d+)/.exec(version) ?? [];
  if (!(Number(major) >= OLDEST_JDK)) throw new Problem(`The JDK is too old (${version.trim()}). ${advice}`);
  const isMaven = (env.PATH ?? '').split(delimiter).some((folder) => existsSync(join(folder, 'mvn')));
  if (!isMaven) throw new Problem('Maven was not found: install it (https://maven.apache.org) so that mvn is in PATH.');
}

/**
 * Throws a `Problem` unless npm runs.
 * @param {NodeJS.ProcessEnv} env
 */
export function requireNpm(env) {
  if (versionOf('npm', ['--version'], env) === undefined) {
    throw new Problem('npm was not found: install Node 20 or later with npm (https://nodejs.org) and try again.');
  }
}

/**
 * Throws a `Problem` when the disk under a folder has no room for a run.
 * @param {string} folder
 */
export function requireDiskSpace(folder) {
  const { bavail, bsize } = statfsSync(folder);
  if (bavail * bsize < LEAST_FREE_BYTES) throw diskIsFull(folder);
}

/** @param {string} root */
export function makeTemp(root) {
  const temp = join(root, '.tierline', 'tmp', String(process.pid));
  mkdirSync(temp, { recursive: true, mode: 0o700 });
  return temp;
}
