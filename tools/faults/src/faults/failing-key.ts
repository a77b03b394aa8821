import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { binaryEvent, EventStoreDBClient } from '@eventstore/db-client';
import { inventory, kafkaClient, recordLog, silentLog, type PutAside } from '@tierline/platform';
import { commandIdOf } from '../workload/kafka-door.js';
import { untilHeard } from '../workload/patience.js';
import { drawnKey, wishesOf } from '../workload/wishes.js';
import type { FaultContext } from './fault.js';

/** A key whose first command fails, for a reason that can be put right. */
export interface FailingKey {
  /** Whose it is. */
  readonly context: string;
  /** Puts something in the way of the first command, and sends it and its followers. */
  readonly send: () => Promise<void>;
  /** Waits until all of it is parked. @throws {NotHeard} */
  readonly isParked: () => Promise<void>;
  /** Puts right what was in the way. */
  readonly mend: () => Promise<void>;
  /** Redrives it as operations do, until nothing of it is parked. @throws {Error} when something is not redriven */
  readonly redrive: () => Promise<void>;
}

const FOLLOWERS = 2;
const WAIT_SECONDS = 60;
const operations = fileURLToPath(new URL('../../../tierline/dist/main.js', import.meta.url));

/**
 * A key of its own, of a context that is drawn: of the maker's records of one device, or of what is told of one customer. Where the
 * service keeps which stream the first command's id belongs to, somebody else has written an event that is no JSON: executing that
 * command fails as a bug would, and nothing else reads it.
 */
export function failingKey({
  cluster,
  workload,
  random,
}: Pick<FaultContext, 'cluster' | 'workload' | 'random'>): FailingKey {
  const { kafkaBrokers, eventStoreUrl } = cluster.stack;
  const { topics, bound } = random.pick(wishesOf(cluster));
  const { context, deadLetters, parked } = topics;
  const [own, id] = [drawnKey(random), random.uuid()];
  const stream = `${context.replace('-', '_')}_ids.command-${commandIdOf(id)}`;
  const ofKey = async (): Promise<readonly PutAside[]> => {
    const records = recordLog(kafkaClient({ brokers: [kafkaBrokers], clientId: 'faults-operations' }, silentLog));
    try {
      const all = await inventory(records, { deadLetters: deadLetters.topic, parked: parked.topic });
      return all.filter(({ key, state }) => state === 'parked' && String(key) === own);
    } finally {
      await records.close();
    }
  };
  return {
    context,
    send: async () => {
      const foreign = binaryEvent({ type: 'Foreign', data: Buffer.from('no JSON') });
      await inStore(eventStoreUrl, (store) => store.appendToStream(stream, foreign));
      await workload.kafka.send(bound(own, 0), { id, mayBeParked: true });
      for (let number = 1; number <= FOLLOWERS; number += 1)
        await workload.kafka.send(bound(own, number), { mayBeParked: true });
    },
    isParked: () =>
      untilHeard(`the key ${own}`, async () => {
        const found = await ofKey();
        if (found.length > FOLLOWERS) return;
        throw new Error(`of its commands, ${String(found.length)} are parked`);
      }),
    mend: () => inStore(eventStoreUrl, (store) => store.deleteStream(stream)),
    redrive: async () => {
      // A record of it that was delivered again just now is parked behind those that the order names.
      do await redriven(context, own, kafkaBrokers);
      while ((await ofKey()).length > 0);
    },
  };
}

async function inStore(url: string, work: (store: EventStoreDBClient) => Promise<unknown>): Promise<void> {
  const store = EventStoreDBClient.connectionString(url);
  try {
    await untilHeard('the store', () => work(store));
  } finally {
    await store.dispose();
  }
}

async function redriven(context: string, key: string, brokers: string): Promise<void> {
  const who = ['--by', 'faults', '--why', 'what was in the way is gone'];
  const how = ['--context', context, '--brokers', brokers, '--wait', String(WAIT_SECONDS), '--json'];
  try {
    await promisify(execFile)(process.execPath, [operations, 'dead-letters', 'redrive', '--key', key, ...who, ...how]);
  } catch (error) {
    const told = error instanceof Error && 'stdout' in error ? String(error.stdout) : '';
    throw new Error(`${key} was not redriven: ${told}`, { cause: error });
  }
}
