import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { customerValueTopics, deviceUnlockTopics, topicDeclarations } from '@tierline/contracts';
import { kafkaClient, silentLog } from '@tierline/platform';
import { startStack, type RunningService, type Stack } from '@tierline/stack';

const MAIN = join(import.meta.dirname, '..', 'main.js');
const DEADLINE = 60_000;

/** Replicas of the service in processes of their own, with a broker, a store and an issuer that nobody else uses. */
export interface RunningStack extends Stack {
  readonly replica: (name: string) => RunningService;
  readonly end: () => Promise<void>;
}

/** Starts replicas of these names. */
export async function startReplicas(...names: readonly string[]): Promise<RunningStack> {
  const dir = await mkdtemp(join(tmpdir(), 'tierline-replicas-'));
  const stack = await startStack({
    dir,
    parts: ['kafka', 'eventstore', 'identity'],
    topics: [...topicDeclarations(deviceUnlockTopics), ...topicDeclarations(customerValueTopics)],
    env: {},
    services: names.map((name) => ({
      name,
      main: MAIN,
      env: {
        TIERLINE_DIRECTORY_KEY: 'a1'.repeat(32),
        TIERLINE_MASTER_KEY: 'b2'.repeat(32),
        TIERLINE_REPLICA: name,
        TIERLINE_HTTP_REQUESTS_PER_SECOND: '10000',
        TIERLINE_DRAIN_SECONDS: '20',
      },
    })),
  });
  return {
    ...stack,
    replica: (name) => {
      const found = stack.services[name];
      if (!found) throw new Error(`there is no replica ${name}`);
      return found;
    },
    end: async () => {
      await stack.stop();
      await rm(dir, { recursive: true, force: true });
    },
  };
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
