import { expect, it } from '@jest/globals';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openViewFile } from './view-file.js';

it('the file of a view is made together with its folder', () => {
  const folder = mkdtempSync(join(tmpdir(), 'tierline-view-'));
  try {
    const file = join(folder, 'views', 'lamps.sqlite');
    openViewFile(file, 1, 'CREATE TABLE lamps (id TEXT)').close();
    expect(existsSync(file)).toBe(true);
  } finally {
    rmSync(folder, { recursive: true });
  }
});
