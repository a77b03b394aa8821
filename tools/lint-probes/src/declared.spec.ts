import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { type Manifest, undeclaredPackages } from './declared.js';
import { workspaceRoot } from './lint.js';

const manifestOf = (folder: string) =>
  JSON.parse(readFileSync(join(workspaceRoot, folder, 'package.json'), 'utf8')) as Manifest;
const projects = ['apps', 'libs', 'tools']
  .flatMap((group) => readdirSync(join(workspaceRoot, group)).map((name) => `${group}/${name}`))
  .filter((folder) => existsSync(join(workspaceRoot, folder, 'package.json')));
const isSpec = (file: string) => /\.spec\.tsx?$|(?:^|\/)testing(?:\.ts$|\/)/.test(file);
const testTools = new Set(Object.keys(manifestOf('.').devDependencies ?? {}));
const none = new Set<string>();

describe('a package that a project imports', () => {
  it.each(projects)('is declared in the package.json of %s', (folder) => {
    const src = join(workspaceRoot, folder, 'src');
    const manifest = manifestOf(folder);
    const forSpecs = new Set([...testTools, ...Object.keys(manifest.devDependencies ?? {})]);
    const forTools = folder.startsWith('tools/') ? testTools : none;
    const files = readdirSync(src, { recursive: true, encoding: 'utf8' }).filter((file) => /\.tsx?$/.test(file));
    expect(files).not.toEqual([]);
    const undeclared = files.flatMap((file) =>
      undeclaredPackages(readFileSync(join(src, file), 'utf8'), manifest, isSpec(file) ? forSpecs : forTools).map(
        (name) => `${file}: ${name}`,
      ),
    );
    expect(undeclared).toEqual([]);
  });

  const manifest = { name: '@tierline/kernel', dependencies: { '@nestjs/common': '1', luxon: '1' } };

  it.each([
    ["import { v5 } from 'uuid';", 'uuid'],
    ["export * from '@nestjs/core/injector';", '@nestjs/core'],
    ["await import('rxjs/operators');", 'rxjs'],
    ["import 'reflect-metadata';", 'reflect-metadata'],
  ])('is missed in: %s', (source, name) => expect(undeclaredPackages(source, manifest, none)).toEqual([name]));

  it.each([
    "import { Module } from '@nestjs/common/decorators';",
    "import { DateTime } from 'luxon';",
    "import { readFileSync } from 'node:fs';",
    "import { x } from './x.js';",
  ])('is not missed in: %s', (source) => expect(undeclaredPackages(source, manifest, none)).toEqual([]));
});
