import { mkdtemp, readdir, readFile, rename } from 'node:fs/promises';
import { join } from 'node:path';
import { requireSpace, tellsOfFullDisk } from './disk.js';
import { diskFull, hasErrorCode, KafkaDevError } from './errors.js';
import { hashOfFiles } from './files.js';
import { runCommand } from './run-command.js';

const JAVA_FOLDER = join(import.meta.dirname, '..', 'java');
const FETCH_TIMEOUT_MS = 600_000;
const FETCH_BYTES = 256 * 1024 * 1024;

/** The Maven project that names the broker's version and jars; the launcher's sources and the log's settings. */
export const POM = join(JAVA_FOLDER, 'pom.xml');
export const LAUNCHER_SOURCES = ['BrokerLauncher.java', 'StaleRegistration.java'].map((name) =>
  join(JAVA_FOLDER, name),
);
export const LOG_CONFIG = join(JAVA_FOLDER, 'log4j2.xml');

/** The Kafka version that the pom asks for. */
export async function kafkaVersion(): Promise<string> {
  const version = /<artifactId>kafka_2\.13<\/artifactId>\s*<version>(.+?)<\/version>/.exec(await readFile(POM, 'utf8'));
  if (!version?.[1]) throw new Error(`${POM} names no version of kafka_2.13`);
  return version[1];
}

/** Where in the version's cache folder the pom's jars belong, whether or not they are there yet. */
export async function jarFolder(cache: string): Promise<string> {
  return join(cache, `lib-${await hashOfFiles([POM])}`);
}

/** The jars of the folder in a fixed order (a class-data archive is bound to it), or none when there is no folder. */
export async function listJars(folder: string): Promise<readonly string[]> {
  try {
    const names = await readdir(folder);
    return names.sort().map((name) => join(folder, name));
  } catch (error) {
    if (hasErrorCode(error, 'ENOENT')) return [];
    throw error;
  }
}

/**
 * Has Maven copy the pom's jars into `folder`, which appears complete or not at all. To be called under the cache's
 * lock. Throws `KafkaDevError`: maven-missing, fetch-failed (with Maven's own first error line), disk-full.
 */
export async function fetchJars(cache: string, folder: string): Promise<void> {
  await requireSpace(cache, FETCH_BYTES);
  const temporary = await mkdtemp(join(cache, 'tmp-lib-'));
  const { code, output } = await runMaven(temporary);
  if (code !== 0) throw fetchFailure(cache, output);
  await rename(temporary, folder);
}

async function runMaven(target: string) {
  const goals = ['dependency:copy-dependencies', `-DoutputDirectory=${target}`, '-DincludeScope=runtime'];
  try {
    return await runCommand('mvn', ['-q', '-B', '-f', POM, ...goals], FETCH_TIMEOUT_MS);
  } catch (error) {
    if (!hasErrorCode(error, 'ENOENT')) throw error;
    throw new KafkaDevError('maven-missing', 'there is no mvn in PATH', 'install Apache Maven 3.8 or later', {
      cause: error,
    });
  }
}

/** What a failed Maven run means to its user; exported for its test. */
export function fetchFailure(cache: string, output: string): KafkaDevError {
  if (tellsOfFullDisk(output)) return diskFull(cache);
  const line = /^\[ERROR\] (.+)$/m.exec(output)?.[1] ?? 'it ended without a message, or took over ten minutes';
  const advice = 'check the network and the mirrors in ~/.m2/settings.xml, then start again';
  return new KafkaDevError('fetch-failed', `Maven could not fetch Kafka: ${line}`, advice);
}
