import type { Cluster, Replica } from '../cluster.js';
import type { Random } from '@tierline/chance';
import type { Workload } from '../workload/workload.js';

/** What a fault can get at. */
export interface FaultContext {
  readonly cluster: Cluster;
  readonly workload: Workload;
  readonly random: Random;
  /** Waits until all that was sent is settled and published. @throws {Error} when it does not come to that */
  readonly quiet: () => Promise<void>;
  /** How many records were published so far. */
  readonly published: () => number;
}

/** A disturbance that has begun. */
export interface Disturbance {
  /** When it struck, in milliseconds of `performance.now()`. */
  readonly at: number;
  /** Puts right what does not right itself; resolves when that is done. */
  readonly heal: () => Promise<void>;
}

/** Something that goes wrong. */
export interface Fault {
  /** What happens, in a line. */
  readonly about: string;
  /** Whether time to recover counts from the moment it strikes or from its end. */
  readonly recoversFrom: 'strike' | 'end';
  /** How long commands are sent after it has struck, in milliseconds; half a second unless it is said. */
  readonly lasts?: number;
  /** Whether nothing must be sent while it lasts but what it sends itself. */
  readonly isQuiet?: boolean;
  /** Lets it happen while commands are being sent; resolves when it has struck. */
  readonly strike: (context: FaultContext) => Promise<Disturbance>;
}

/** A disturbance that something is at work to put right. Whoever heals is told how that ends, and nobody before. */
export function rightedBy(at: number, work: Promise<void>): Disturbance {
  void Promise.allSettled([work]);
  return { at, heal: () => work };
}

/** Whether the process of a replica runs (or is stopped, and can go on). */
export function isAlive({ service }: Replica): boolean {
  try {
    return process.kill(service.pid, 0);
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ESRCH') return false;
    throw error;
  }
}

/** Starts a replica again that has ended, as whatever runs it in production would. */
export async function revive(replica: Replica): Promise<void> {
  if (!isAlive(replica)) await replica.service.restart();
}
