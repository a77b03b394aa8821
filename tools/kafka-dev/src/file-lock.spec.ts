import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { withFileLock } from './file-lock.js';

const unwaited = () => {
  throw new Error('somebody held the lock');
};

describe('a file lock', () => {
  let folder: string;
  let file: string;
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'tierline-lock-'));
    file = join(folder, 'lock');
  });
  afterEach(() => rm(folder, { recursive: true }));

  it('lets one in at a time and tells the other that it waits', async () => {
    const steps: string[] = [];
    let release = (): void => undefined;
    const held = new Promise<void>((resolve) => {
      release = resolve;
    });
    const first = withFileLock(
      file,
      async () => {
        await held;
        steps.push('first ends');
      },
      unwaited,
    );
    const second = withFileLock(
      file,
      async () => {
        steps.push('second begins');
        return Promise.resolve();
      },
      () => {
        steps.push('second waits');
        release();
      },
    );
    await Promise.all([first, second]);
    expect(steps).toEqual(['second waits', 'first ends', 'second begins']);
  });

  it('answers what the work answers and is free after work that fails', async () => {
    const failing = withFileLock(file, () => Promise.reject(new Error('broken work')), unwaited);
    await expect(failing).rejects.toThrow('broken work');
    await expect(withFileLock(file, () => Promise.resolve('done'), unwaited)).resolves.toBe('done');
  });

  it('is free again when the process that held it was killed', async () => {
    const module = JSON.stringify(join(import.meta.dirname, 'file-lock.js'));
    const script = `const { withFileLock } = await import(${module});
      await withFileLock(process.argv[1], () => { console.log('held'); return new Promise((r) => setTimeout(r, 60000)); });`;
    const holder = spawn(process.execPath, ['--input-type=module', '-e', script, file], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    await once(holder.stdout, 'data');
    const lock = withFileLock(
      file,
      () => Promise.resolve('mine'),
      () => holder.kill('SIGKILL'),
    );
    await expect(lock).resolves.toBe('mine');
  });
});
