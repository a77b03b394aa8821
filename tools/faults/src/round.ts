import { setTimeout as pause } from 'node:timers/promises';
import type { Cluster } from './cluster.js';
import { revive, type Fault, type FaultContext } from './faults/fault.js';
import { settled, type Observed, type Settled } from './observe/settled.js';
import { untilHeard } from './workload/patience.js';
import { probes } from './probes.js';

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
    const recovered = fault.recoversFrom === 'strike' ? probes(arena) : undefined;
    await pause(fault.lasts ?? LASTS);
    stop.abort();
    const recoveredAt = await recovered;
    await heal();
    const healedAt = performance.now();
    await Promise.all(cluster.replicas.map(revive));
    return recoveredAt === undefined ? (await probes(arena)) - healedAt : recoveredAt - at;
  };
  const [recovery] = await Promise.all([disturbed().finally(() => stop.abort()), sending]);
  await allReady(cluster);
  const { history, violations } = await settled(observed);
  return { fault: name, history, violations, recovery, duration: performance.now() - began };
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
