import { customerValueTopics, deviceUnlockTopics, type ContextTopics } from '@tierline/contracts';
import type { FaultContext } from './faults/fault.js';
import type { FoundRecord } from './history.js';
import type { Observed } from './observe/settled.js';
import { opened } from './workload/customer-lives.js';
import type { KafkaWish } from './workload/lives.js';

const PATIENCE = 60_000;
const PARTITIONS = 6;

/** Of a context, a command that can be the first of any aggregate. */
const wishes: readonly (readonly [topics: ContextTopics, wish: (subject: string) => KafkaWish])[] = [
  [deviceUnlockTopics, requested],
  [customerValueTopics, opened],
];

/**
 * Sends a command to each partition of a door of each service that runs, and waits for their outcomes.
 *
 * @returns when the last of them was there, in milliseconds of `performance.now()`
 */
export async function probes({
  cluster,
  workload,
  observed,
}: Pick<FaultContext, 'cluster' | 'workload'> & { readonly observed: Observed }): Promise<number> {
  const running = wishes.filter(([{ context }]) => cluster.replicas.some((replica) => replica.context === context));
  await Promise.all(
    running.flatMap(([topics, wish]) =>
      Array.from({ length: PARTITIONS }, async (_, partition) => {
        const subject = crypto.randomUUID();
        await workload.kafka.send(wish(subject), { spoil: (message) => ({ ...message, partition }) });
        const isOutcome = ({ topic, key }: FoundRecord) => topic === topics.outcomes.topic && key === subject;
        await observed.reader.awaits(`the outcome of ${subject}`, isOutcome, PATIENCE);
      }),
    ),
  );
  return performance.now();
}

function requested(subject: string): KafkaWish {
  const device = { kind: 'serial', value: subject.replaceAll('-', '').slice(0, 16).toUpperCase() };
  const data = { customerId: `customer-${subject}`, device };
  return { topic: deviceUnlockTopics.ingress.stores.topic, type: 'RequestActivationUnlock', subject, data };
}
