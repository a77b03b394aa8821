import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { defineConfig } from 'eslint/config';
import tseslint from 'typescript-eslint';
import { zones } from './tools/lint/zones.mjs';

const PROGRAMS = ['e2e', 'console'];
const services = readdirSync(join(import.meta.dirname, 'apps')).filter((name) => !PROGRAMS.includes(name));

export default defineConfig(
  { ignores: ['**/dist/**', '**/.tierline/**'] },
  { linterOptions: { reportUnusedDisableDirectives: 'error' } },
  {
    rules: {
      eqeqeq: 'error',
      'no-empty': 'error',
      'no-eval': 'error',
      'no-new-func': 'error',
      'no-var': 'error',
      'prefer-const': 'error',
      'max-lines': ['error', { max: 200, skipBlankLines: false, skipComments: false }],
    },
  },
  {
    files: ['**/*.{ts,tsx}'],
    extends: [tseslint.configs.strictTypeChecked, tseslint.configs.stylisticTypeChecked],
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    rules: {
      '@typescript-eslint/switch-exhaustiveness-check': [
        'error',
        { considerDefaultExhaustiveForUnions: false, requireDefaultForNonUnion: true },
      ],
      '@typescript-eslint/no-extraneous-class': ['error', { allowEmpty: true, allowWithDecorator: true }],
      '@typescript-eslint/no-confusing-void-expression': ['error', { ignoreArrowShorthand: true }],
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
      '@typescript-eslint/no-unused-vars': [
        'error',
        { argsIgnorePattern: '^_', varsIgnorePattern: '^_', ignoreRestSiblings: true },
      ],
      // Adapters are async because their port is, and async turns a throw into a rejection.
      '@typescript-eslint/require-await': 'off',
      // NoFacts is an empty object and means it; lanes<Key>() names the key that its caller will use.
      '@typescript-eslint/no-generated-empty-object-type': 'off',
      '@typescript-eslint/no-unnecessary-type-parameters': 'off',
      // @EventPattern<string>() compiles with the argument alone.
      '@typescript-eslint/no-unnecessary-type-arguments': 'off',
      // A type alias of an object literal is how messages and states are written.
      '@typescript-eslint/consistent-type-definitions': 'off',
    },
  },
  // A spec looks at what a decorator put on a method, and calls none.
  { files: ['**/*.spec.ts'], rules: { '@typescript-eslint/unbound-method': 'off' } },
  { files: ['{apps,libs}/**/*.{ts,tsx}'], ignores: ['apps/e2e/**'], rules: { 'no-console': 'error' } },
  zones(services),
);
