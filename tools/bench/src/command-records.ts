import { randomUUID } from 'node:crypto';
import { cloudEventType, deviceUnlockCommands } from '@tierline/contracts';
import { encodeCloudEvent } from '@tierline/platform';
import kafkajs, { type Kafka, type Message } from 'kafkajs';

const AT_ONCE = 500;

/** The record of a command that begins a request, keyed by the request as senders do. */
export function commandRecord(context: string, requestId: string): Message {
  const body = { customerId: 'customer-1', device: { kind: 'imei', value: '490154203237518' } };
  return {
    key: requestId,
    value: JSON.stringify(body),
    headers: {
      ...encodeCloudEvent({
        id: requestId,
        source: '/bench',
        type: cloudEventType(context, deviceUnlockCommands.requestActivationUnlock),
        subject: requestId,
        correlationId: requestId,
      }),
    },
  };
}

/** Lays commands that begin a request each on a topic, for whoever reads it next. */
export async function layCommands(kafka: Kafka, context: string, topic: string, count: number): Promise<void> {
  const producer = kafka.producer({ createPartitioner: kafkajs.Partitioners.DefaultPartitioner });
  await producer.connect();
  try {
    for (let laid = 0; laid < count; laid += AT_ONCE) {
      const messages = Array.from({ length: Math.min(AT_ONCE, count - laid) }, () =>
        commandRecord(context, randomUUID()),
      );
      await producer.send({ topic, acks: -1, messages });
    }
  } finally {
    await producer.disconnect();
  }
}
