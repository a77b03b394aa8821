import type { FaultContext } from './faults/fault.js';
import type { FoundRecord } from './history.js';
import type { Observed } from './observe/settled.js';
import { wishesOf } from './workload/wishes.js';

const PATIENCE = 60_000;
const PARTITIONS = 6;

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
  await Promise.all(
    wishesOf(cluster).flatMap(({ topics, begins }) =>
      Array.from({ length: PARTITIONS }, async (_, partition) => {
        const subject = crypto.randomUUID();
        await workload.kafka.send(begins(subject), { spoil: (message) => ({ ...message, partition }) });
        const isOutcome = ({ topic, key }: FoundRecord) => topic === topics.outcomes.topic && key === subject;
        await observed.reader.awaits(`the outcome of ${subject}`, isOutcome, PATIENCE);
      }),
    ),
  );
  return performance.now();
}
