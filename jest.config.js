import { globSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';

// Jest runs what the compiler made of the specs that exist in src, so that a deleted spec cannot linger in dist.
const level = process.env.TIERLINE_TEST_LEVEL ?? 'unit';
const isOfLevel = (file) => /\.int\.spec\.\w+$/.test(file) === (level === 'int');
const compiled = (file) => file.replace(/^src/, 'dist').replace(/\.ts$/, '.js');
const specs = globSync(['src/**/*.spec.ts', '*.spec.mjs']).filter(isOfLevel).map(compiled);

// Jest writes its result into a folder that exists, and makes none.
mkdirSync(join('dist', 'test-results'), { recursive: true });

export default {
  rootDir: process.cwd(),
  cacheDirectory: join(import.meta.dirname, '.tierline', 'cache', 'jest'),
  testEnvironment: 'node',
  testMatch: specs.map((file) => `<rootDir>/${file}`),
  passWithNoTests: specs.length === 0,
  moduleFileExtensions: ['js', 'mjs', 'json', 'node'],
  transform: {},
  reporters: ['default'],
  ...(level === 'int' && { testTimeout: 60_000, maxWorkers: 1 }),
};
