import { mkdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { requirePortFree } from '@tierline/kafka-dev';
import { awaitReady } from '../processes/await-ready.js';
import { runChild, type Exit } from '../processes/child.js';
import type { Guard } from '../processes/guard.js';
import type { RunningPart } from './running-part.js';

const MAIN = join(import.meta.dirname, '..', '..', '..', 'eventstore-dev', 'dist', 'main.js');
const READY_TIMEOUT_MS = 60_000;
const STOP_GRACE_MS = 2_500;
const PORT_GRACE_MS = 5_000;

/** Where the development event store runs, and whom to tell when it ends unasked. */
export interface EventStoreContext {
  readonly dir: string;
  readonly port: number;
  readonly inherited: NodeJS.ProcessEnv;
  readonly guard: Guard;
  readonly onExit: (exit: Exit, logFile: string) => void;
}

/** Starts tools/eventstore-dev as a process of its own and resolves when it says that it is ready, and where. */
export async function startEventStorePart(context: EventStoreContext): Promise<RunningPart> {
  let { child, url } = await startRun(context, context.port);
  const port = Number(new URL(url.replace(/^[^:]+:/, 'http:')).port);
  const stop = () => child.stop(STOP_GRACE_MS);
  return {
    url,
    get pid() {
      return child.pid;
    },
    kill: (signal) => child.kill(signal),
    restart: async () => {
      await stop();
      ({ child, url } = await startRun(context, port));
    },
    stop,
  };
}

async function startRun(context: EventStoreContext, port: number) {
  const { dir, guard, inherited, onExit } = context;
  if (port !== 0) await requirePortFree(port, PORT_GRACE_MS);
  await mkdir(dir, { recursive: true });
  const logFile = join(dir, 'eventstore.log');
  const args = [MAIN, '--dir', join(dir, 'data'), '--port', String(port)];
  const child = await runChild({ args, env: inherited, logFile, guard });
  const url = await awaitReady('eventstore', child, () => announcedUrl(logFile), READY_TIMEOUT_MS);
  void child.exited.then((exit) => {
    if (!child.asked()) onExit(exit, logFile);
  });
  return { child, url };
}

async function announcedUrl(logFile: string): Promise<string | undefined> {
  return /^ready (\S+)\n/m.exec(await readFile(logFile, 'utf8'))?.[1];
}
