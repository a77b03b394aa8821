import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { workspaceRoot } from './lint.js';
import { importing } from './probe.js';

const CONFIGURATION = ['eslint.config.js', 'nx.json', 'package.json', 'tsconfig.base.json', 'tools/lint'];
const PROJECT = ['package.json', 'tsconfig.json'].map((file) => `libs/kernel/${file}`);
const SLOW_MS = 120_000;

/** Runs the lint target of a copy of this workspace whose only project is a kernel with one file. */
function lintTargetOn(workspace: string, source: string): { status: number | null; output: string } {
  writeFileSync(join(workspace, 'libs', 'kernel', 'src', 'index.ts'), source);
  const nx = join(workspaceRoot, 'node_modules', 'nx', 'dist', 'bin', 'nx.js');
  const args = [nx, 'run', '@tierline/kernel:lint', '--output-style=static'];
  const { error, status, stdout, stderr } = spawnSync(process.execPath, args, {
    cwd: workspace,
    encoding: 'utf8',
    env: { ...process.env, FORCE_COLOR: '0', NX_DAEMON: 'false', NX_WORKSPACE_ROOT_PATH: workspace },
  });
  if (error !== undefined) throw error;
  return { status, output: stdout + stderr };
}

describe('the lint target', () => {
  let workspace = '';

  beforeAll(() => {
    workspace = mkdtempSync(join(tmpdir(), 'tierline-lint-'));
    mkdirSync(join(workspace, 'apps'));
    for (const path of [...CONFIGURATION, ...PROJECT]) {
      cpSync(join(workspaceRoot, path), join(workspace, path), { recursive: true });
    }
    mkdirSync(join(workspace, 'libs', 'kernel', 'src'));
    symlinkSync(join(workspaceRoot, 'node_modules'), join(workspace, 'node_modules'));
  });

  afterAll(() => rmSync(workspace, { recursive: true, force: true }));

  it(
    'fails on a planted violation and names the rule',
    () => {
      const { status, output } = lintTargetOn(workspace, importing('uuid'));
      expect(output).toContain('[boundary:kernel]');
      expect(status).not.toBe(0);
    },
    SLOW_MS,
  );

  it(
    'passes once the violation is gone',
    () => {
      const { status, output } = lintTargetOn(workspace, 'export const one = 1;\n');
      expect(output).toContain('Successfully ran target lint');
      expect(status).toBe(0);
    },
    SLOW_MS,
  );
});
