import { describe, expect, it } from '@jest/globals';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { DOCS } from './docs-folder.js';

const RULES = 16;
const page = readFileSync(join(DOCS, 'how-an-unlock-is-decided.md'), 'utf8');
const lines = page.split('\n');
const statements = lines.flatMap((line, index) =>
  line.startsWith('- ') ? [{ line, next: lines[index + 1] ?? '' }] : [],
);
const shown = [...page.matchAll(/^ {2}- \[[^\]]+\]\((\.\.\/[^)]+\.spec\.ts)\): "(.+)"$/gm)].map(
  ([, path = '', name = '']) => ({ path: join(DOCS, path), name }),
);
const links = [...page.matchAll(/\]\(([^)]+)\)/g)].map(([, path = '']) => join(DOCS, path));

describe('the page that tells how an unlock is decided', () => {
  it('is read', () => {
    expect(statements.length).toBeGreaterThan(40);
    expect(shown.length).toBeGreaterThan(60);
    expect(shown).toHaveLength(lines.filter((line) => line.startsWith('  - ')).length);
  });

  it('shows every statement by a test', () => {
    expect(statements.filter(({ next }) => !next.startsWith('  - ['))).toEqual([]);
  });

  it('links to nothing that is not there', () => {
    expect(links.filter((path) => !existsSync(path))).toEqual([]);
  });

  it('names no test that is not there', () => {
    const quoted = (name: string) => [name, name.replaceAll("'", "\\'")];
    expect(
      shown.filter(({ path, name }) => !quoted(name).some((each) => readFileSync(path, 'utf8').includes(each))),
    ).toEqual([]);
  });

  it('tells of every rule of device unlock', () => {
    const rules = Array.from({ length: RULES }, (_, index) => `DU-${String(index + 1).padStart(2, '0')}`);
    expect(rules.filter((rule) => !statements.some(({ line }) => line.includes(rule)))).toEqual([]);
  });
});
