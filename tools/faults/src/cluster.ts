import { randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { freePort } from '@tierline/kafka-dev';
import { startStack, type RunningService, type Stack } from '@tierline/stack';
import { kafkaFrames } from './proxy/kafka-frames.js';
import { tcpProxy, type TcpProxy } from './proxy/tcp-proxy.js';
import { allTopics, type WatchedService } from './services.js';

/** One replica of a service, and the ways by which alone it reaches Kafka and the store. */
export interface Replica {
  readonly name: string;
  readonly context: string;
  readonly service: RunningService;
  readonly kafka: TcpProxy;
  readonly store: TcpProxy;
}

/** A broker, a store, an issuer of tokens, and replicas of services, each behind proxies of its own. */
export interface Cluster {
  readonly dir: string;
  readonly stack: Stack;
  readonly replicas: readonly Replica[];
  /** Replicas that ended although no fault had asked them to, as `name: how`; they are started again. */
  readonly exits: readonly string[];
  readonly close: () => Promise<void>;
}

const NAMES = ['a', 'b'];
const clock = new URL('./faults/shifting-clock.js', import.meta.url).href;
const KEY_BYTES = 32;
const key = () => randomBytes(KEY_BYTES).toString('hex');

/** Starts a cluster in a folder of its own, with two replicas of each service. */
export async function startCluster(services: readonly WatchedService[]): Promise<Cluster> {
  const dir = await mkdtemp(join(tmpdir(), 'tierline-faults-'));
  const [kafkaPort, storePort] = [await freePort(), await freePort()];
  const ways = await Promise.all(
    services.flatMap(({ topics: { context }, main }) => {
      const keys = { TIERLINE_DIRECTORY_KEY: key(), TIERLINE_MASTER_KEY: key() };
      return NAMES.map(async (letter) => {
        const listener = await freePort();
        const ways = { kafka: await tcpProxy(listener, kafkaFrames), store: await tcpProxy(storePort) };
        return { name: `${context}-${letter}`, context, main, keys, listener, ...ways };
      });
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
      topics: allTopics,
      services: ways.map(({ name, main, keys, kafka, store }) => ({
        name,
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
    const replicas = ways.map(({ name, context, kafka, store }) => {
      const service = stack.services[name];
      if (!service) throw new Error(`${name} was not started`);
      return { name, context, service, kafka, store };
    });
    return { dir, stack, replicas, exits, close: () => close(stack) };
  } catch (error) {
    await close();
    throw error;
  }
}

/** The replicas of the service of a context. */
export const replicasOf = ({ replicas }: Pick<Cluster, 'replicas'>, context: string): readonly Replica[] =>
  replicas.filter((each) => each.context === context);

/** Faults are for parts that are started here: those of somebody else are left alone. */
function withoutAddresses(env: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  const { KAFKA_BROKERS: _kafka, EVENTSTORE_URL: _store, TIERLINE_OIDC_ISSUER: _issuer, ...rest } = env;
  return rest;
}
