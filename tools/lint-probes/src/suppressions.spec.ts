import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { unfoundedSuppressions } from './suppressions.js';
import { workspaceRoot } from './lint.js';

const sources = ['apps', 'libs', 'tools'].flatMap((group) =>
  readdirSync(join(workspaceRoot, group), { recursive: true, encoding: 'utf8' })
    .filter((file) => /\.(?:ts|tsx|mjs)$/.test(file) && !/(?:^|\/)(?:dist|node_modules)\//.test(file))
    .map((file) => `${group}/${file}`),
);
// Put together, so that these lines are not found themselves.
const tool = 'eslint';
const directive = `${tool}-disable-next-line`;

describe('a comment that switches a rule off', () => {
  it('is nowhere without the name of its rule and a reason, and never for a boundary', () => {
    expect(sources).toContain('libs/kernel/src/index.ts');
    const unfounded = sources.flatMap((path) =>
      unfoundedSuppressions(readFileSync(join(workspaceRoot, path), 'utf8')).map((line) => `${path}: ${line}`),
    );
    expect(unfounded).toEqual([]);
  });

  it.each([
    [`// ${directive}`],
    [`// ${directive} eqeqeq`],
    [`/* ${tool}-disable */`],
    [`// ${directive} no-restricted-syntax -- this once`],
    [`// ${directive} eqeqeq, no-restricted-globals -- this once`],
    [`/* ${tool} eqeqeq: "off" */`],
  ])('is found: %s', (line) => expect(unfoundedSuppressions(`a();\n${line}\n`)).toEqual([line]));

  it('stands when it names its rule and says why', () =>
    expect(unfoundedSuppressions(`// ${directive} eqeqeq -- null and undefined alike`)).toEqual([]));
});
