import { setTimeout as pause } from 'node:timers/promises';
import { createGuard } from './auth/guard.js';
import { DEFAULT_USERS, type User } from './auth/users.js';
import { createReading } from './core/reading.js';
import { createWriting } from './core/writing.js';
import { createService } from './grpc/service.js';
import { healthListener } from './http.js';
import { listen, type TlsOptions } from './listener.js';
import { openLogFile, type LogFile } from './log/file.js';
import { ensureFolder } from './log/folder.js';
import { lockFolder } from './log/lock.js';
import { openData } from './open-data.js';

/** How to run the server. */
export interface EventStoreOptions {
  /** Folder of the data; made when it does not exist. */
  readonly dir: string;
  /** Address to listen on; other than loopback only with TLS. Default 127.0.0.1. */
  readonly host?: string;
  /** Port; 0 for any free one, which is the default. */
  readonly port?: number;
  /** Serve TLS and check credentials; without it every caller is an administrator. */
  readonly tls?: TlsOptions;
  /** Who may call over TLS. Default: `admin` and `ops` with the password `changeit`. */
  readonly users?: Readonly<Record<string, User>>;
  /** Limit of one append in bytes. Default 1 MiB. */
  readonly maxAppendSize?: number;
  /** Bytes that the memory of recent event ids may take; 0 makes `any` never idempotent. Default 8 MiB. */
  readonly recentIdsBound?: number;
  /** Whether to take the events of deleted and truncated streams out of the file at start. Default true. */
  readonly scavenge?: boolean;
  /** Gets one line about each thing worth telling. Default: standard error. */
  readonly report?: (line: string) => void;
  /** Opens the log's file; tests make disks fail with it. */
  readonly openFile?: (path: string) => LogFile;
  /** Called when the disk no longer tells what is durable. Default: ends the process with exit code 1. */
  readonly onFatal?: (error: Error) => void;
}

/** A running server. */
export interface RunningEventStore {
  /** Connection string, without credentials. */
  readonly url: string;
  readonly port: number;
  /** Base of `/health/live` and `/ping`. */
  readonly httpUrl: string;
  /** Ends all calls so that clients reconnect, waits for what is queued for the disk, closes the log. */
  readonly stop: () => Promise<void>;
}

// As in the 21 to 24 line of the real server.
const MAX_APPEND_SIZE = 1 << 20;
const LOOPBACK = /^(127(\.\d+){3}|::1|localhost)$/;
// Clients that do not take in why their calls end are not waited for longer.
const FAREWELL_MS = 1_000;

const toStderr = (line: string): void => void process.stderr.write(`eventstore-dev: ${line}\n`);
const endProcess = (error: Error): never => {
  toStderr(`the disk failed, so that nothing more can be promised: ${error.message}`);
  process.exit(1);
};

/**
 * Starts the server; it is ready when the promise resolves.
 * @throws Error when the address is not allowed or taken, the folder is in use or not writable, the log damaged
 */
export async function startEventStore(options: EventStoreOptions): Promise<RunningEventStore> {
  const { dir, host = '127.0.0.1', port = 0, tls, report = toStderr } = options;
  if (!tls && !LOOPBACK.test(host)) throw new Error(`host: ${host} is not a loopback address, which needs TLS`);
  ensureFolder(dir);
  const lock = await lockFolder(dir);
  const cleanUps = [lock.release];
  try {
    const ledger = await openData(dir, {
      failed: options.onFatal ?? endProcess,
      openFile: options.openFile ?? openLogFile,
      scavenge: options.scavenge ?? true,
      report,
      ...(options.recentIdsBound !== undefined && { recentIdsBound: options.recentIdsBound }),
    });
    cleanUps.unshift(ledger.log.close);
    const service = createService({
      reading: createReading(ledger),
      writing: createWriting(ledger),
      maxAppendSize: options.maxAppendSize ?? MAX_APPEND_SIZE,
      authorize: tls ? createGuard(ledger, options.users ?? DEFAULT_USERS) : () => undefined,
    });
    const listener = await listen(service.server, healthListener, { host, port, tls });
    const address = `${host.includes(':') ? `[${host}]` : host}:${listener.port}`;
    const trust = tls?.caFile === undefined ? '' : `&tlsCAFile=${tls.caFile}`;
    const stop = async (): Promise<void> => {
      listener.stop();
      const farewell = new AbortController();
      const limit = pause(FAREWELL_MS, undefined, { signal: farewell.signal });
      await Promise.race([service.end(), limit]);
      await listener.close(FAREWELL_MS);
      farewell.abort();
      service.server.forceShutdown();
      for (const cleanUp of cleanUps) await cleanUp();
    };
    let stopped: Promise<void> | undefined;
    return {
      url: `esdb://${address}?tls=${tls ? `true${trust}` : 'false'}`,
      port: listener.port,
      httpUrl: `${tls ? 'https' : 'http'}://${address}`,
      stop: () => (stopped ??= stop()),
    };
  } catch (error) {
    for (const cleanUp of cleanUps) await cleanUp();
    throw error;
  }
}
