import { describe, expect, it } from '@jest/globals';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { DOCS } from './docs-folder.js';

const ROOT = join(DOCS, '..');
const SHORT: Readonly<Record<string, string>> = {
  k: 'libs/platform/src/kafka',
  e: 'libs/platform/src/eventstore',
  s: 'libs/platform/src/service',
};

const fileOf = (path: string) =>
  join(
    ROOT,
    path.replace(/^([kes])(?=\/)/, (letter) => SHORT[letter] ?? letter),
  );
const rows = readFileSync(join(DOCS, 'pitfalls.md'), 'utf8')
  .split('\n')
  .filter((line) => /^\|(?! Trap| -)/.test(line))
  .map((line) => line.split(/(?<!\\)\|/).map((cell) => cell.trim()));
const files = rows.flatMap((row) => [...row.join(' ').matchAll(/`([^`]+\.ts)`/g)].map(([, path = '']) => path));
const shown = rows.flatMap((row) =>
  [...row.join(' ').matchAll(/`([^`]+\.spec\.ts)`: "([^"]+)"/g)].map(
    ([, path = '', name = '']) => [path, name] as const,
  ),
);

describe('the table of traps', () => {
  it('is read', () => {
    expect(rows.length).toBeGreaterThan(50);
    expect(shown.length).toBeGreaterThan(50);
  });

  it('says of every trap what handles it and what shows it', () => {
    expect(rows.filter(([, trap, handled, shows]) => !trap || !handled || !shows)).toEqual([]);
  });

  it('names no file that is not there', () => {
    expect(files.filter((path) => !existsSync(fileOf(path)))).toEqual([]);
  });

  it('names no spec that is not there', () => {
    const missing = shown.filter(([path, name]) => !readFileSync(fileOf(path), 'utf8').includes(name));
    expect(missing).toEqual([]);
  });
});
