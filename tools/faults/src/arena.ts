import { deviceUnlockTopics } from '@tierline/contracts';
import { isSettlement } from './check/put-aside.js';
import { startCluster } from './cluster.js';
import { settled } from './observe/settled.js';
import { storeReader } from './observe/store.js';
import { topicReader, type ReadTopic } from './observe/topics.js';
import { random } from '@tierline/chance';
import type { Arena } from './round.js';
import { ledger } from './workload/ledger.js';
import { workload } from './workload/workload.js';

const PARTITIONS = 6;
const { events, outcomes, deadLetters, parked, ingress } = deviceUnlockTopics;
const json = (name: string): ReadTopic => ({ name, partitions: PARTITIONS, isJson: () => true });
const read: readonly ReadTopic[] = [
  ...[events.topic, outcomes.topic, ingress.internal.topic].map(json),
  { name: deadLetters.topic, partitions: 1, isJson: isSettlement },
  { name: parked.topic, partitions: PARTITIONS, isJson: () => false },
];
const aside: readonly string[] = [deadLetters.topic, parked.topic];

/** An arena that is open, and how to go on to the next round and to leave. */
export interface OpenArena extends Arena {
  /** Forgets what was checked, so that the next round is checked by itself. */
  readonly nextRound: () => void;
  readonly close: () => Promise<void>;
}

/** Starts everything that rounds are played with. What is drawn by chance is drawn from the seed. */
export async function openArena(seed: number): Promise<OpenArena> {
  const cluster = await startCluster();
  const reader = topicReader(cluster.stack.kafkaBrokers, read);
  const chance = random(seed);
  const book = ledger();
  const urls = cluster.replicas.map(({ service }) => service.httpUrl);
  const senders = await workload({
    stack: cluster.stack,
    urls,
    ledger: book,
    reader,
    random: random(chance.below(2 ** 31)),
  });
  const store = storeReader(cluster.stack.eventStoreUrl);
  const observed = { commands: book.commands, reader, store };
  return {
    ...{ cluster, workload: senders, random: chance, observed },
    quiet: async () => {
      const { violations } = await settled(observed);
      if (violations.length > 0) throw new Error(`it does not come to rest: ${JSON.stringify(violations)}`);
    },
    published: () => reader.found().filter(({ topic, isSeen }) => isSeen && !aside.includes(topic)).length,
    nextRound: () => {
      store.forget();
      reader.forget();
      book.forget();
      senders.kafka.forget();
    },
    close: async () => {
      await senders.close();
      await reader.close();
      await cluster.close();
    },
  };
}
