import { randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { customerValueTopics, deviceUnlockTopics, topicDeclarations } from '@tierline/contracts';
import { freePort } from '@tierline/kafka-dev';
import { startStack, type RunningService, type Stack } from '@tierline/stack';
import { kafkaFrames } from './proxy/kafka-frames.js';
import { tcpProxy, type TcpProxy } from './proxy/tcp-proxy.js';

/** One replica of the service, and the ways by which alone it reaches Kafka and the store. */
export interface Replica {
  readonly name: string;
  readonly service: RunningService;
  readonly kafka: TcpProxy;
  readonly store: TcpProxy;
}

/** A broker, a store, an issuer of tokens, and replicas of device unlock, each behind proxies of its own. */
export interface Cluster {
  readonly dir: string;
  readonly stack: Stack;
  readonly replicas: readonly Replica[];
  /** Replicas that ended although no fault had asked them to, as `name: how`; they are started again. */
  readonly exits: readonly string[];
  readonly close: () => Promise<void>;
}

const NAMES = ['a', 'b'];
const main = fileURLToPath(new URL('../../../apps/device-unlock/dist/main.js', import.meta.url));
const clock = new URL('./faults/shifting-clock.js', import.meta.url).href;
const KEY_BYTES = 32;
const key = () => randomBytes(KEY_BYTES).toString('hex');

/** Starts a cluster in a folder of its own. */
export async function startCluster(): Promise<Cluster> {
  const dir = await mkdtemp(join(tmpdir(), 'tierline-faults-'));
  const [kafkaPort, storePort] = [await freePort(), await freePort()];
  const keys = { TIERLINE_DIRECTORY_KEY: key(), TIERLINE_MASTER_KEY: key() };
  const ways = await Promise.all(
    NAMES.map(async (name) => {
      const listener = await freePort();
      return { name, listener, kafka: await tcpProxy(listener, kafkaFrames), store: await tcpProxy(storePort) };
    }),
  );
  const exits: string[] = [];
  const close = async (stack?: Stack) => {
    await stack?.stop();
    await Promise.all(ways.flatMap(({ kafka, store }) => [kafka.close(), store.close()]));
    await rm(dir, { recursive: true, force: true, maxRetries: 3 });
  };
  try {
    const stack = await startStack({
      dir,
      parts: ['kafka', 'eventstore', 'identity'],
      ports: { kafka: kafkaPort, eventstore: storePort },
      kafkaListeners: ways.map(({ listener, kafka }) => ({ port: listener, advertisedPort: kafka.port })),
      topics: [deviceUnlockTopics, customerValueTopics].flatMap((each) => topicDeclarations(each)),
      services: ways.map(({ name, kafka, store }) => ({
        name: serviceName(name),
        main,
        env: {
          ...keys,
          KAFKA_BROKERS: `127.0.0.1:${String(kafka.port)}`,
          EVENTSTORE_URL: `esdb://127.0.0.1:${String(store.port)}?tls=false`,
          TIERLINE_REPLICA: name,
          // As in production: the stack's own, shorter limit ends a replica before it has left its groups.
          TIERLINE_DRAIN_SECONDS: '10',
          TIERLINE_HTTP_REQUESTS_PER_SECOND: '1000000',
          NODE_OPTIONS: `--import=${clock}`,
        },
      })),
      env: withoutAddresses(process.env),
      onExit: ({ name, code, signal }) => exits.push(`${name}: ${signal ?? `exit code ${String(code)}`}`),
    });
    const replicas = ways.map(({ name, kafka, store }) => {
      const service = stack.services[serviceName(name)];
      if (!service) throw new Error(`${serviceName(name)} was not started`);
      return { name, service, kafka, store };
    });
    return { dir, stack, replicas, exits, close: () => close(stack) };
  } catch (error) {
    await close();
    throw error;
  }
}

const serviceName = (replica: string): string => `device-unlock-${replica}`;

/** Faults are for parts that are started here: those of somebody else are left alone. */
function withoutAddresses(env: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  const { KAFKA_BROKERS: _kafka, EVENTSTORE_URL: _store, TIERLINE_OIDC_ISSUER: _issuer, ...rest } = env;
  return rest;
}
