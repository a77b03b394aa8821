import {
  clients,
  deciderSyntax,
  environmentModules,
  environmentProperty,
  everywhere,
  impureGlobals,
  impureProperties,
  impureSyntax,
  nest,
} from './refusals.mjs';
import { anythingBut, projectsBut, refuseModules } from './refuse.mjs';

// A later entry replaces the options of an earlier one for the same file, so each states its whole list.
const syntax = (files, ignores, ...refused) => ({
  files,
  ...(ignores.length > 0 && { ignores }),
  rules: { 'no-restricted-syntax': ['error', ...everywhere, ...refused.flat()] },
});
const SPEC = ['**/*.spec.ts', '**/testing/**/*.ts', '**/testing.ts'];
const INT_SPEC = ['**/*.int.spec.ts'];
const inside = (folder, files) => files.map((file) => `${folder}/src/${file}`);
const TEST_TOOLS = ['@jest/globals', 'fast-check'];
const NEST_FILES = ['**/*.module.ts', '**/*.controller.ts', '**/main.ts'];
const NEST_SPECS = ['**/*.module.spec.ts', '**/*.controller.spec.ts', '**/*.int.spec.ts'];

const kernel = (...also) =>
  refuseModules(anythingBut(...also), '[boundary:kernel] The kernel imports nothing but its own files.');
const domain = (...also) =>
  refuseModules(anythingBut('@tierline/kernel', ...also), '[boundary:domain] A domain imports the kernel alone.');
const CONTRACTS = '[boundary:contracts] Contracts import the kernel and what checks a field alone.';
const PLATFORM = '[boundary:platform] Of this workspace, the platform imports kernel and contracts alone.';
const SERVICE =
  '[boundary:service] Of this workspace, a service imports its own domain, platform, contracts and kernel alone.';
const CONSOLE = '[boundary:console] Of this workspace, the console imports contracts alone.';
const STORIES = '[boundary:e2e] The stories use the public doors: contracts, kernel and the stack alone.';
const TOOLS = '[boundary:tools] A tool runs a service as a process; it does not import one.';

const pureLibs = {
  files: ['libs/*/src/**/*.ts'],
  ignores: ['libs/contracts/**', 'libs/platform/**'],
  rules: {
    'no-restricted-globals': ['error', ...impureGlobals],
    'no-restricted-properties': ['error', ...impureProperties],
  },
};

const libs = [
  syntax(['libs/kernel/src/**/*.ts'], SPEC, impureSyntax, kernel()),
  syntax(inside('libs/kernel', SPEC), [], impureSyntax, kernel(...TEST_TOOLS)),
  ...domainZones(),
  syntax(
    ['libs/contracts/src/**/*.ts'],
    SPEC,
    refuseModules(
      anythingBut(
        '@tierline/kernel',
        'class-validator',
        'class-transformer',
        'class-validator-jsonschema',
        'fast-luhn',
        'reflect-metadata',
      ),
      CONTRACTS,
    ),
  ),
  syntax(
    inside('libs/contracts', SPEC),
    [],
    clients,
    refuseModules(projectsBut('kernel', 'kernel/testing'), CONTRACTS),
  ),
  syntax(['libs/platform/src/**/*.ts'], SPEC, refuseModules(projectsBut('kernel', 'contracts'), PLATFORM)),
  syntax(
    inside('libs/platform', SPEC),
    INT_SPEC,
    refuseModules(projectsBut('kernel', 'kernel/testing', 'contracts'), PLATFORM),
  ),
  syntax(
    ['libs/platform/src/**/*.int.spec.ts'],
    [],
    refuseModules(projectsBut('kernel', 'kernel/testing', 'contracts', 'stack', 'stack/testing'), PLATFORM),
  ),
];

function domainZones() {
  const notDomain = ['libs/kernel/**', 'libs/contracts/**', 'libs/platform/**'];
  const deciders = ['libs/*/src/**/*.decider.ts', 'libs/*/src/**/*.evolve.ts'];
  return [
    syntax(['libs/*/src/**/*.ts'], [...notDomain, ...SPEC], impureSyntax, domain()),
    syntax(deciders, notDomain, impureSyntax, domain(), deciderSyntax),
    syntax(inside('libs/*', SPEC), notDomain, impureSyntax, domain('@tierline/kernel/testing', ...TEST_TOOLS)),
  ];
}

const serviceZones = (name) => {
  const own = ['kernel', 'contracts', 'platform', name];
  const ownTesting = own.map((project) => `${project}/testing`);
  const app = `apps/${name}`;
  const imports = (...also) => refuseModules(projectsBut(...own, ...also), SERVICE);
  return [
    syntax(inside(app, ['**/*.ts']), [...SPEC, ...NEST_FILES], imports(), clients, nest),
    syntax(inside(app, NEST_FILES), [], imports(), clients),
    syntax(inside(app, SPEC), NEST_SPECS, imports(...ownTesting), clients, nest),
    syntax(inside(app, NEST_SPECS), [], imports(...ownTesting, 'stack', 'stack/testing'), clients),
  ];
};

const relativeZones = [0, 1, 2, 3, 4].map((depth) => ({
  files: [`{apps,libs,tools}/*/src/${'*/'.repeat(depth)}*.{ts,tsx}`],
  rules: {
    '@typescript-eslint/no-restricted-imports': [
      'error',
      {
        patterns: [
          {
            regex: `^(?:\\./)*(?:\\.\\./){${String(depth + 2)}}|[^./][^/]*/\\.\\.(?:/|$)`,
            message: '[project-root] A relative import stays in its project.',
          },
        ],
      },
    ],
  },
}));

/**
 * Who may import and use what, as entries of an ESLint configuration.
 * @param {readonly string[]} services folders of `apps` that are services
 */
export const zones = (services) => [
  { files: ['**/*.{ts,tsx}'], rules: syntax([], []).rules },
  {
    files: ['{apps,libs}/**/*.{ts,tsx}'],
    ignores: ['**/config.ts'],
    rules: {
      'no-restricted-properties': ['error', environmentProperty],
      'no-restricted-imports': ['error', environmentModules],
    },
  },
  pureLibs,
  ...libs,
  ...services.flatMap(serviceZones),
  syntax(['apps/console/src/**/*.{ts,tsx}'], [], clients, refuseModules(projectsBut('contracts'), CONSOLE)),
  syntax(
    ['apps/e2e/src/**/*.ts'],
    [],
    refuseModules(projectsBut('contracts', 'kernel', 'stack', 'stack/testing'), STORIES),
  ),
  syntax(['tools/*/src/**/*.ts'], [], refuseModules('^@tierline\\x2F(?:e2e|[^\\x2F]*-service)(?:$|\\x2F)', TOOLS)),
  ...relativeZones,
];
