import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TopicDeclaration } from '@tierline/kafka-dev';
import type { PartName } from './parts/start-parts.js';
import { startStack, type Stack, type StackOptions } from './start-stack.js';

/** A stack for specs. `share` puts its addresses into the environment, `stop` takes them out and ends the stack. */
export interface TestStack extends Stack {
  readonly dir: string;
  readonly share: () => void;
}

const VARIABLES = {
  KAFKA_BROKERS: 'kafkaBrokers',
  EVENTSTORE_URL: 'eventStoreUrl',
  TIERLINE_OIDC_ISSUER: 'issuerUrl',
} as const satisfies Record<string, keyof Stack>;

/**
 * What an integration spec needs of the stack: used where KAFKA_BROKERS, EVENTSTORE_URL or TIERLINE_OIDC_ISSUER say that
 * it runs, started in a temporary folder where they do not. It never skips: what cannot be had is a `StackError`.
 * For one spec file, call it in `beforeAll` and `stop` in `afterAll`; for many, call it and `share` in jest's
 * globalSetup and `stop` in globalTeardown, and call it in each file as well: it then uses what is shared.
 */
export async function testStack(
  parts: readonly PartName[],
  topics: readonly TopicDeclaration[],
  options: Omit<StackOptions, 'dir' | 'parts' | 'topics'> = {},
): Promise<TestStack> {
  const dir = await mkdtemp(join(tmpdir(), 'tierline-stack-'));
  const remove = () => rm(dir, { recursive: true, force: true, maxRetries: 3 });
  try {
    const stack = await startStack({ ...options, dir, parts, topics });
    const shared: string[] = [];
    return {
      ...stack,
      dir,
      share: () => {
        for (const [variable, field] of Object.entries(VARIABLES)) {
          if (stack[field] === '' || process.env[variable] !== undefined) continue;
          process.env[variable] = stack[field];
          shared.push(variable);
        }
      },
      stop: async () => {
        for (const variable of shared.splice(0)) Reflect.deleteProperty(process.env, variable);
        await stack.stop();
        await remove();
      },
    };
  } catch (error) {
    await remove();
    throw error;
  }
}
