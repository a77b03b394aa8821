import { globSync } from 'node:fs';

// Jest runs what the compiler made of the specs that exist in src, so that a deleted spec cannot linger in dist.
const level = process.env.TIERLINE_TEST_LEVEL ?? 'unit';
const specs = globSync('src/**/*.spec.ts').filter((file) => file.endsWith('.int.spec.ts') === (level === 'int'));

export default {
  rootDir: process.cwd(),
  testEnvironment: 'node',
  testMatch: specs.map((file) => `<rootDir>/${file.replace(/^src/, 'dist').replace(/\.ts$/, '.js')}`),
  passWithNoTests: specs.length === 0,
  transform: {},
  reporters: ['default'],
  ...(level === 'int' && { testTimeout: 60_000, maxWorkers: 1 }),
};
