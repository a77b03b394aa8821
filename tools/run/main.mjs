import { randomUUID } from 'node:crypto';
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { passSignalsOn, run } from './child.mjs';
import { diskIsFull, Interrupted, Problem, saysDiskIsFull } from './problem.mjs';
import { processesWith, endAll } from './process-tree.mjs';
import { rules } from './rules.mjs';
import { reporter } from './steps.mjs';
import { lint, test } from './suite.mjs';
import { makeTemp, node24, requireDiskSpace, requireJdkAndMaven, workspaceEnvironment } from './toolchain.mjs';
import { buildOrStop, install } from './workspace.mjs';

/** @typedef {import('./workspace.mjs').Workspace} Workspace */

const root = join(import.meta.dirname, '..', '..');
const marker = { name: 'TIERLINE_RUN', value: randomUUID() };

/** @type {Record<string, (workspace: Workspace, args: string[]) => Promise<number>>} */
const commands = {
  start: async (workspace, args) => {
    if (!process.env.KAFKA_BROKERS) requireJdkAndMaven(workspace.env);
    await install(workspace);
    await buildOrStop(workspace);
    return program(workspace, 'apps/e2e/dist/main.js', args);
  },
  test: async (workspace) => {
    requireJdkAndMaven(workspace.env);
    await install(workspace);
    return test(workspace, `${marker.name}=${marker.value}`);
  },
  build: async (workspace) => {
    await install(workspace);
    await buildOrStop(workspace);
    return 0;
  },
  lint: async (workspace) => {
    await install(workspace);
    await buildOrStop(workspace);
    const { failed, output } = await lint(workspace);
    if (failed > 0) workspace.report.say(output.trim());
    return failed > 0 ? 1 : 0;
  },
  format: async (workspace) => {
    await install(workspace);
    const { code } = await run('prettier', ['--write', '--log-level', 'warn', '.'], { ...shown(workspace) });
    return code;
  },
  bench: async (workspace, args) => {
    await install(workspace);
    await buildOrStop(workspace);
    return program(workspace, 'tools/bench/dist/main.js', args);
  },
  tierline: async (workspace, args) => {
    await install(workspace);
    await buildOrStop(workspace);
    return program(workspace, 'tools/tierline/dist/main.js', args);
  },
  contracts: async (workspace, args) => {
    await install(workspace);
    await buildOrStop(workspace);
    return program(workspace, 'tools/contracts/dist/main.js', args);
  },
  fuzz: async (workspace, args) => {
    if (!process.env.KAFKA_BROKERS) requireJdkAndMaven(workspace.env);
    await install(workspace);
    await buildOrStop(workspace);
    return program(workspace, 'tools/contracts/dist/fuzz/main.js', args);
  },
  faults: async (workspace, args) => {
    requireJdkAndMaven(workspace.env);
    await install(workspace);
    await buildOrStop(workspace);
    return program(workspace, 'tools/faults/dist/main.js', args);
  },
  rules: async ({ report }, args) => rules(root, args, report.say),
};

/** @param {Workspace} workspace */
const shown = ({ env }) => ({ cwd: root, env, show: true });

/**
 * Runs one of the workspace's own programs on its Node, in this terminal.
 * @param {Workspace} workspace
 * @param {string} file
 * @param {readonly string[]} args
 */
async function program(workspace, file, args) {
  const { code } = await run(node24(root), [file, ...args], { ...shown(workspace), stopsItself: true });
  return code;
}

/**
 * Runs one of the commands of package.json and sets the exit code: 1, and one line, for what the person can put right.
 * @param {readonly string[]} argv command and its arguments, a `--` between them or not
 */
export async function main([name = '', ...rest]) {
  const args = rest[0] === '--' ? rest.slice(1) : rest;
  const command = commands[name];
  if (command === undefined) {
    console.error(`Unknown command "${name}": use one of ${Object.keys(commands).join(', ')}.`);
    process.exitCode = 1;
    return;
  }
  passSignalsOn();
  // What the command line answers may be read by a program: the steps before it are not part of the answer.
  process.exitCode = await answered(command, args, name === 'tierline' ? process.stderr : process.stdout);
  const left = processesWith(`${marker.name}=${marker.value}`).map(({ pid }) => pid);
  if (left.length > 0) await endAll(left, 2_000);
}

/**
 * @param {(workspace: Workspace, args: string[]) => Promise<number>} command
 * @param {string[]} args
 * @param {NodeJS.WriteStream} steps where the steps are told
 */
async function answered(command, args, steps) {
  const temp = join(root, '.tierline', 'tmp', String(process.pid));
  try {
    requireDiskSpace(root);
    makeTemp(root);
    const env = { ...workspaceEnvironment(root, temp), [marker.name]: marker.value };
    return await command({ root, temp, env, report: reporter(steps) }, args);
  } catch (error) {
    const problem = saysDiskIsFull(error) ? diskIsFull(root) : error;
    console.error(problem instanceof Problem || problem instanceof Interrupted ? problem.message : problem);
    return problem instanceof Interrupted ? problem.exitCode : 1;
  } finally {
    rmSync(temp, { recursive: true, force: true });
  }
}
