import type { Log } from '../log.js';
import type { Observe } from './consumer-port.js';

/** Partitions that wait for something to come back. */
export interface PausedPartitions {
  /** A partition has to wait; it is resumed by itself, later each time until it has worked again. */
  pause(topic: string, partition: number, reason: string, resume: () => void): void;
  /** A batch of the partition went through. */
  worked(topic: string, partition: number): void;
  /** Only these partitions are ours now. */
  keep(assigned: ReadonlySet<string>): void;
  /** Why partitions wait. */
  reasons(): readonly string[];
  close(): void;
}

/** How a partition is named among all. */
export const partitionName = (topic: string, partition: number): string => `${topic}[${partition}]`;

interface Pause {
  readonly reason: string;
  readonly wait: number;
  readonly timer: NodeJS.Timeout;
}

const FIRST_WAIT = 500;
const LONGEST_WAIT = 5_000;

/** Keeps the pauses of a consumer. */
export function pausedPartitions(observe: Observe, log: Log, firstWait = FIRST_WAIT): PausedPartitions {
  const pauses = new Map<string, Pause>();
  const forget = (name: string) => {
    clearTimeout(pauses.get(name)?.timer);
    return pauses.delete(name);
  };
  return {
    pause: (topic, partition, reason, resume) => {
      const name = partitionName(topic, partition);
      const before = pauses.get(name);
      const wait = before ? Math.min(before.wait * 2, LONGEST_WAIT) : firstWait;
      clearTimeout(before?.timer);
      pauses.set(name, { reason, wait, timer: setTimeout(resume, wait).unref() });
      observe({ kind: 'paused', topic, partition, reason });
      log[before ? 'debug' : 'warn']({ topic, partition, reason, wait }, 'a partition waits');
    },
    worked: (topic, partition) => {
      if (!forget(partitionName(topic, partition))) return;
      observe({ kind: 'resumed', topic, partition });
      log.info({ topic, partition }, 'a partition goes on');
    },
    keep: (assigned) => {
      // Its timer goes on: should the partition come back, kafkajs still has it paused.
      for (const name of pauses.keys()) if (!assigned.has(name)) pauses.delete(name);
    },
    reasons: () => [...pauses].map(([name, { reason }]) => `${name} waits: ${reason}`),
    close: () => {
      for (const name of pauses.keys()) forget(name);
    },
  };
}
