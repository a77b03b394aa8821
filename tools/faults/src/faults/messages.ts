import type { Message } from 'kafkajs';
import { topicDeclarations } from '@tierline/contracts';
import { kafkaClient, silentLog } from '@tierline/platform';
import type { KafkaDoor } from '../workload/kafka-door.js';
import { wishesOf, type ContextWishes } from '../workload/wishes.js';
import { rightedBy, type Fault } from './fault.js';

const MEGABYTE = 1_000_000;

/** A record that nobody can execute, between two of the same key that are right: it must stop neither. */
const among = (about: string, spoil: (message: Message) => Message): Fault => ({
  about,
  recoversFrom: 'strike',
  strike: async ({ cluster, workload, random }) => {
    const wishes = Array.from({ length: 5 }, () => random.pick(wishesOf(cluster)));
    await Promise.all(wishes.map((each) => sendAmong(workload.kafka, each, random.uuid(), spoil)));
    return { at: performance.now(), heal: () => Promise.resolve() };
  },
});

async function sendAmong(
  door: KafkaDoor,
  { begins, goesOn }: ContextWishes,
  subject: string,
  spoil: (message: Message) => Message,
): Promise<void> {
  await door.send(begins(subject));
  await door.send(goesOn(subject), { expected: 'dead-letter', spoil });
  await door.send(goesOn(subject));
}

/** Bytes that are no JSON. */
export const poison = among('records that are no JSON, among others of their keys', (message) => {
  return { ...message, value: '{"cut":' };
});

/** A version that is not there yet. */
export const fromTheFuture = among('records of a version that this build does not know', (message) => {
  const type = String(message.headers?.['ce_type']).replace(/v1$/, 'v2');
  return { ...message, headers: { ...message.headers, ce_type: type } };
});

/** The largest record that a broker takes. */
export const megabyte = among('records of a megabyte', (message) => {
  return { ...message, value: JSON.stringify({ megabyte: 'x'.repeat(MEGABYTE) }) };
});

/** What was delivered comes again, in another order. */
export const redelivery: Fault = {
  about: 'what was delivered is delivered again, in another order',
  recoversFrom: 'strike',
  strike: async ({ workload, random }) => {
    for (let count = 0; count < 40; count += 1) await workload.kafka.sendAgain(random);
    return { at: performance.now(), heal: () => Promise.resolve() };
  },
};

/** Strangers join the groups of the service and leave them, again and again, and do none of the work that falls to them. */
export const rebalances: Fault = {
  about: 'strangers join and leave the groups of commands and publisher, four times',
  recoversFrom: 'end',
  strike: async ({ cluster, random }) => {
    const { topics: own } = random.pick(wishesOf(cluster));
    const { context, checkpoints } = own;
    const commands = topicDeclarations(own).map(({ name }) => name);
    const ingress = Object.values(own.ingress).map(({ topic }) => topic);
    const visit = async (groupId: string, topics: readonly string[]) => {
      const kafka = kafkaClient({ brokers: [cluster.stack.kafkaBrokers], clientId: 'faults-stranger' }, silentLog);
      const consumer = kafka.consumer({ groupId, sessionTimeout: 6_000, heartbeatInterval: 500 });
      const joined = Promise.withResolvers<undefined>();
      consumer.on(consumer.events.GROUP_JOIN, () => joined.resolve(undefined));
      await consumer.connect();
      await consumer.subscribe({ topics: topics.filter((topic) => commands.includes(topic)), fromBeginning: true });
      await consumer.run({ autoCommit: false, eachBatchAutoResolve: false, eachBatch: () => Promise.resolve() });
      await joined.promise;
      await consumer.disconnect();
    };
    const storm = async () => {
      for (let count = 0; count < 4; count += 1) {
        await Promise.all([
          visit(`tierline.${context}`, ingress),
          visit(`tierline.${context}.publisher`, [checkpoints.topic]),
        ]);
      }
    };
    return rightedBy(performance.now(), storm());
  },
};
