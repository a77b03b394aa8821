import { createHash } from 'node:crypto';
import { access, constants, readFile, realpath } from 'node:fs/promises';
import { delimiter, dirname, join } from 'node:path';
import { hasErrorCode, KafkaDevError } from './errors.js';
import { runCommand } from './run-command.js';

const OLDEST = 17;
const INSTALL = 'install a JDK of version 17 or later, or point JAVA_HOME at one';

/** A Java development kit: its home folder, feature version (17, 21 …) and a fingerprint that no other build shares. */
export interface Jdk {
  readonly home: string;
  readonly version: number;
  readonly fingerprint: string;
}

/**
 * Finds the JDK that JAVA_HOME or else PATH names. It does not start Java where the kit carries its `release` file.
 * Throws `KafkaDevError`: java-missing, java-too-old, or jdk-incomplete when it is a runtime without compiler.
 */
export async function findJdk(env: NodeJS.ProcessEnv = process.env): Promise<Jdk> {
  const java = await findExecutable(env);
  const home = dirname(dirname(java));
  const jdk = (await describedByRelease(home)) ?? (await describedByJava(java));
  if (!(jdk.version >= OLDEST)) {
    throw new KafkaDevError(
      'java-too-old',
      `${java} is Java ${String(jdk.version)}, Kafka needs ${String(OLDEST)}`,
      INSTALL,
    );
  }
  for (const tool of ['javac', 'jar']) {
    if (!(await isExecutable(join(jdk.home, 'bin', tool)))) {
      throw new KafkaDevError('jdk-incomplete', `${jdk.home} is a Java runtime without ${tool}`, INSTALL);
    }
  }
  return jdk;
}

/** The feature version in a Java version text: 17 of `17.0.15`, 8 of `1.8.0_401`, 25 of `25-ea`. */
export function featureVersion(text: string): number {
  const [first = '', second = ''] = text.split(/[.\-+_]/);
  return Number(first === '1' ? second : first);
}

async function findExecutable(env: NodeJS.ProcessEnv): Promise<string> {
  const home = env['JAVA_HOME'];
  const folders = home ? [join(home, 'bin')] : (env['PATH'] ?? '').split(delimiter);
  for (const folder of folders) {
    const candidate = join(folder, 'java');
    if (await isExecutable(candidate)) return realpath(candidate);
  }
  const where = home ? `JAVA_HOME is ${home}, and there is no bin/java in it` : 'there is no java in PATH';
  throw new KafkaDevError('java-missing', where, INSTALL);
}

async function describedByRelease(home: string): Promise<Jdk | undefined> {
  try {
    return described(home, /^JAVA_VERSION="(.+)"$/m, await readFile(join(home, 'release'), 'utf8'));
  } catch (error) {
    if (hasErrorCode(error, 'ENOENT')) return undefined;
    throw error;
  }
}

async function describedByJava(java: string): Promise<Jdk> {
  const { output } = await runCommand(java, ['-XshowSettings:properties', '-version'], 30_000);
  const home = /^\s*java\.home = (.+)$/m.exec(output)?.[1];
  if (!home) throw new KafkaDevError('java-missing', `${java} does not run`, INSTALL);
  const versions = output.match(/^\s*java\.(vm\.)?version = .+$/gm)?.join('\n') ?? '';
  return described(home, /java\.version = (.+)$/m, versions);
}

function described(home: string, pattern: RegExp, text: string): Jdk {
  const fingerprint = createHash('sha256').update(home).update(text).digest('hex').slice(0, 12);
  return { home, version: featureVersion(pattern.exec(text)?.[1] ?? ''), fingerprint };
}

async function isExecutable(file: string): Promise<boolean> {
  try {
    await access(file, constants.X_OK);
    return true;
  } catch (error) {
    if (['ENOENT', 'ENOTDIR', 'EACCES'].some((code) => hasErrorCode(error, code))) return false;
    throw error;
  }
}
