import { join } from 'node:path';
import { tellsOfFullDisk } from './disk.js';
import { diskFull, KafkaDevError } from './errors.js';
import { portInUse } from './ports.js';

/**
 * Reads from the log of a broker that ended before it was ready what its user can do about it: the port is taken, the
 * disk is full, another broker holds the folder, or else (start-failed) the log's last error line.
 */
export function startFailure(dir: string, port: number, log: string): KafkaDevError {
  if (tellsOfFullDisk(log)) return diskFull(dir);
  if (log.includes('Address already in use')) return portInUse(port);
  if (log.includes('Failed to acquire lock on file')) return dataInUse(dir);
  const line = lastErrorLine(log) ?? 'it ended without a message';
  return new KafkaDevError('start-failed', `the broker did not start, ${line}`, `see ${join(dir, 'broker.log')}`);
}

/** The error for a data folder that another broker is running on. */
export function dataInUse(dir: string): KafkaDevError {
  return new KafkaDevError(
    'data-in-use',
    `another broker is running on ${dir}`,
    'stop it, or give this one a folder of its own',
  );
}

function lastErrorLine(log: string): string | undefined {
  const lines = log.split('\n').filter((line) => /(^|\s)(ERROR|FATAL)\s|^Error|Exception/.test(line));
  return lines.at(-1)?.trim();
}
