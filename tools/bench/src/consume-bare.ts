import kafkajs, { type KafkaMessage } from 'kafkajs';
import { received, type Contender, type Contest } from './consume-contender.js';

/** As many batches at once as there may be partitions. */
const BATCHES_AT_ONCE = 1_000;

/**
 * Commands by kafkajs alone: the keys of a batch side by side within the same bound and each in order, the offset saved when the
 * batch is done. It puts nothing aside, waits for nobody, and would handle most of a batch again after a failure.
 */
export const bare: Contender = async (contest) => {
  const { brokers, topics, fail } = contest;
  const kafka = new kafkajs.Kafka({ brokers: [brokers], clientId: 'bare', logLevel: kafkajs.logLevel.NOTHING });
  const consumer = kafka.consumer({ groupId: `${topics.context}.bare`, allowAutoTopicCreation: false });
  await consumer.connect();
  await consumer.subscribe({ topics: [topics.ingress.stores.topic], fromBeginning: true });
  const run = bounded(contest);
  await consumer.run({
    partitionsConsumedConcurrently: BATCHES_AT_ONCE,
    eachBatch: async ({ batch }) => {
      await run(batch.messages).catch(fail);
    },
  });
  return () => consumer.disconnect();
};

function bounded({ concurrency, topics, handle }: Contest): (messages: readonly KafkaMessage[]) => Promise<void> {
  let free = concurrency;
  const waiting: (() => void)[] = [];
  const inTurn = async (messages: readonly KafkaMessage[]) => {
    for (const { value, headers = {} } of messages) {
      if (free > 0) free -= 1;
      else await new Promise<void>((resolve) => void waiting.push(resolve));
      await handle(received(topics, { value, headers }));
      const next = waiting.shift();
      if (next) next();
      else free += 1;
    }
  };
  return async (messages) => {
    const keys = Map.groupBy(messages, ({ key }) => String(key));
    await Promise.all([...keys.values()].map(inTurn));
  };
}
