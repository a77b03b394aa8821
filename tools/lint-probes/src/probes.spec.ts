import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { boundaryProbes } from './boundary.probes.js';
import { generalProbes } from './general.probes.js';
import { brokenRules, workspaceRoot } from './lint.js';
import type { Probe } from './probe.js';
import { purityProbes } from './purity.probes.js';
import { typedProbes } from './typed.probes.js';

const bySyntax = [...boundaryProbes, ...purityProbes, ...generalProbes];
const rows = (probes: readonly Probe[]) =>
  probes.map((probe) => [probe.rule, probe.path, probe.refused, probe] as const);
const SLOW_MS = 60_000;

describe.each([
  ['syntax', false, bySyntax],
  ['types', true, typedProbes],
] as const)('a rule that needs %s', (_kind, typed, probes) => {
  it.each(rows(probes))(
    '%s catches in %s: %j',
    async (rule, path, refused) => expect(await brokenRules(path, refused, typed)).toEqual([rule]),
    SLOW_MS,
  );

  it.each(rows(probes))(
    '%s in %s leaves the twin of %j alone',
    async (_rule, path, _refused, { allowed, allowedPath }) =>
      expect(await brokenRules(allowedPath ?? path, allowed, typed)).toEqual([]),
    SLOW_MS,
  );
});

describe('the probes', () => {
  it('cover every rule that this workspace gives a name', () => {
    const folder = join(workspaceRoot, 'tools', 'lint');
    const sources = readdirSync(folder).map((file) => readFileSync(join(folder, file), 'utf8'));
    const named = sources.flatMap((source) =>
      [...source.matchAll(/'\[([a-z][a-z0-9:-]+)\] /g)].map(([, name]) => name),
    );
    expect(named).toContain('boundary:kernel');
    expect(named.filter((name) => !bySyntax.some(({ rule }) => rule === name))).toEqual([]);
  });
});
