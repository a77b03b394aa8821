import { mkdir, mkdtemp, rename } from 'node:fs/promises';
import { delimiter, join } from 'node:path';
import { tellsOfFullDisk } from './disk.js';
import { diskFull, KafkaDevError } from './errors.js';
import { hashOfFiles } from './files.js';
import { LAUNCHER_SOURCES } from './jars.js';
import type { Jdk } from './java.js';
import { runCommand } from './run-command.js';

const TOOL_TIMEOUT_MS = 120_000;

/** Where in the version's cache folder the compiled launcher belongs, whether or not it is there yet. */
export async function launcherJar(cache: string): Promise<string> {
  return join(cache, `launcher-${await hashOfFiles(LAUNCHER_SOURCES)}.jar`);
}

/**
 * Compiles the launcher against the broker's jars into `target`, which appears complete or not at all. It is a jar and
 * not a folder because a class-data archive takes no folders. Throws `KafkaDevError` build-failed or disk-full.
 */
export async function buildLauncher(cache: string, jdk: Jdk, jars: readonly string[], target: string): Promise<void> {
  const temporary = await mkdtemp(join(cache, 'tmp-launcher-'));
  const classes = join(temporary, 'classes');
  const jar = join(temporary, 'launcher.jar');
  await mkdir(classes);
  await runTool(cache, join(jdk.home, 'bin', 'javac'), [
    ...['--release', '17', '-cp', jars.join(delimiter)],
    ...['-d', classes, ...LAUNCHER_SOURCES],
  ]);
  await runTool(cache, join(jdk.home, 'bin', 'jar'), ['--create', '--file', jar, '-C', classes, '.']);
  await rename(jar, target);
}

async function runTool(cache: string, program: string, args: readonly string[]): Promise<void> {
  const { code, output } = await runCommand(program, args, TOOL_TIMEOUT_MS);
  if (code === 0) return;
  if (tellsOfFullDisk(output)) throw diskFull(cache);
  const line = output.trim().split('\n')[0] ?? '';
  throw new KafkaDevError('build-failed', `${program} failed with ${line}`, 'check that the JDK is complete');
}
