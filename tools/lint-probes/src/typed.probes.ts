import type { Probe } from './probe.js';

const path = 'libs/kernel/src/index.ts';
const over = (...cases: string[]) => `type Colour = 'red' | 'green';
const unreachable = (value: never): never => value;
export function name(colour: Colour): string {
  switch (colour) {
${cases.map((colour) => `    case '${colour}':\n      return '${colour}';`).join('\n')}
    default:
      return unreachable(colour as never);
  }
}
`;

/** Rules that need types: the sources stand in for a file that exists. */
export const typedProbes: readonly Probe[] = [
  {
    rule: '@typescript-eslint/switch-exhaustiveness-check',
    path,
    refused: over('red'),
    allowed: over('red', 'green').replace('colour as never', 'colour'),
  },
  {
    rule: '@typescript-eslint/no-floating-promises',
    path,
    refused: 'export const f = (p: Promise<number>): void => {\n  p.finally(() => 1);\n};\n',
    allowed: 'export const f = async (p: Promise<number>): Promise<void> => {\n  await p.finally(() => 1);\n};\n',
  },
  {
    rule: '@typescript-eslint/no-unsafe-return',
    path,
    refused: "export const f = (): number => JSON.parse('1');\n",
    allowed: "export const f = (): unknown => JSON.parse('1') as unknown;\n",
  },
];
