import { join } from 'node:path';
import type { Runtime } from './broker-process.js';
import { touchCoordinators } from './coordinators.js';
import { KafkaDevError } from './errors.js';
import { exists } from './files.js';
import { runOnPorts } from './run-on-ports.js';
import { ensureTopics } from './topics.js';

const ARCHIVE_TIMEOUT_MS = 120_000;

/**
 * Runs a broker once on an empty folder, up to ready and down again, and has the JVM write the classes that this took
 * into `archive`. It is a run of its own because writing takes seconds, which no user's stop should wait for.
 */
export async function primeArchive(runtime: Runtime, dir: string, archive: string): Promise<void> {
  const recording = { ...runtime, archiveFlags: [`-XX:ArchiveClassesAtExit=${archive}`] };
  const { broker, brokers } = await runOnPorts(recording, dir, 0);
  try {
    await ensureTopics(brokers, [{ name: 'prime', partitions: 1, cleanupPolicy: 'delete', retentionMs: -1 }]);
    await touchCoordinators(brokers);
  } finally {
    await broker.stop(ARCHIVE_TIMEOUT_MS);
  }
  if (await exists(archive)) return;
  throw new KafkaDevError('build-failed', 'the JVM wrote no class-data archive', `see ${join(dir, 'broker.out')}`);
}
