import { setTimeout as pause } from 'node:timers/promises';
import { deviceUnlockTopics } from '@tierline/contracts';
import type { Cluster } from './cluster.js';
import { revive, type Fault, type FaultContext } from './faults/fault.js';
import type { FoundRecord } from './history.js';
import type { TopicReader } from './observe/topics.js';
import { settled, type Observed, type Settled } from './observe/settled.js';
import { untilHeard } from './workload/patience.js';
import type { Workload } from './workload/workload.js';

/** What one round has shown. */
export interface RoundResult extends Settled {
  readonly fault: string;
  /** Until commands to every partition that were sent after the fault had their outcomes on Kafka, in milliseconds. */
  readonly recovery: number;
  /** The whole round, in milliseconds. */
  readonly duration: number;
}

/** What rounds are played with. */
export interface Arena extends FaultContext {
  readonly observed: Observed;
}

const BEFORE = 500;
const LASTS = 500;
const RECOVERY_PATIENCE = 60_000;
const { stores } = deviceUnlockTopics.ingress;
const outcomes = deviceUnlockTopics.outcomes.topic;
const PARTITIONS = 6;

/** Plays one round: commands, the fault among them, healing, quiet, and then the stock-taking. */
export async function playRound(name: string, fault: Fault, arena: Arena): Promise<RoundResult> {
  const { cluster, workload, random, observed } = arena;
  const began = performance.now();
  await allReady(cluster);
  const stop = new AbortController();
  if (fault.isQuiet) stop.abort();
  const sending = workload.run(stop.signal);
  const disturbed = async () => {
    await pause(random.below(BEFORE));
    const { at, heal } = await fault.strike(arena);
    const recovered = fault.recoversFrom === 'strike' ? probes(workload, observed.reader) : undefined;
    await pause(fault.lasts ?? LASTS);
    stop.abort();
    const recoveredAt = await recovered;
    await heal();
    const healedAt = performance.now();
    await Promise.all(cluster.replicas.map(revive));
    return recoveredAt === undefined ? (await probes(workload, observed.reader)) - healedAt : recoveredAt - at;
  };
  const [recovery] = await Promise.all([disturbed().finally(() => stop.abort()), sending]);
  await allReady(cluster);
  const { history, violations } = await settled(observed);
  return { fault: name, history, violations, recovery, duration: performance.now() - began };
}

/** Sends a command to each partition of a door, and waits for their outcomes. @returns when the last of them was there */
async function probes({ kafka }: Workload, reader: TopicReader): Promise<number> {
  await Promise.all(
    Array.from({ length: PARTITIONS }, async (_, partition) => {
      const subject = crypto.randomUUID();
      const device = { kind: 'serial', value: subject.replaceAll('-', '').slice(0, 16).toUpperCase() };
      const wish = { topic: stores.topic, type: 'RequestActivationUnlock', subject };
      await kafka.send(
        { ...wish, data: { customerId: `customer-${subject}`, device } },
        { spoil: (message) => ({ ...message, partition }) },
      );
      const isOutcome = ({ topic, key }: FoundRecord) => topic === outcomes && key === subject;
      await reader.awaits(`the outcome of ${subject}`, isOutcome, RECOVERY_PATIENCE);
    }),
  );
  return performance.now();
}

async function allReady({ replicas }: Cluster): Promise<void> {
  await Promise.all(
    replicas.map(({ name, service }) =>
      untilHeard(`replica ${name}`, async () => {
        const response = await fetch(`${service.healthUrl}/readyz`, { signal: AbortSignal.timeout(2_000) });
        if (response.status !== 200) throw new Error(`it is not ready: ${await response.text()}`);
      }),
    ),
  );
}
