import { randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import { deviceUnlockCommands, deviceUnlockTopics, type CommandOutcomeV1 } from '@tierline/contracts';
import type { Kafka } from 'kafkajs';

/** How a request ended. */
export type Ending = 'accepted' | 'source-blocked' | 'otherwise';

/** Nothing more came, and not everything had come. */
export class Standstill extends Error {
  override readonly name = 'Standstill';
  constructor(seen: number, wanted: number) {
    super(`${String(seen)} of ${String(wanted)} requests were answered, and no further one is`);
  }
}

const LOOK = 100;

/** Follows how requests end, by their ids. */
export async function followOutcomes(kafka: Kafka) {
  const consumer = kafka.consumer({ groupId: `month-${randomUUID()}`, readUncommitted: false, maxWaitTimeInMs: 100 });
  const endings = new Map<string, Ending>();
  await consumer.connect();
  await consumer.subscribe({ topics: [deviceUnlockTopics.outcomes.topic], fromBeginning: true });
  await consumer.run({
    autoCommit: false,
    eachMessage: ({ message }) => {
      const outcome = JSON.parse(String(message.value)) as CommandOutcomeV1;
      if (outcome.command === deviceUnlockCommands.requestActivationUnlock.name)
        endings.set(outcome.subject, endingOf(outcome));
      return Promise.resolve();
    },
  });
  return {
    endings: endings as ReadonlyMap<string, Ending>,
    /**
     * Waits until so many requests have ended.
     *
     * @param patience how long nothing may come, in milliseconds
     * @throws {Standstill}
     */
    reached: async (count: number, patience: number): Promise<void> => {
      let [seen, since] = [endings.size, performance.now()];
      while (endings.size < count) {
        if (endings.size > seen) [seen, since] = [endings.size, performance.now()];
        if (performance.now() - since > patience) throw new Standstill(seen, count);
        await pause(LOOK);
      }
    },
    close: () => consumer.disconnect(),
  };
}

function endingOf({ outcome, reason, rule }: CommandOutcomeV1): Ending {
  if (outcome === 'accepted') return outcome;
  return outcome === 'refused' && reason === 'source-blocked' && rule === 'DU-15' ? reason : 'otherwise';
}
