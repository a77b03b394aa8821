import { randomBytes } from 'node:crypto';
import { fileURLToPath } from 'node:url';
import { customerValueTopics, deviceUnlockTopics, topicDeclarations } from '@tierline/contracts';
import { connectEventStore, silentLog } from '@tierline/platform';
import type { ServiceSpec, Stack } from '@tierline/stack';
import { Kafka, logLevel } from 'kafkajs';
import { policies } from '../command-path.js';
import { row, type Row } from '../row.js';
import { deviations } from './check.js';
import { watchMemory } from './memory.js';
import { followOutcomes } from './outcomes.js';
import { planMonth } from './plan.js';
import { sendRequests } from './send.js';

/** Which traffic. */
export interface MonthOptions {
  /** Requests at least. */
  readonly size: number;
  readonly seed: number;
  readonly tacs: readonly string[];
}

/** What a month of traffic has shown. */
export interface Month {
  readonly rows: readonly Row[];
  /** What came out otherwise than it was planned. */
  readonly deviations: readonly string[];
}

const NAME = 'device-unlock';
const KEY_BYTES = 32;
const MEBIBYTE = 2 ** 20;
/** How long no request may end, in milliseconds. */
const PATIENCE = 60_000;
const key = () => randomBytes(KEY_BYTES).toString('hex');

/** What a stack for a month of traffic has: the real service with all that it needs, and every topic. */
export const monthStack = (): {
  parts: ['kafka', 'eventstore', 'identity'];
  topics: ReturnType<typeof topicDeclarations>;
  services: ServiceSpec[];
} => ({
  parts: ['kafka', 'eventstore', 'identity'],
  topics: [deviceUnlockTopics, customerValueTopics].flatMap((each) => topicDeclarations(each)),
  services: [
    {
      name: NAME,
      main: fileURLToPath(new URL('../../../../apps/device-unlock/dist/main.js', import.meta.url)),
      env: { TIERLINE_DIRECTORY_KEY: key(), TIERLINE_MASTER_KEY: key() },
    },
  ],
});

/**
 * Sends a month of traffic through the stores' door of a running service, waits until every request has ended, and looks
 * whether exactly the planted sources were blocked (DU-15).
 *
 * @throws {Standstill} when requests are not answered any more
 */
export async function runMonth(stack: Stack, { size, seed, tacs }: MonthOptions): Promise<Month> {
  const service = stack.services[NAME];
  if (!service) throw new Error(`${NAME} does not run`);
  const now = new Date().toISOString() as Parameters<typeof policies.activeAt>[0];
  const plan = planMonth(size, seed, tacs, policies.activeAt(now).values.requestSources);
  const kafka = new Kafka({ clientId: 'month', brokers: stack.kafkaBrokers.split(','), logLevel: logLevel.NOTHING });
  const connection = connectEventStore(stack.eventStoreUrl, silentLog);
  const outcomes = await followOutcomes(kafka);
  try {
    const memory = watchMemory(service.healthUrl);
    const began = performance.now();
    await sendRequests(kafka, seed, plan.requests);
    await outcomes.reached(plan.requests.length, PATIENCE);
    const seconds = (performance.now() - began) / 1000;
    const most = await memory.stop();
    const count = `${String(plan.requests.length)} requests of ${String(plan.sources.length)} sources`;
    return {
      rows: [
        row('month', count, 'requests/s', plan.requests.length / seconds),
        row('month', 'from the first sent to the last outcome', 's', seconds),
        row('month', 'most memory of the service (RSS)', 'MiB', most / MEBIBYTE),
        row('month', 'sources blocked', '', plan.sources.filter(({ isBlocked }) => isBlocked).length),
      ],
      deviations: await deviations(plan, seed, connection.store, outcomes.endings),
    };
  } finally {
    await outcomes.close();
    await connection.close();
  }
}
