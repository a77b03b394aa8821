import { once } from 'node:events';
import { join } from 'node:path';
import { start } from './child.mjs';
import { Problem } from './problem.mjs';
import { node24 } from './toolchain.mjs';

/**
 * Runs work in an environment that names one broker and one event store for all specs. Those that the environment names
 * already are used; what it does not name is started, and stopped in the end. Throws a `Problem` with what the stack
 * printed when it does not start.
 * @template Result
 * @param {import('./workspace.mjs').Workspace} workspace
 * @param {(text: string) => void} detail
 * @param {(env: NodeJS.ProcessEnv) => Promise<Result>} work
 * @returns {Promise<Result>}
 */
export async function withSharedStack({ root, temp, env }, detail, work) {
  if (env.KAFKA_BROKERS && env.EVENTSTORE_URL) return work(env);
  detail('starting a broker and an event store');
  const host = join(import.meta.dirname, 'stack-host.mjs');
  const child = start(node24(root), [host, join(temp, 'stack')], { cwd: root, env });
  const gone = once(child, 'exit');
  try {
    return await work({ ...env, ...(await addressesFrom(child)) });
  } finally {
    child.stdin?.end();
    await gone;
  }
}

/**
 * The first line that the host writes; what it writes before it dies is the reason why there is none.
 * @param {import('node:child_process').ChildProcess} child
 * @returns {Promise<NodeJS.ProcessEnv>}
 */
async function addressesFrom(child) {
  let [said, complained] = ['', ''];
  child.stderr?.setEncoding('utf8').on('data', (/** @type {string} */ text) => (complained += text));
  const told = new Promise((resolve) => {
    child.stdout?.setEncoding('utf8').on('data', (/** @type {string} */ text) => {
      said += text;
      if (said.includes('\n')) resolve(JSON.parse(said.slice(0, said.indexOf('\n'))));
    });
  });
  const ended = once(child, 'close').then(() => {
    throw new Problem(`The broker and the event store for the tests did not start:\n${complained.trim()}`);
  });
  // It ends after the tests as well, when nobody waits for this any more.
  ended.catch((/** @type {unknown} */ reason) => reason);
  return /** @type {Promise<NodeJS.ProcessEnv>} */ (Promise.race([told, ended]));
}
