import { mkdir, mkdtemp, readdir, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { createHash } from 'node:crypto';
import type { Runtime } from './broker-process.js';
import { withFileLock } from './file-lock.js';
import { exists } from './files.js';
import { fetchJars, jarFolder, kafkaVersion, listJars } from './jars.js';
import { findJdk, type Jdk } from './java.js';
import { buildLauncher, launcherJar } from './launcher.js';
import { primeArchive } from './prime.js';

const REPOSITORY = join(import.meta.dirname, '..', '..', '..');

/** Where jars and archives are kept unless a caller says otherwise: one git-ignored folder for every starter. */
export const DEFAULT_CACHE = join(REPOSITORY, '.tierline', 'cache');

/** What `prepareKafka` takes: the cache folder, and whom to tell what is being waited for. */
export interface PrepareOptions {
  readonly cacheDir?: string;
  readonly onProgress?: (text: string) => void;
}

/**
 * Makes sure that everything a broker needs is in the cache and answers with how to run it: the jars (Maven, once a
 * version), the compiled launcher, and the class-data archive (once for each JDK and set of jars) that halves the time
 * of every later start. Any number of processes may call it at once; one does the work and the others wait for it.
 * Throws `KafkaDevError` for a missing JDK or Maven, a failed download, a full disk.
 */
export async function prepareKafka(options: PrepareOptions = {}): Promise<Runtime> {
  const tell = options.onProgress ?? (() => undefined);
  const version = await kafkaVersion();
  const cache = join(options.cacheDir ?? DEFAULT_CACHE, `kafka-${version}`);
  const jdk = await findJdk();
  const ready = await alreadyThere(cache, jdk);
  if (ready) return ready;
  await mkdir(cache, { recursive: true });
  return withFileLock(
    join(cache, 'lock'),
    () => makeWhatIsMissing(cache, jdk, version, tell),
    () => {
      tell(`waiting for another process that prepares Kafka ${version}`);
    },
  );
}

async function alreadyThere(cache: string, jdk: Jdk): Promise<Runtime | undefined> {
  const launcher = await launcherJar(cache);
  const jars = await listJars(await jarFolder(cache));
  if (jars.length === 0 || !(await exists(launcher))) return undefined;
  const classPath = [launcher, ...jars];
  const archive = archiveFile(cache, jdk, classPath);
  return (await exists(archive)) ? runtimeOf(jdk, classPath, [`-XX:SharedArchiveFile=${archive}`]) : undefined;
}

async function makeWhatIsMissing(
  cache: string,
  jdk: Jdk,
  version: string,
  tell: (text: string) => void,
): Promise<Runtime> {
  await sweep(cache);
  const folder = await jarFolder(cache);
  if (!(await exists(folder))) {
    tell(`fetching Kafka ${version} with Maven (once)`);
    await fetchJars(cache, folder);
  }
  const jars = await listJars(folder);
  const launcher = await launcherJar(cache);
  if (!(await exists(launcher))) await buildLauncher(cache, jdk, jars, launcher);
  const classPath = [launcher, ...jars];
  const archive = archiveFile(cache, jdk, classPath);
  if (!(await exists(archive))) {
    tell('making the class-data archive that lets Kafka start quickly (once)');
    const temporary = await mkdtemp(join(cache, 'tmp-archive-'));
    await primeArchive(runtimeOf(jdk, classPath, []), temporary, join(temporary, 'kafka.jsa'));
    await rename(join(temporary, 'kafka.jsa'), archive);
  }
  await sweep(cache);
  return runtimeOf(jdk, classPath, [`-XX:SharedArchiveFile=${archive}`]);
}

// Under the lock nobody else works here, so every temporary folder is the leaving of somebody who died.
async function sweep(cache: string): Promise<void> {
  for (const name of await readdir(cache)) {
    if (name.startsWith('tmp-')) await rm(join(cache, name), { recursive: true, force: true });
  }
}

function archiveFile(cache: string, jdk: Jdk, classPath: readonly string[]): string {
  const key = createHash('sha256').update(jdk.fingerprint).update(classPath.join('\n')).digest('hex').slice(0, 12);
  return join(cache, `classes-${key}.jsa`);
}

function runtimeOf(jdk: Jdk, classPath: readonly string[], archiveFlags: readonly string[]): Runtime {
  return { java: join(jdk.home, 'bin', 'java'), classPath, archiveFlags };
}
