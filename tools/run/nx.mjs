import { stripVTControlCharacters } from 'node:util';
import { run } from './child.mjs';

/** @typedef {{ passed: number, failed: number, output: string, failedProjects: string[] }} Outcome */

/**
 * Which tasks failed, from the list that Nx prints at its end.
 * @param {string} output
 * @returns {string[]} `project:target`
 */
export function failedTasks(output) {
  const [, list = ''] = /^Failed tasks:\s*((?:\s*- .+$)+)/m.exec(output) ?? [];
  return [...list.matchAll(/- (\S+)/g)].map(([, task = '']) => task);
}

/**
 * Which tasks were run, or taken from the cache: not those that were skipped because one before them failed.
 * @param {string} output
 * @returns {string[]} `project:target`
 */
export const tasksRun = (output) => [...output.matchAll(/^> nx run (\S+)/gm)].map(([, task = '']) => task);

/**
 * What the failed tasks printed; everything when Nx itself failed.
 * @param {string} output
 * @param {readonly string[]} failed `project:target`
 */
export function outputOf(output, failed) {
  const [, ...parts] = output.split(/^(?=> nx run )/m);
  const ofFailed = parts.filter((part) => failed.some((task) => part.startsWith(`> nx run ${task}`)));
  return (ofFailed.length > 0 ? ofFailed.join('') : output).trim();
}

/**
 * Runs one target of some projects; the tasks that it depends on must have run.
 * @param {string} target
 * @param {readonly { name: string }[]} projects
 * @param {{ root: string, env: NodeJS.ProcessEnv, onLine: (line: string) => void, flags?: readonly string[] }} options
 * @returns {Promise<Outcome>}
 */
export async function runMany(target, projects, { root, env, onLine, flags = [] }) {
  if (projects.length === 0) return { passed: 0, failed: 0, output: '', failedProjects: [] };
  const names = projects.map(({ name }) => name).join(',');
  const args = ['run-many', '-t', target, '-p', names, '--output-style=static', ...flags];
  let done = 0;
  const count = (/** @type {string} */ line) => {
    for (const task of tasksRun(stripVTControlCharacters(line))) {
      onLine(`${String(++done)} of ${String(projects.length)} done, the last is ${task}`);
    }
  };
  const { code, output: coloured } = await run('nx', args, { cwd: root, env, onLine: count });
  const output = stripVTControlCharacters(coloured);
  const tasks = failedTasks(output);
  const failedProjects = tasks.map((task) => task.slice(0, task.lastIndexOf(':')));
  // Nx can fail before any task does, for one over a broken project file.
  const failed = code === 0 ? 0 : Math.max(1, failedProjects.length);
  return {
    passed: tasksRun(output).filter((task) => !tasks.includes(task)).length,
    failed,
    output: outputOf(output, tasks),
    failedProjects,
  };
}
