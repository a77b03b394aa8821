import { randomUUID } from 'node:crypto';
import type { CommandOutcomeV1, Plain } from '@tierline/contracts';
import { kafkaClient, silentLog } from '@tierline/platform';

/** What hears of outcomes, and of the end of hearing. */
export interface Hearing {
  readonly hear: (outcome: Plain<CommandOutcomeV1>) => void;
  readonly fail: (error: unknown) => void;
}

/**
 * Follows the outcomes of a context from now on, those that are committed.
 *
 * @returns what ends it
 */
export async function followOutcomes(
  brokers: readonly string[],
  topic: string,
  { hear, fail }: Hearing,
): Promise<() => Promise<void>> {
  const kafka = kafkaClient({ brokers, clientId: 'tierline-cli' }, silentLog);
  const admin = kafka.admin();
  await admin.connect();
  const ends = await admin.fetchTopicOffsets(topic).finally(() => admin.disconnect());
  const from = new Map(ends.map(({ partition, high }) => [partition, high]));
  const consumer = kafka.consumer({ groupId: `tierline.import.${randomUUID()}`, readUncommitted: false });
  consumer.on('consumer.crash', ({ payload: { error, restart } }) => {
    if (!restart) fail(error);
  });
  await consumer.connect();
  // From the beginning, since otherwise what is not there any more would be taken for the end; what was before is passed over.
  await consumer.subscribe({ topic, fromBeginning: true });
  await consumer.run({
    autoCommit: false,
    eachMessage: ({ partition, message: { offset, value } }) => {
      if (value !== null && BigInt(offset) >= BigInt(from.get(partition) ?? '0'))
        hear(JSON.parse(value.toString()) as Plain<CommandOutcomeV1>);
      return Promise.resolve();
    },
  });
  for (const [partition, offset] of from) consumer.seek({ topic, partition, offset });
  return () => consumer.disconnect();
}
