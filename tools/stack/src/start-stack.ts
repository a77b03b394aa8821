import { mkdir } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import type { FurtherListener, TopicDeclaration } from '@tierline/kafka-dev';
import { startParts, type PartName, type Parts } from './parts/start-parts.js';
import { startService, type RunningService, type ServiceContext } from './parts/service.js';
import type { Exit } from './processes/child.js';
import { startGuard } from './processes/guard.js';
import { checkServices, type ServiceSpec } from './service-spec.js';
import { settle } from './settle.js';
import { asStackError } from './stack-error.js';

/**
 * What `startStack` may take before it says itself why it failed, in milliseconds: a minute for the broker, half of one each for
 * its topics and coordinators, then a minute for services. Whoever waits for less learns nothing.
 */
export const SLOWEST_START_MS = 180_000;

/** A step that is done: the part or service, and how long it took in milliseconds. */
export interface Step {
  readonly name: string;
  readonly ms: number;
}

/** A part or service that ended although nobody had asked it to. */
export interface UnexpectedExit extends Exit {
  readonly name: string;
  readonly logFile: string;
}

/** What `startStack` takes. Each part and service has a folder of its own under `dir`. */
export interface StackOptions {
  readonly dir: string;
  readonly parts: readonly PartName[];
  /** 0 or absent: any free port. */
  readonly ports?: Partial<Record<PartName, number>>;
  /** Further ports of the broker that is started here, for clients that are to come through something else. */
  readonly kafkaListeners?: readonly FurtherListener[];
  readonly topics: readonly TopicDeclaration[];
  readonly services?: readonly ServiceSpec[];
  /** The roles that the issuer gives tokens for; those of the contracts unless it is said. */
  readonly roles?: readonly string[];
  /** Kafka and event store by testcontainers; also by TIERLINE_CONTAINERS=1. */
  readonly containers?: boolean;
  /** Where KAFKA_BROKERS, EVENTSTORE_URL, TIERLINE_OIDC_ISSUER … are read (default: this process's environment). */
  readonly env?: NodeJS.ProcessEnv;
  readonly onStep?: (step: Step) => void;
  readonly onProgress?: (text: string) => void;
  readonly onExit?: (exit: UnexpectedExit) => void;
}

/** What runs. An address is '' when its part was not asked for. */
export interface Stack extends Parts {
  readonly services: Readonly<Record<string, RunningService>>;
  /** Ends everything that was started here, services first, in under 5 s; what is somebody else's stays. */
  readonly stop: () => Promise<void>;
}

/**
 * Starts the parts at once, then the services at once, and resolves when all are ready. A part whose address the
 * environment gives is used and not started (topics are ensured all the same). Everything that is started here ends
 * when this process does, by whatever signal. Throws `StackError`, with nothing left running.
 */
export async function startStack(options: StackOptions): Promise<Stack> {
  const { services = [], env = process.env } = options;
  checkServices(services);
  const dir = resolve(options.dir);
  await mkdir(dir, { recursive: true });
  const guard = startGuard();
  const endings: (() => Promise<unknown>)[] = [guard.end];
  const stop = once(() => inTurn(endings.toReversed()));
  try {
    const told = (name: string) => (exit: Exit, logFile: string) => options.onExit?.({ name, logFile, ...exit });
    const parts = await startParts({ ...options, dir, env, guard, timed: timed(options), told });
    endings.push(parts.stop);
    const { kafkaBrokers, eventStoreUrl, issuerUrl } = parts;
    const known = {
      ...(kafkaBrokers !== '' && { kafkaBrokers }),
      ...(eventStoreUrl !== '' && { eventStoreUrl }),
      ...(issuerUrl !== '' && { issuerUrl }),
    };
    const contextOf = (name: string): ServiceContext => ({
      ...{ dir: join(dir, 'services', name), inherited: env, known, guard },
      onExit: told(name),
    });
    const started = await settle(
      services.map((spec) => timed(options)(spec.name, () => startService(spec, contextOf(spec.name)))),
      (service) => service.stop(),
    );
    endings.push(() => Promise.all(started.map((service) => service.stop())));
    return { ...parts, services: Object.fromEntries(started.map((service) => [service.name, service])), stop };
  } catch (error) {
    await stop();
    throw asStackError('stack', error);
  }
}

/** Runs a step, tells how long it took, and gives its failure its name. */
export type Timed = <T>(name: string, work: () => Promise<T>) => Promise<T>;

function timed({ onStep }: StackOptions): Timed {
  return async (name, work) => {
    const begun = performance.now();
    try {
      const result = await work();
      onStep?.({ name, ms: performance.now() - begun });
      return result;
    } catch (error) {
      throw asStackError(name, error);
    }
  };
}

// One ending that fails keeps none of the others from being tried.
async function inTurn(endings: readonly (() => Promise<unknown>)[]): Promise<void> {
  const failures: unknown[] = [];
  for (const end of endings) {
    try {
      await end();
    } catch (error) {
      failures.push(error);
    }
  }
  if (failures.length > 0) throw new AggregateError(failures, 'the stack did not end as it should');
}

function once(work: () => Promise<void>): () => Promise<void> {
  let result: Promise<void> | undefined;
  return () => (result ??= work());
}
