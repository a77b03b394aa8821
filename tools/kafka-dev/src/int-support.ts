import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import kafkajs, { type Kafka, type LogEntry } from 'kafkajs';
import { stopIdleTimers } from './idle-timers.js';

/** An empty folder for one spec and how to remove it. */
export async function temporaryFolder(): Promise<{ path: string; remove(): Promise<void> }> {
  const path = await mkdtemp(join(tmpdir(), 'tierline-kafka-'));
  return { path, remove: () => rm(path, { recursive: true }) };
}

/** A client that repeats nothing and keeps every line of WARN or worse, so that a spec sees what a first user meets. */
export function strictClient(brokers: string, lines: LogEntry[] = []): Kafka {
  stopIdleTimers();
  return new kafkajs.Kafka({
    brokers: [brokers],
    retry: { retries: 0 },
    logLevel: kafkajs.logLevel.WARN,
    logCreator: () => (entry) => {
      lines.push(entry);
    },
  });
}

/** Whether a process with this id exists. */
export function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}

/** Resolves when the condition holds; rejects after `ms` milliseconds, saying what was awaited. */
export async function until(what: string, condition: () => boolean, ms: number): Promise<void> {
  const deadline = Date.now() + ms;
  while (!condition()) {
    if (Date.now() > deadline) throw new Error(`not within ${String(ms)} ms: ${what}`);
    await delay(20);
  }
}
