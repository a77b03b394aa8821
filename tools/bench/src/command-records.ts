import { randomUUID } from 'node:crypto';
import { cloudEventType, deviceUnlockCommands } from '@tierline/contracts';
import { encodeCloudEvent } from '@tierline/platform';
import kafkajs, { type Kafka, type Message } from 'kafkajs';

const AT_ONCE = 500;

const TYPE_ALLOCATION_CODE = '49015420';
const SERIAL_DIGITS = 6;
const SOFTWARE_VERSION = '01';
/** More than any source sends in a month: requests of one source are counted one after another (DU-15). */
const SOURCES = 500;
let devices = 0;

/** What a source calls itself. @param number one after another gives one source after another, and begins again */
export const sourceOf = (number: number): string => `/bench/store-${String(number % SOURCES)}`;

/** What a command says that begins a request for a device of its own. */
export function commandBody() {
  devices += 1;
  const serial = String(devices).padStart(SERIAL_DIGITS, '0');
  const value = `${TYPE_ALLOCATION_CODE}${serial}${SOFTWARE_VERSION}`;
  return { customerId: `customer-${String(devices)}`, device: { kind: 'imeisv', value } };
}

/** The record of a command that begins a request, keyed by the request as senders do, from one source after another. */
export function commandRecord(context: string, requestId: string): Message {
  return {
    key: requestId,
    value: JSON.stringify(commandBody()),
    headers: {
      ...encodeCloudEvent({
        id: requestId,
        source: sourceOf(devices),
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
