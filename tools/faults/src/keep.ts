import { cp, mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Violation } from './check/violation.js';
import type { Cluster } from './cluster.js';
import type { History } from './history.js';

/** A round that showed a violation, with all that is needed to look into it. */
export interface KeptRound {
  readonly seed: number;
  readonly round: number;
  readonly fault: string;
  readonly history: History;
  readonly violations: readonly Violation[];
}

const KEPT = fileURLToPath(new URL('../../../.tierline/faults', import.meta.url));

/** Keeps a history and the logs of every part, since the cluster's own folder goes with it. @returns the folder */
export async function keepHistory(cluster: Cluster, kept: KeptRound): Promise<string> {
  const folder = await keepLogs(cluster, `seed-${String(kept.seed)}-round-${String(kept.round)}-${kept.fault}`);
  await writeFile(join(folder, 'history.json'), JSON.stringify(kept, null, 1));
  return folder;
}

/** Keeps the logs of the replicas, of this run of theirs and the one before. @returns the folder */
export async function keepLogs({ replicas }: Cluster, name = 'unfinished'): Promise<string> {
  const folder = join(KEPT, name);
  await mkdir(folder, { recursive: true });
  for (const each of replicas) {
    for (const suffix of ['', '.before']) {
      await copyIfThere(`${each.service.logFile}${suffix}`, join(folder, `${each.name}.log${suffix}`));
    }
  }
  return folder;
}

async function copyIfThere(from: string, to: string): Promise<void> {
  try {
    await cp(from, to);
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'ENOENT')) throw error;
  }
}
