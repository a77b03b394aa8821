import { join } from 'node:path';
import { ensureTopics } from '@tierline/kafka-dev';
import { startEventStoreContainer } from '../containers/eventstore.js';
import { imagesFrom } from '../containers/images.js';
import { startKafkaContainer } from '../containers/kafka.js';
import { startIssuer } from '../identity/issuer.js';
import type { TokenRequest } from '../identity/tokens.js';
import type { Exit } from '../processes/child.js';
import type { Guard } from '../processes/guard.js';
import { settle } from '../settle.js';
import type { StackOptions, Timed } from '../start-stack.js';
import { startEventStorePart } from './eventstore.js';
import { tokenFrom } from './identity-client.js';
import { startKafkaPart } from './kafka.js';
import { brokerAddresses, eventStoreAddresses, requireReachable } from './reachable.js';
import { external, type RunningPart } from './running-part.js';

/** What a stack can start besides services. */
export type PartName = 'kafka' | 'eventstore' | 'identity';

/** The parts that run, by their addresses ('' for what was not asked for) and, for fault tests, by their processes. */
export interface Parts {
  readonly kafkaBrokers: string;
  readonly eventStoreUrl: string;
  readonly issuerUrl: string;
  readonly parts: Readonly<Partial<Record<PartName, RunningPart>>>;
  /** Gets a bearer token from the issuer; rejects when there is none, or when it refuses. */
  readonly token: (request: TokenRequest) => Promise<string>;
  readonly stop: () => Promise<void>;
}

/** A stack's options with everything settled that may be left out there. */
export interface PartsContext extends StackOptions {
  readonly env: NodeJS.ProcessEnv;
  readonly guard: Guard;
  readonly timed: Timed;
  readonly told: (name: string) => (exit: Exit, logFile: string) => void;
}

const STARTERS: Readonly<Record<PartName, (context: PartsContext) => Promise<RunningPart>>> = {
  kafka,
  eventstore,
  identity,
};

/** Starts the parts that were asked for, all at once. When one fails, those that did not are stopped again. */
export async function startParts(context: PartsContext): Promise<Parts> {
  const names = [...new Set(context.parts)];
  const running = await settle(
    names.map(async (name) => [name, await context.timed(name, () => STARTERS[name](context))] as const),
    ([, part]) => part.stop(),
  );
  const parts: Partial<Record<PartName, RunningPart>> = Object.fromEntries(running);
  const issuerUrl = parts.identity?.url ?? '';
  return {
    kafkaBrokers: parts.kafka?.url ?? '',
    eventStoreUrl: parts.eventstore?.url ?? '',
    issuerUrl,
    parts,
    token: (request) => tokenFrom(issuerUrl, request),
    stop: async () => {
      await Promise.all(running.map(([, part]) => part.stop()));
    },
  };
}

async function kafka(context: PartsContext): Promise<RunningPart> {
  const { env, topics, ports, guard, told, kafkaListeners: listeners = [] } = context;
  const brokers = env['KAFKA_BROKERS'];
  if (brokers) {
    await requireReachable('kafka', 'KAFKA_BROKERS', brokerAddresses(brokers));
    await ensureTopics(brokers, topics);
    return external(brokers);
  }
  const port = ports?.kafka ?? 0;
  if (inContainers(context)) return startKafkaContainer(imagesFrom(env).kafka, port, topics);
  const onProgress = context.onProgress ?? (() => undefined);
  const dir = join(context.dir, 'kafka');
  return startKafkaPart({ dir, port, listeners, topics, guard, onProgress, onExit: told('kafka') });
}

async function eventstore(context: PartsContext): Promise<RunningPart> {
  const { env, ports, guard, told } = context;
  const url = env['EVENTSTORE_URL'];
  if (url) {
    await requireReachable('eventstore', 'EVENTSTORE_URL', eventStoreAddresses(url));
    return external(url);
  }
  const port = ports?.eventstore ?? 0;
  if (inContainers(context)) return startEventStoreContainer(imagesFrom(env).eventStore, port);
  const dir = join(context.dir, 'eventstore');
  return startEventStorePart({ dir, port, inherited: env, guard, onExit: told('eventstore') });
}

async function identity({ env, dir, ports, roles }: PartsContext): Promise<RunningPart> {
  const url = env['TIERLINE_OIDC_ISSUER'];
  if (url) return external(url);
  const known = roles ?? (await import('@tierline/contracts')).roles;
  return startIssuer({ dir: join(dir, 'identity'), port: ports?.identity ?? 0, roles: known, env });
}

const inContainers = ({ containers, env }: PartsContext) => containers ?? env['TIERLINE_CONTAINERS'] === '1';
