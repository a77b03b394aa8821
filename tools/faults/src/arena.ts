import { deviceUnlockTopics, type ContextTopics } from '@tierline/contracts';
import { streamPrefix } from './check/context.js';
import { isSettlement } from './check/put-aside.js';
import { replicasOf, startCluster } from './cluster.js';
import { settled } from './observe/settled.js';
import { storeReader } from './observe/store.js';
import { topicReader, type ReadTopic } from './observe/topics.js';
import { random } from '@tierline/chance';
import type { Arena } from './round.js';
import { serviceSets, type ServiceSet } from './services.js';
import { ledger } from './workload/ledger.js';
import { workload } from './workload/workload.js';

const PARTITIONS = 6;
const json = (name: string): ReadTopic => ({ name, partitions: PARTITIONS, isJson: () => true });
const readOf = ({ events, outcomes, ingress, deadLetters, parked }: ContextTopics): readonly ReadTopic[] => [
  ...[events.topic, outcomes.topic, ...(ingress['internal'] ? [ingress['internal'].topic] : [])].map(json),
  { name: deadLetters.topic, partitions: 1, isJson: isSettlement },
  { name: parked.topic, partitions: PARTITIONS, isJson: () => false },
];

/** An arena that is open, and how to go on to the next round and to leave. */
export interface OpenArena extends Arena {
  /** Forgets what was checked, so that the next round is checked by itself. */
  readonly nextRound: () => void;
  readonly close: () => Promise<void>;
}

/** Starts everything that rounds are played with. What is drawn by chance is drawn from the seed. @param services that run */
export async function openArena(seed: number, services: ServiceSet = 'device-unlock'): Promise<OpenArena> {
  const watched = serviceSets[services];
  const contexts = watched.map(({ topics }) => topics);
  const names = contexts.map(({ context }) => context);
  const aside = contexts.flatMap(({ deadLetters, parked }) => [deadLetters.topic, parked.topic]);
  const cluster = await startCluster(watched);
  const reader = topicReader(cluster.stack.kafkaBrokers, contexts.flatMap(readOf));
  const chance = random(seed);
  const book = ledger();
  const urls = replicasOf(cluster, deviceUnlockTopics.context).map(({ service }) => service.httpUrl);
  const senders = await workload({
    stack: cluster.stack,
    urls,
    ledger: book,
    reader,
    contexts: names,
    random: random(chance.below(2 ** 31)),
  });
  const store = storeReader(cluster.stack.eventStoreUrl, contexts.map(streamPrefix));
  const observed = { contexts: names, commands: book.commands, reader, store };
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
