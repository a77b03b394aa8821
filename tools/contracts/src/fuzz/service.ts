import { randomBytes } from 'node:crypto';
import { fileURLToPath } from 'node:url';
import { topicDeclarations } from '@tierline/contracts';
import { testStack, type TestStack } from '@tierline/stack/testing';
import { contexts } from '../catalogue.js';
import type { FuzzedService } from './fuzzed-services.js';

/** A running service, and whether it has ended by itself. */
export interface WatchedService {
  readonly of: FuzzedService;
  readonly httpUrl: string;
  readonly healthUrl: string;
  readonly logFile: string;
  /** Why it has ended; nothing while it runs. */
  readonly ended: () => string | undefined;
}

const mainOf = (name: string) => fileURLToPath(new URL(`../../../../apps/${name}/dist/main.js`, import.meta.url));
const KEY_BYTES = 32;
const key = () => randomBytes(KEY_BYTES).toString('hex');

/**
 * Starts a stack with a service in it, which lets one client come as often as it likes. Each has a stack of its own: what is made
 * up for one comes on topics that another publishes on.
 */
export async function startFuzzedService(
  of: FuzzedService,
): Promise<{ readonly stack: TestStack; readonly service: WatchedService }> {
  let ended: string | undefined;
  const env = {
    TIERLINE_DIRECTORY_KEY: key(),
    TIERLINE_MASTER_KEY: key(),
    TIERLINE_HTTP_REQUESTS_PER_SECOND: '1000000',
  };
  const topics = contexts.flatMap((each) => topicDeclarations(each.topics));
  const stack = await testStack(['kafka', 'eventstore', 'identity'], topics, {
    services: [{ name: of.name, main: mainOf(of.name), env }],
    onExit: ({ name, code, signal }) => {
      if (name === of.name) ended = `exit code ${String(code)}, signal ${String(signal)}`;
    },
  });
  const running = stack.services[of.name];
  if (!running) throw new Error(`${of.name} was not started`);
  const { httpUrl, healthUrl, logFile } = running;
  return { stack, service: { of, httpUrl, healthUrl, logFile, ended: () => ended } };
}

/** What is wrong with a service now: one line each. */
export async function faultsOfService({ healthUrl, ended }: WatchedService): Promise<readonly string[]> {
  const why = ended();
  if (why !== undefined) return [`the service has ended: ${why}`];
  const probes = ['/livez', '/readyz'].map(async (path) => {
    const response = await fetch(healthUrl + path);
    return response.status === 200 ? [] : [`${path} is answered ${String(response.status)}: ${await response.text()}`];
  });
  return (await Promise.all(probes)).flat();
}
