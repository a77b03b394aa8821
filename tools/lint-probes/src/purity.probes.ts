import type { Probe } from './probe.js';

const globals = [
  'new Date().getTime()',
  'Date.now()',
  'performance.now()',
  'crypto.randomUUID()',
  'process.pid',
  'globalThis.Date.now()',
  'setTimeout(() => 1, 1)',
  'setInterval(() => 1, 1)',
  'new Intl.NumberFormat().format(1)',
  "Buffer.from('a')",
  "fetch('http://localhost')",
  'import.meta.url',
  "'a'.localeCompare('b')",
  "Math['random']()",
  'Math.random()',
];

const inDecider = (refused: string, allowed: string): Probe => ({
  rule: 'policy-data',
  path: 'libs/device-unlock/src/probe.decider.ts',
  refused,
  allowed,
});

/** What kernel and domain do without. */
export const purityProbes: readonly Probe[] = [
  ...['libs/kernel/src/probe.ts', 'libs/call-routing/src/probe.ts'].flatMap((path) =>
    globals.map((expression) => ({
      rule: 'pure',
      path,
      refused: `export const value = () => ${expression};\n`,
      allowed: 'export const value = (at: number) => Math.max(at, 0);\n',
    })),
  ),
  {
    rule: 'pure',
    path: 'libs/kernel/src/probe.ts',
    refused: 'const { random } = Math;\nexport const value = random;\n',
    allowed: 'const { least } = { least: 1 };\nexport const value = least;\n',
  },
  {
    rule: 'pure',
    path: 'libs/kernel/src/probe.ts',
    refused: 'const arithmetic = Math;\nexport const value = arithmetic;\n',
    allowed: 'const least = Math.min(1, 2);\nexport const value = least;\n',
  },
  {
    rule: 'pure',
    path: 'libs/call-routing/src/probe.spec.ts',
    refused: 'export const value = Date.now();\n',
    allowed: "export const value = '2026-01-02T03:04:05.000Z';\n",
  },
  inDecider(
    'export const isDue = (days: number) => days > 30;\n',
    'export const isDue = (days: number) => days > 0;\n',
  ),
  inDecider('const DAYS = 30;\nexport const days = DAYS;\n', 'const NONE = 0;\nexport const days = NONE;\n'),
  inDecider('export const limit = { days: 2.5 };\n', 'export const limit = { days: -1 };\n'),
  inDecider('export const big = 60n;\n', 'export const big = 1n;\n'),
  inDecider('export const hex = 0x1e;\n', 'export type ValueNumber = 0 | 1 | 2 | 3 | 4 | 5;\n'),
  {
    ...inDecider('export const next = (n: number) => n + 10;\n', 'export const next = (n: number) => n + 1;\n'),
    path: 'libs/device-unlock/src/probe.evolve.ts',
  },
  {
    rule: 'decider-answers',
    path: 'libs/device-unlock/src/probe.decider.ts',
    refused: "export const decide = () => {\n  throw new Error('no');\n};\n",
    allowed: "export const decide = () => ({ rejected: 'no' });\n",
  },
];
