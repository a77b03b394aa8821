import { importing, type Probe } from './probe.js';

const service = 'apps/device-unlock/src/probe.ts';
const spec = 'libs/platform/src/probe.spec.ts';
const asSpec = (body: string) => {
  const used = ['describe', 'it', 'jest', 'test'].filter((name) => new RegExp(`\\b${name}\\b`).test(body));
  return `import { ${used.join(', ')} } from '@jest/globals';\n${body}\n`;
};
const running = asSpec("describe('a', () => {\n  it('b', () => jest.fn());\n  test('c', () => 1);\n});");

const selective = [
  "it.only('b', () => 1);",
  "it.skip('b', () => 1);",
  "test.todo('b');",
  "describe.only('a', () => 1);",
  "it.failing('b', () => 1);",
  "it['skip']('b', () => 1);",
  "it.concurrent.only('b', () => 1);",
  'const { skip } = it;\nskip();',
  'jest.retryTimes(2);',
];

const swallowing = [
  'export const f = () => {\n  try {\n    return 1;\n  } catch {\n    // nothing to do\n  }\n};\n',
  'export const f = (p: Promise<void>) => p.catch(() => undefined);\n',
  'export const f = (p: Promise<void>) => p.catch(() => null);\n',
  'export const f = (p: Promise<void>) => p.catch(() => {\n  // nothing to do\n});\n',
];

/** What holds for every file, or for every file of a service or a library. */
export const generalProbes: readonly Probe[] = [
  {
    rule: 'named-exports',
    path: service,
    refused: 'export default function unlock() {\n  return 1;\n}\n',
    allowed: 'export function unlock() {\n  return 1;\n}\n',
  },
  {
    rule: 'named-exports',
    path: service,
    refused: 'const unlock = 1;\nexport { unlock as default };\n',
    allowed: 'const unlock = 1;\nexport { unlock };\n',
  },
  ...swallowing.map((refused) => ({
    rule: 'swallowed-error',
    path: service,
    refused,
    allowed:
      'export const f = (p: Promise<void>, told: (e: unknown) => void) =>\n  p.catch((e: unknown) => told(e));\n',
  })),
  ...['export const port = process.env.PORT;\n', "export const port = process['env'].PORT;\n"].map((refused) => ({
    rule: 'env',
    path: service,
    refused,
    allowed: refused,
    allowedPath: 'apps/device-unlock/src/config.ts',
  })),
  {
    rule: 'env',
    path: 'libs/platform/src/probe.ts',
    refused: importing('node:process'),
    allowed: importing('node:process'),
    allowedPath: 'tools/stack/src/probe.ts',
  },
  ...selective.map((body) => ({ rule: 'every-test-runs', path: spec, refused: asSpec(body), allowed: running })),
  {
    rule: 'every-test-runs',
    path: spec,
    refused: "import { xit } from '@jest/globals';\nxit('b', () => 1);\n",
    allowed: running,
  },
  {
    rule: 'every-test-runs',
    path: spec,
    refused: "import { it as check } from '@jest/globals';\ncheck.only('b', () => 1);\n",
    allowed: running,
  },
  {
    rule: 'no-console',
    path: service,
    refused: "console.log('a');\n",
    allowed: "console.log('a');\n",
    allowedPath: 'tools/stack/src/probe.ts',
  },
  {
    rule: 'no-console',
    path: 'libs/platform/src/probe.ts',
    refused: "console.error('a');\n",
    allowed: "console.error('a');\n",
    allowedPath: 'apps/e2e/src/probe.ts',
  },
  {
    rule: 'max-lines',
    path: service,
    refused: '// a line\n'.repeat(200) + '\nexport const one = 1;\n',
    allowed: '// a line\n'.repeat(198) + '\nexport const one = 1;\n',
  },
  {
    rule: 'eqeqeq',
    path: service,
    refused: 'export const same = (a: number, b: number) => a == b;\n',
    allowed: 'export const same = (a: number, b: number) => a === b;\n',
  },
  {
    rule: '@typescript-eslint/no-explicit-any',
    path: service,
    refused: 'export const id = (a: any) => a;\n',
    allowed: 'export const id = (a: unknown) => a;\n',
  },
  {
    rule: '@typescript-eslint/ban-ts-comment',
    path: service,
    refused: '// @ts-ignore\nexport const one = 1;\n',
    allowed: '// a plain comment\nexport const one = 1;\n',
  },
];
