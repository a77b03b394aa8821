import { join, resolve } from 'node:path';
import type { BrokerExit, BrokerProcess } from './broker-process.js';
import { touchCoordinators } from './coordinators.js';
import { takeFolder } from './data-folder.js';
import { requirePortFree } from './ports.js';
import { prepareKafka, type PrepareOptions } from './prepare.js';
import type { FurtherListener } from './properties.js';
import { PREDECESSOR_GRACE_MS, runOnPorts, STOP_GRACE_MS } from './run-on-ports.js';
import type { TopicDeclaration } from './topic-declaration.js';
import { ensureTopics } from './topics.js';

/**
 * What `startKafka` takes: the broker's own folder, its port (0 or absent: any free one) and further ones, the topics to
 * exist, whom to tell what is being waited for, and a cache folder other than the repository's.
 */
export interface StartKafkaOptions extends PrepareOptions {
  readonly dir: string;
  readonly port?: number;
  readonly listeners?: readonly FurtherListener[];
  readonly topics: readonly TopicDeclaration[];
}

/** A broker that is ready. `exited` resolves when its process has ended, asked or not. */
export interface RunningKafka {
  readonly brokers: string;
  readonly pid: number;
  readonly logFile: string;
  readonly exited: Promise<BrokerExit>;
  readonly stop: () => Promise<void>;
  readonly kill: () => void;
}

/**
 * Starts the real Apache Kafka as one KRaft node on 127.0.0.1, with its data in `dir` (formatted when empty, taken up
 * again otherwise, also after a kill), and resolves when it is ready in earnest: declared topics made, group and
 * transaction coordinators loaded. `stop` ends it in order in under 3 s; `kill` is SIGKILL, for fault tests. The broker
 * ends by itself when this process does. Throws `KafkaDevError`; nothing is left running then.
 */
export async function startKafka(options: StartKafkaOptions): Promise<RunningKafka> {
  const dir = resolve(options.dir);
  const release = await takeFolder(dir, PREDECESSOR_GRACE_MS);
  try {
    const { broker, brokers } = await startReady(dir, options);
    const exited = broker.exited.finally(release);
    const logFile = join(dir, 'broker.log');
    return { brokers, pid: broker.pid, logFile, exited, stop: () => broker.stop(STOP_GRACE_MS), kill: broker.kill };
  } catch (error) {
    release();
    throw error;
  }
}

async function startReady(
  dir: string,
  { port = 0, listeners = [], topics, ...preparation }: StartKafkaOptions,
): Promise<{ broker: BrokerProcess; brokers: string }> {
  if (port) await requirePortFree(port, PREDECESSOR_GRACE_MS);
  const started = await runOnPorts(await prepareKafka(preparation), dir, port, listeners);
  try {
    await makeReady(started.brokers, topics);
    return started;
  } catch (error) {
    await started.broker.stop(STOP_GRACE_MS);
    throw error;
  }
}

/**
 * Ensures the topics and touches both coordinators of a local broker. Waits for both even when one fails: what still
 * asked a broker that is being stopped would go on asking for half a minute.
 */
export async function makeReady(brokers: string, topics: readonly TopicDeclaration[]): Promise<void> {
  const results = await Promise.allSettled([ensureTopics(brokers, topics), touchCoordinators(brokers)]);
  const failure = results.find((result) => result.status === 'rejected');
  if (failure) throw failure.reason;
}
