import { spawn, type ChildProcess } from 'node:child_process';
import { mkdir, open, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { delimiter, join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { KafkaDevError } from './errors.js';
import { exists } from './files.js';
import { LOG_CONFIG } from './jars.js';
import { portAnswers } from './ports.js';
import { brokerProperties, type BrokerPlace } from './properties.js';
import { startFailure } from './start-failure.js';

const START_TIMEOUT_MS = 60_000;
const MEMORY = ['-Xms64m', '-Xmx512m', '-XX:+UseSerialGC', '-XX:TieredStopAtLevel=1', '-XX:+ExitOnOutOfMemoryError'];

/** How to run the broker: the java program, the jars in order, and the flags of a class-data archive, if there is one. */
export interface Runtime {
  readonly java: string;
  readonly classPath: readonly string[];
  readonly archiveFlags: readonly string[];
}

/** How the broker's process ended: by itself with a code, or by a signal. */
export interface BrokerExit {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
}

/** A broker whose port answers. `exited` resolves when its process has ended, for whatever reason. */
export interface BrokerProcess {
  readonly pid: number;
  readonly exited: Promise<BrokerExit>;
  readonly stop: (graceMs: number) => Promise<void>;
  readonly kill: () => void;
}

/**
 * Starts the broker on the two loopback ports with its data, logs and temporary files in `dir`, and resolves when its
 * port answers. It has a process group of its own, so that Ctrl-C in the terminal reaches its users before it, and it
 * ends when this process ends, however that happens. Throws `KafkaDevError` when it does not come up.
 */
export async function runBroker(
  runtime: Runtime,
  dir: string,
  ports: Omit<BrokerPlace, 'dataDir'>,
): Promise<BrokerProcess> {
  const dataDir = join(dir, 'data');
  const properties = join(dir, 'server.properties');
  await mkdir(join(dir, 'tmp'), { recursive: true });
  await writeFile(properties, brokerProperties({ ...ports, dataDir }));
  await setAside(join(dir, 'broker.log'));
  const child = await spawnJava(runtime, dir, [properties, dataDir]);
  const broker = handleOf(child);
  await untilPortAnswers(broker, ports.port, dir);
  return broker;
}

async function spawnJava(runtime: Runtime, dir: string, args: readonly string[]): Promise<ChildProcess> {
  const output = await open(join(dir, 'broker.out'), 'w');
  const flags = [
    ...[...MEMORY, '-XX:-UsePerfData', `-XX:ErrorFile=${join(dir, 'broker.crash')}`, ...runtime.archiveFlags],
    ...[`-Djava.io.tmpdir=${join(dir, 'tmp')}`, `-Dtierline.kafka.log=${join(dir, 'broker.log')}`],
    ...[`-Dlog4j2.configurationFile=${LOG_CONFIG}`, '-cp', runtime.classPath.join(delimiter)],
  ];
  try {
    return spawn(runtime.java, [...flags, 'BrokerLauncher', ...args], {
      cwd: dir,
      detached: true,
      stdio: ['pipe', output.fd, output.fd],
    });
  } finally {
    await output.close();
  }
}

function handleOf(child: ChildProcess): BrokerProcess {
  const exited = new Promise<BrokerExit>((resolve, reject) => {
    child.once('exit', (code, signal) => {
      resolve({ code, signal });
    });
    child.once('error', reject);
  });
  const kill = () => {
    child.kill('SIGKILL');
  };
  const stop = async (graceMs: number) => {
    child.stdin?.end();
    const timer = setTimeout(kill, graceMs);
    await exited;
    clearTimeout(timer);
  };
  return { pid: child.pid ?? 0, exited, stop, kill };
}

async function untilPortAnswers(broker: BrokerProcess, port: number, dir: string): Promise<void> {
  const deadline = Date.now() + START_TIMEOUT_MS;
  const ended = broker.exited.then(() => true);
  while (!(await portAnswers(port))) {
    if (await Promise.race([ended, delay(20, false)])) throw startFailure(dir, port, await logOf(dir));
    if (Date.now() < deadline) continue;
    broker.kill();
    await broker.exited;
    const what = `the broker did not answer on port ${String(port)} within ${String(START_TIMEOUT_MS / 1000)} s`;
    throw new KafkaDevError('start-timeout', what, `see ${join(dir, 'broker.log')}`);
  }
}

async function logOf(dir: string): Promise<string> {
  const parts = await Promise.all(
    ['broker.out', 'broker.log'].map(async (name) => {
      const file = join(dir, name);
      return (await exists(file)) ? readFile(file, 'utf8') : '';
    }),
  );
  return parts.join('\n');
}

// The log of this run alone tells why this run failed; the one before is kept for whoever wonders about a crash.
async function setAside(log: string): Promise<void> {
  await rm(`${log}.before`, { force: true });
  if (await exists(log)) await rename(log, `${log}.before`);
}
