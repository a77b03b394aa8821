import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { withAdmin } from './admin.js';

/**
 * Whether the broker that answers is the one with its data in `dir`, and not one that took the port a moment earlier:
 * both must name the same cluster.
 */
export async function isBrokerOf(dir: string, brokers: string): Promise<boolean> {
  const answered = await withAdmin(brokers, (admin) => admin.describeCluster());
  const stored = await readFile(join(dir, 'data', 'meta.properties'), 'utf8');
  return /^cluster\.id=(.+)$/m.exec(stored)?.[1] === answered.clusterId;
}
