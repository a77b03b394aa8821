import { cp, readFile, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { Cluster, Replica } from '../cluster.js';
import { untilHeard } from '../workload/patience.js';
import { isAlive, type Fault } from './fault.js';

/** In which something happens that the copy does not have, in milliseconds. */
const A_MOMENT = 1_000;

/**
 * The store comes back from a copy that is older than what was published. Every replica must stop and say so, whether it runs
 * then or is started later, and nothing may be published of the copy; with the right data in place again all goes on.
 */
export const storeRestored: Fault = {
  about: 'the store comes back from an older copy, and later with the right data',
  recoversFrom: 'end',
  isQuiet: true,
  strike: async (context) => {
    const { cluster } = context;
    const data = join(cluster.dir, 'eventstore', 'data');
    const [copy, newest] = [`${data}.copy`, `${data}.newest`];
    await exchange(cluster, () => cp(data, copy, { recursive: true }));
    await context.workload.run(AbortSignal.timeout(A_MOMENT));
    await context.quiet();
    const published = context.published();
    await exchange(cluster, async () => {
      await rename(data, newest);
      await rename(copy, data);
    });
    const at = performance.now();
    await Promise.all(cluster.replicas.map(stopsLoudly));
    // One that is started now finds out as well.
    await Promise.all(cluster.replicas.map(refusesToRun));
    if (context.published() !== published) throw new Error('something of the older copy was published');
    const heal = async () => {
      await exchange(cluster, async () => {
        await rm(data, { recursive: true });
        await rename(newest, data);
      });
    };
    return { at, heal };
  },
};

async function exchange({ stack }: Cluster, work: () => Promise<void>): Promise<void> {
  const store = stack.parts.eventstore;
  if (!store?.restart) throw new Error('the store runs elsewhere, so its data cannot be exchanged');
  await store.stop();
  await work();
  await store.restart();
}

async function stopsLoudly(replica: Replica): Promise<void> {
  await untilHeard(`replica ${replica.name}`, async () => {
    if (isAlive(replica)) throw new Error('it goes on although the store was replaced by an older copy');
  });
  const log = await readFile(replica.service.logFile, 'utf8');
  if (!log.includes('StoreRestored')) throw new Error(`replica ${replica.name} has ended and does not say why`);
}

async function refusesToRun(replica: Replica): Promise<void> {
  // It may be ready for a moment, before it has heard of the store.
  await replica.service.restart().catch((error: unknown) => {
    if (!String(error).includes('StoreRestored')) throw error;
  });
  await stopsLoudly(replica);
}
