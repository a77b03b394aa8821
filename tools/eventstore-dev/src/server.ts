import { setTimeout as pause } from 'node:timers/promises';
import { openLedger } from './core/ledger.js';
import { createReading } from './core/reading.js';
import { createWriting } from './core/writing.js';
import { createService } from './grpc/service.js';
import { healthListener } from './http.js';
import { listen, type TlsOptions } from './listener.js';
import { ensureLog } from './log/create.js';
import { openLogFile, type LogFile } from './log/file.js';

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
  /** Limit of one append in bytes. */
  readonly maxAppendSize?: number;
  /** Bytes that the memory of recent event ids may take; 0 makes `any` never idempotent. */
  readonly recentIdsBound?: number;
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
  stop(): Promise<void>;
}

// As in the 21 to 24 line of the real server.
const MAX_APPEND_SIZE = 1 << 20;
const LOOPBACK = /^(127(\.\d+){3}|::1|localhost)$/;
// Time for the clients to be told why their calls end.
const FAREWELL_MS = 50;

/**
 * Starts the server; it is ready when the promise resolves.
 * @throws Error when the address is not allowed or taken, the folder is not writable or the log is damaged
 */
export async function startEventStore(options: EventStoreOptions): Promise<RunningEventStore> {
  const { dir, host = '127.0.0.1', port = 0, tls, maxAppendSize = MAX_APPEND_SIZE } = options;
  const report = options.report ?? ((line) => process.stderr.write(`${line}\n`));
  if (!tls && !LOOPBACK.test(host)) {
    throw new Error(`host: ${host} is not a loopback address, which needs TLS`);
  }
  const failed =
    options.onFatal ??
    ((error: Error) => {
      process.stderr.write(`eventstore-dev: the disk failed, nothing more can be promised: ${error.message}\n`);
      process.exit(1);
    });
  const file = (options.openFile ?? openLogFile)(ensureLog(dir, Date.now()));
  const ledger = openLedger(file, {
    failed,
    ...(options.recentIdsBound !== undefined && { recentIdsBound: options.recentIdsBound }),
  });
  if (ledger.torn > 0) {
    report(`eventstore-dev: cut a torn write of ${ledger.torn} bytes at offset ${ledger.intactEnd}`);
    await file.truncate(ledger.intactEnd);
    await file.sync();
  }
  const reading = createReading(ledger);
  const writing = createWriting(ledger);
  const service = createService({ reading, writing, maxAppendSize, authorize: () => undefined });
  const listener = await listen(service.server, healthListener, { host, port, tls });
  const shown = host.includes(':') ? `[${host}]` : host;
  return {
    url: `esdb://${shown}:${listener.port}?tls=${tls ? 'true' : 'false'}`,
    port: listener.port,
    httpUrl: `${tls ? 'https' : 'http'}://${shown}:${listener.port}`,
    stop: async () => {
      listener.stop();
      service.end();
      await pause(FAREWELL_MS);
      service.server.forceShutdown();
      listener.destroy();
      await ledger.log.close();
    },
  };
}
