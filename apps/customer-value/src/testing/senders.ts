import { randomUUID } from 'node:crypto';
import { cloudEventType, customerValueTopics, type Ingress } from '@tierline/contracts';
import { encodeCloudEvent, kafkaClient, silentLog } from '@tierline/platform';
import type { Told } from './told.js';

const doors: readonly Ingress[] = Object.values(customerValueTopics.ingress);

/** The systems that tell facts, each on its own topic of a real broker. */
export async function senders(brokers: string) {
  const producer = kafkaClient({ brokers: [brokers], clientId: 'systems' }, silentLog).producer();
  await producer.connect();
  return {
    /** Tells facts about a subject, one after another. @param id of the first message; those of the others follow from it */
    tell: async (subject: string, all: readonly Told[], id: string = randomUUID()): Promise<void> => {
      for (const [index, [name, body]] of all.entries()) {
        const door = doors.find(({ commands }) => commands.some((each) => each.name === name));
        const message = door?.commands.find((each) => each.name === name);
        if (!door || !message) throw new Error(`nobody tells ${name}`);
        const type = cloudEventType(door.publishedBy ?? customerValueTopics.context, message);
        const headers = encodeCloudEvent({ id: `${id}-${String(index)}`, source: `/${door.sender}`, type, subject });
        await producer.send({ topic: door.topic, messages: [{ key: subject, value: JSON.stringify(body), headers }] });
      }
    },
    end: () => producer.disconnect(),
  };
}
