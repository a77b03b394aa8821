import { cloudEventType, deviceUnlockCommands, deviceUnlockTopics } from '@tierline/contracts';
import { digest, encodeCloudEvent } from '@tierline/platform';
import type { Kafka } from 'kafkajs';
import type { PlannedRequest } from './plan.js';

const AT_ONCE = 500;
const { context, ingress } = deviceUnlockTopics;
const { requestActivationUnlock } = deviceUnlockCommands;

/** The id of a planned request. */
export const requestIdOf = (seed: number, { number }: Pick<PlannedRequest, 'number'>): string =>
  digest.uuid(['month', seed, number]);

/** Sends requests through the stores' door. A store's requests have its key: they are taken in its order. */
export async function sendRequests(kafka: Kafka, seed: number, requests: readonly PlannedRequest[]): Promise<void> {
  const producer = kafka.producer({ idempotent: false, maxInFlightRequests: 1 });
  await producer.connect();
  try {
    for (let from = 0; from < requests.length; from += AT_ONCE) {
      const messages = requests.slice(from, from + AT_ONCE).map((request) => message(seed, request));
      await producer.send({ topic: ingress.stores.topic, messages });
    }
  } finally {
    await producer.disconnect();
  }
}

function message(seed: number, request: PlannedRequest) {
  const { source, number, imei } = request;
  const subject = requestIdOf(seed, request);
  const type = cloudEventType(context, requestActivationUnlock);
  return {
    key: source,
    headers: encodeCloudEvent({ id: `${String(seed)}-${String(number)}`, source, type, subject }),
    value: JSON.stringify({ customerId: `customer-${String(number)}`, device: { kind: 'imei', value: imei } }),
  };
}
