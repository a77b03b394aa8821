import { importing, type Probe } from './probe.js';

const boundary = (rule: string, path: string, refused: readonly string[], allowed: string): Probe[] =>
  refused.map((module) => ({
    rule: `boundary:${rule}`,
    path,
    refused: importing(module),
    allowed: importing(allowed),
  }));

const kernel = 'libs/kernel/src/probe.ts';
const domain = 'libs/call-routing/src/probe.ts';
const service = 'apps/device-unlock/src/probe.ts';

const forms: readonly (readonly [refused: string, allowed: string])[] = [
  ["import 'uuid';", "import './uuid.js';"],
  ["export * from 'uuid';", "export * from './uuid.js';"],
  ["export { v5 } from 'uuid';", "export { v5 } from './uuid.js';"],
  ["export const load = () => import('uuid');", "export const load = () => import('./uuid.js');"],
  ["export type Id = import('uuid').Id;", "export type Id = import('./uuid.js').Id;"],
  [
    "import type { Id } from 'uuid';\nexport type Own = Id;",
    "import type { Id } from './uuid.js';\nexport type Own = Id;",
  ],
];

/** Who may import whom. */
export const boundaryProbes: readonly Probe[] = [
  ...boundary('kernel', kernel, ['uuid', 'node:fs', 'node:crypto', '@tierline/contracts', 'fs'], './ids.js'),
  ...boundary('kernel', 'libs/kernel/src/probe.spec.ts', ['node:fs', '@tierline/contracts'], '@jest/globals'),
  ...forms.map(([refused, allowed]) => ({ rule: 'boundary:kernel', path: kernel, refused, allowed })),
  ...boundary(
    'domain',
    domain,
    ['luxon', 'node:crypto', '@tierline/contracts', '@tierline/platform', '@tierline/customer-value'],
    '@tierline/kernel',
  ),
  ...boundary('domain', domain, ['@tierline/kernel/testing', 'fast-check', '@jest/globals'], './call.events.js'),
  ...boundary('domain', 'libs/call-routing/src/probe.spec.ts', ['node:fs'], '@tierline/kernel/testing'),
  ...boundary(
    'contracts',
    'libs/contracts/src/probe.ts',
    ['@tierline/platform', '@tierline/device-unlock', 'node:fs', 'luxon'],
    'class-validator',
  ),
  ...boundary('contracts', 'libs/contracts/src/probe.ts', ['@nestjs/swagger'], '@tierline/kernel'),
  ...boundary(
    'platform',
    'libs/platform/src/probe.ts',
    ['@tierline/device-unlock', '@tierline/stack', '@tierline/kernel/testing'],
    '@tierline/contracts',
  ),
  ...boundary(
    'platform',
    'libs/platform/src/probe.int.spec.ts',
    ['@tierline/device-unlock'],
    '@tierline/stack/testing',
  ),
  ...boundary(
    'service',
    service,
    ['@tierline/call-routing', '@tierline/stack', '@tierline/e2e', '@tierline/kernel/testing'],
    '@tierline/device-unlock',
  ),
  ...boundary('service', 'apps/device-unlock/src/probe.spec.ts', ['@tierline/stack/testing'], '@tierline/platform'),
  ...boundary(
    'console',
    'apps/console/src/probe.tsx',
    ['@tierline/kernel', '@tierline/device-unlock', '@tierline/platform'],
    '@tierline/contracts',
  ),
  ...boundary('e2e', 'apps/e2e/src/probe.ts', ['@tierline/device-unlock', '@tierline/platform'], '@tierline/stack'),
  ...boundary('tools', 'tools/bench/src/probe.ts', ['@tierline/device-unlock-service'], '@tierline/device-unlock'),
  ...['kafkajs', '@eventstore/db-client', 'kafkajs/src/network/requestQueue'].map((client) => ({
    rule: 'clients',
    path: service,
    refused: importing(client),
    allowed: importing(client),
    allowedPath: 'libs/platform/src/probe.ts',
  })),
  ...['activation.module.ts', 'commands.controller.ts', 'main.ts'].map((file) => ({
    rule: 'nest',
    path: service,
    refused: importing('@nestjs/common'),
    allowed: importing('@nestjs/common'),
    allowedPath: `apps/device-unlock/src/${file}`,
  })),
  ...['libs/kernel/src/probe.ts', 'libs/kernel/src/testing/probe.ts', 'apps/e2e/src/a/b/probe.ts'].map((path) => ({
    rule: 'project-root',
    path,
    refused: importing(`${'../'.repeat(path.split('/').length - 2)}contracts/src/index.js`),
    allowed: importing(`${'../'.repeat(path.split('/').length - 3)}package.js`),
  })),
  {
    rule: 'project-root',
    path: kernel,
    refused: importing('./testing/../../../contracts/src/index.js'),
    allowed: importing('./testing/index.js'),
  },
  {
    rule: 'literal-import',
    path: service,
    refused: 'export const load = (name: string) => import(name);\n',
    allowed: "export const load = () => import('./views.js');\n",
  },
];
