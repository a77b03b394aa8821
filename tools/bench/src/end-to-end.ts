import { randomBytes } from 'node:crypto';
import { fileURLToPath } from 'node:url';
import { EventStoreDBClient } from '@eventstore/db-client';
import { deviceUnlockTopics } from '@tierline/contracts';
import { kafkaClient, silentLog } from '@tierline/platform';
import type { ServiceSpec, Stack } from '@tierline/stack';
import { kafkaRows, loadByKafka, type KafkaLoad } from './end-to-end-kafka.js';
import { loadByHttp } from './end-to-end-http.js';
import { latencyRows } from './latencies.js';
import type { Row } from './row.js';
import { followEvents } from './seen-events.js';

const SERVICE = 'device-unlock';
const KEY_BYTES = 32;
const AN_HOUR = 3_600;
/** What the compiler gets warm by; it is not measured. */
const WARM_UP = { perSecond: 200, count: 2_000 } as const;
const KAFKA_LOADS = [
  { perSecond: 50, count: 1_000 },
  { perSecond: 200, count: 2_000 },
  { perSecond: 1_000, count: 10_000 },
] as const;
const HTTP_LOADS = [
  { perSecond: 50, count: 1_000 },
  { perSecond: 200, count: 2_000 },
] as const;

/** The service as the stack runs it, without the limit on how often one client may come. */
export const measuredService = (): ServiceSpec => ({
  name: SERVICE,
  main: fileURLToPath(new URL('../../../apps/device-unlock/dist/main.js', import.meta.url)),
  env: {
    TIERLINE_DIRECTORY_KEY: randomBytes(KEY_BYTES).toString('hex'),
    TIERLINE_MASTER_KEY: randomBytes(KEY_BYTES).toString('hex'),
    TIERLINE_HTTP_REQUESTS_PER_SECOND: '100000',
  },
});

/** From the moment when a command is due to that when its published event is read, or its answer by HTTP. */
export async function benchEndToEnd({ kafkaBrokers, eventStoreUrl, services, token }: Stack): Promise<readonly Row[]> {
  const kafka = kafkaClient({ brokers: [kafkaBrokers], clientId: 'bench' }, silentLog);
  const client = EventStoreDBClient.connectionString(eventStoreUrl);
  const producer = kafka.producer({ allowAutoTopicCreation: false });
  const seen = await followEvents(
    kafkaClient({ brokers: [kafkaBrokers], clientId: 'bench-reader' }, silentLog),
    deviceUnlockTopics.events.topic,
  );
  await producer.connect();
  try {
    const by: KafkaLoad = { producer, seen, client };
    const rows: Row[] = [];
    const url = services[SERVICE]?.httpUrl ?? '';
    const agent = await token({ role: 'tier2-agent', lifetime: AN_HOUR });
    await loadByHttp(url, agent, WARM_UP.perSecond, WARM_UP.count);
    for (const { perSecond, count } of HTTP_LOADS) {
      const answers = await loadByHttp(url, agent, perSecond, count);
      rows.push(...latencyRows(`${String(perSecond)}/s by HTTP, answered`, answers));
    }
    await loadByKafka(by, WARM_UP.perSecond, WARM_UP.count);
    for (const { perSecond, count } of KAFKA_LOADS) {
      rows.push(...kafkaRows(perSecond, await loadByKafka(by, perSecond, count)));
    }
    return rows;
  } finally {
    await Promise.all([producer.disconnect(), seen.close()]);
    await client.dispose();
  }
}
