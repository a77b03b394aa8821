import { kafkaClient } from '../kafka/client.js';
import { silentLog } from '../log.js';

const DEADLINE = 60_000;
/** Longer than usual: a replica is started again while the others and their load take all there is of the machine. */
const READY = 180_000;

/**
 * Replicas of these names, in processes of their own.
 *
 * @param main the program of the service
 * @param env settings besides the usual ones
 */
export const replicas = (main: string, names: readonly string[], env: Readonly<Record<string, string>> = {}) => ({
  env: {},
  services: names.map((name) => ({
    name,
    main,
    readyTimeoutMs: READY,
    env: {
      TIERLINE_DIRECTORY_KEY: 'a1'.repeat(32),
      TIERLINE_MASTER_KEY: 'b2'.repeat(32),
      TIERLINE_REPLICA: name,
      TIERLINE_HTTP_REQUESTS_PER_SECOND: '10000',
      TIERLINE_DRAIN_SECONDS: '20',
      ...env,
    },
  })),
});

/** The replica of a name. @throws {Error} naming it, when there is none */
export function replicaOf<Service>(services: Readonly<Record<string, Service>>, name: string): Service {
  const replica = services[name];
  if (!replica) throw new Error(`there is no replica ${name}`);
  return replica;
}

/** A committed record, with its headers as text. */
export interface Committed {
  readonly topic: string;
  readonly partition: number;
  readonly offset: number;
  readonly key: string;
  readonly value: string;
  /** In milliseconds since 1970. */
  readonly writtenAt: number;
  readonly headers: Readonly<Record<string, string>>;
}

/** Reads what is committed to some topics, from their beginnings on. */
export async function readTopics(
  brokers: string,
  topics: readonly string[],
): Promise<{ readonly seen: readonly Committed[]; readonly end: () => Promise<void> }> {
  const seen: Committed[] = [];
  const consumer = kafkaClient({ brokers: [brokers], clientId: 'spec' }, silentLog).consumer({
    groupId: `spec-${String(process.pid)}-${String(Date.now())}`,
    maxWaitTimeInMs: 100,
  });
  await consumer.connect();
  await consumer.subscribe({ topics: [...topics], fromBeginning: true });
  await consumer.run({
    autoCommit: false,
    eachMessage: ({ topic, partition, message: { key, value, headers = {}, offset, timestamp } }) => {
      const texts = Object.entries(headers).map(([name, text]) => [name, String(text)] as const);
      seen.push({
        ...{ topic, partition, offset: Number(offset), key: String(key), value: String(value) },
        ...{ writtenAt: Number(timestamp), headers: Object.fromEntries(texts) },
      });
      return Promise.resolve();
    },
  });
  return { seen, end: () => consumer.disconnect() };
}

/** Looks until there is something. @throws {Error} naming it, when there is nothing in time */
export async function found<Result>(
  what: string,
  look: () => Result | undefined | Promise<Result | undefined>,
  patience = DEADLINE,
): Promise<Result> {
  const deadline = Date.now() + patience;
  for (;;) {
    const result = await look();
    if (result !== undefined) return result;
    if (Date.now() > deadline) throw new Error(`not within ${String(patience)} ms: ${what}`);
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}
