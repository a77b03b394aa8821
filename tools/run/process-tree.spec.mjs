import { spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { afterEach, describe, expect, it } from '@jest/globals';
import { endAll, familyOf, isRunning, processesWith, send } from './process-tree.mjs';

const idle = 'setInterval(() => undefined, 1000);';
const deaf = `process.on('SIGTERM', () => undefined); ${idle}`;
const parentOf = (/** @type {string} */ program) =>
  `const { spawn } = require('node:child_process');
   const child = spawn(process.execPath, ['--eval', ${JSON.stringify(program)}], { detached: true, stdio: 'ignore' });
   process.stdout.write(String(child.pid));
   ${idle}`;

describe('a family of processes', () => {
  /** @type {number[]} */
  let family = [];

  /**
   * @param {string} program
   * @param {NodeJS.ProcessEnv} [env]
   */
  const parentWithChild = async (program, env) => {
    const parent = spawn(process.execPath, ['--eval', parentOf(program)], { env: { ...process.env, ...env } });
    const [child] = await once(parent.stdout, 'data');
    family = [parent.pid ?? 0, Number(child)];
    return { parent };
  };

  afterEach(() => family.forEach((pid) => send(pid, 'SIGKILL')));

  it('includes children in process groups of their own', async () => {
    const { parent } = await parentWithChild(idle);
    expect(familyOf(parent.pid ?? 0)).toEqual(family);
  });

  it('ends together', async () => {
    const { parent } = await parentWithChild(idle);
    const gone = once(parent, 'exit');
    await endAll(family, 5_000);
    expect(await gone).toEqual([null, 'SIGTERM']);
  });

  it('is killed when it does not end in time', async () => {
    await parentWithChild(deaf);
    await endAll(family, 200);
    expect(family.filter(isRunning)).toEqual([]);
  });

  it('is found by a variable when its parent is gone', async () => {
    const marker = { TIERLINE_SPEC: randomUUID() };
    const { parent } = await parentWithChild(idle, marker);
    parent.kill('SIGKILL');
    await once(parent, 'exit');
    const found = processesWith(`TIERLINE_SPEC=${marker.TIERLINE_SPEC}`).map(({ pid }) => pid);
    expect(found).toEqual(process.platform === 'linux' ? [family[1]] : []);
  });
});
