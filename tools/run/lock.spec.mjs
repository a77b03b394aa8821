import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { bornAt, withLock } from './lock.mjs';

const SLOW_MS = 60_000;
const alone = {};

describe('a lock', () => {
  let folder = '';
  let lock = '';
  const heldBy = (/** @type {{ pid: number, born: string, token: string }} */ owner) => {
    mkdirSync(lock);
    writeFileSync(join(lock, 'owner.json'), JSON.stringify(owner));
  };

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'tierline-lock-'));
    lock = join(folder, 'install');
  });

  afterEach(() => rmSync(folder, { recursive: true }));

  it('is held while the task runs and free after it', async () => {
    expect(await withLock(lock, alone, async () => existsSync(lock))).toBe(true);
    expect(readdirSync(folder)).toEqual([]);
  });

  it('is free after a task that failed', async () => {
    const failing = withLock(lock, alone, async () => Promise.reject(new Error('no')));
    await expect(failing).rejects.toThrow('no');
    expect(readdirSync(folder)).toEqual([]);
  });

  it('makes a second one wait, and tells it for whom', async () => {
    /** @type {string[]} */
    const order = [];
    /** @type {() => void} */
    let letGo = () => undefined;
    /** @type {Promise<void>} */
    const waited = new Promise((resolve) => (letGo = resolve));
    const first = withLock(lock, alone, async () => {
      await waited;
      order.push('first');
    });
    const onWait = (/** @type {number} */ pid) => {
      order.push(`waits for ${String(pid)}`);
      letGo();
    };
    await Promise.all([first, withLock(lock, { onWait }, async () => void order.push('second'))]);
    expect(order).toEqual([`waits for ${String(process.pid)}`, 'first', 'second']);
  });

  it('is taken over from a process that died', async () => {
    const { pid } = spawnSync(process.execPath, ['--version']);
    heldBy({ pid, born: '1', token: 'dead' });
    expect(await withLock(lock, alone, async () => 'taken')).toBe('taken');
  });

  it('is taken over when its number is another process now', async () => {
    heldBy({ pid: process.pid, born: `not ${bornAt(process.pid)}`, token: 'earlier' });
    expect(await withLock(lock, alone, async () => 'taken')).toBe('taken');
  });

  it('is not taken over twice from the same dead owner', async () => {
    mkdirSync(join(folder, 'dead.gone'));
    writeFileSync(join(folder, 'dead.gone', 'owner.json'), '{}');
    heldBy({ pid: process.pid, born: bornAt(process.pid), token: 'newer' });
    const waiting = withLock(lock, { onWait: () => rmSync(lock, { recursive: true }) }, async () => 'waited');
    expect(await waiting).toBe('waited');
  });

  it(
    'lets one of many processes in at a time, though one of them is killed inside',
    async () => {
      const log = join(folder, 'log');
      const program = `
        import { appendFileSync } from 'node:fs';
        import { setTimeout as pause } from 'node:timers/promises';
        import { withLock } from ${JSON.stringify(new URL('lock.mjs', import.meta.url).href)};
        await withLock(${JSON.stringify(lock)}, {}, async () => {
          appendFileSync(${JSON.stringify(log)}, 'in ' + process.pid + '\\n');
          if (process.argv[1] === 'die') process.kill(process.pid, 'SIGKILL');
          await pause(20);
          appendFileSync(${JSON.stringify(log)}, 'out ' + process.pid + '\\n');
        });`;
      const children = ['die', 'live', 'live', 'live', 'live', 'live'].map((fate) =>
        spawn(process.execPath, ['--input-type=module', '--eval', program, fate], { stdio: 'inherit' }),
      );
      await Promise.all(children.map((child) => once(child, 'exit')));
      const killed = String(children[0]?.pid);
      const lines = readFileSync(log, 'utf8')
        .trim()
        .split('\n')
        .filter((line) => line !== `in ${killed}`);
      expect(lines).toHaveLength(10);
      lines.forEach((line, index) => {
        if (index % 2 === 0) expect(lines[index + 1]).toBe(line.replace('in', 'out'));
      });
    },
    SLOW_MS,
  );
});
