import { randomBytes } from 'node:crypto';
import { fileURLToPath } from 'node:url';
import { EventStoreDBClient } from '@eventstore/db-client';
import { deviceUnlockTopics } from '@tierline/contracts';
import { kafkaClient, silentLog } from '@tierline/platform';
import type { ServiceSpec, Stack } from '@tierline/stack';
import { kafkaRows, loadByKafka, type KafkaLoad } from './end-to-end-kafka.js';
import { asking, httpRows, loadByHttp } from './end-to-end-http.js';
import { rate } from './measure.js';
import { processesOf, processorRows, whileMetering } from './processor-time.js';
import type { Row } from './row.js';
import { followEvents } from './seen-events.js';

const SERVICE = 'device-unlock';
const KEY_BYTES = 32;
const AN_HOUR = 3_600;
/** Commands at each door that compilers get warm by, the broker's too; they are not measured. */
const WARM_UP = 2_000;
const WARM_UP_PER_SECOND = 500;
const IN_FLIGHT = 8;
/** People who ask by HTTP. */
const AGENTS = 100;
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
export async function benchEndToEnd(stack: Stack): Promise<readonly Row[]> {
  const { kafkaBrokers, eventStoreUrl, services, token } = stack;
  const processes = processesOf(stack);
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
    const agents = Array.from({ length: AGENTS }, (_, number) =>
      token({ role: 'tier2-agent', sub: `agent-${String(number)}`, lifetime: AN_HOUR }),
    );
    const ask = asking(services[SERVICE]?.httpUrl ?? '', await Promise.all(agents));
    // As fast as answers come, which is what every machine can take.
    await rate(WARM_UP, IN_FLIGHT, async () => {
      await ask();
    });
    await loadByKafka(by, WARM_UP_PER_SECOND, WARM_UP);
    for (const { perSecond, count } of HTTP_LOADS) {
      const { result, taken } = await whileMetering(processes, () => loadByHttp(ask, perSecond, count));
      rows.push(...httpRows(perSecond, result), ...processorRows(`${String(perSecond)}/s by HTTP`, taken, count));
    }
    for (const { perSecond, count } of KAFKA_LOADS) {
      const { result, taken } = await whileMetering(processes, () => loadByKafka(by, perSecond, count));
      rows.push(
        ...kafkaRows(perSecond, await result()),
        ...processorRows(`${String(perSecond)}/s by Kafka`, taken, count),
      );
    }
    return rows;
  } finally {
    await Promise.all([producer.disconnect(), seen.close()]);
    await client.dispose();
  }
}
