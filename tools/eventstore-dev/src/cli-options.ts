import { readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { developmentCertificate } from './auth/development-certificate.js';
import type { TlsOptions } from './listener.js';
import type { EventStoreOptions } from './server.js';

/** What `--help` prints. */
export const USAGE = `eventstore-dev: a development server that speaks EventStoreDB's gRPC protocol

  --dir FOLDER            folder of the data (required)
  --port N                port, 0 for any (default 2113)
  --host ADDRESS          address (default 127.0.0.1); other than loopback only with TLS
  --tls                   TLS with a self-signed certificate, kept in the data folder
  --tls-cert F --tls-key F  TLS with this certificate and key (PEM)
  --max-append-size N     limit of one append in bytes (default 1048576)
  --forget-ids            remember no recent event ids: appends with "any" are never idempotent
  --no-scavenge           leave erased events in the file
  --help`;

function natural(name: string, text: string, most: number): number {
  const value = Number(text);
  if (!/^\d+$/.test(text) || value > most) throw new Error(`--${name}: ${text} is not a number from 0 to ${most}`);
  return value;
}

function readTls(
  values: { tls: boolean; 'tls-cert'?: string; 'tls-key'?: string },
  dir: string,
  host: string,
): TlsOptions | undefined {
  const { 'tls-cert': cert, 'tls-key': key } = values;
  if ((cert === undefined) !== (key === undefined)) throw new Error('--tls-cert, --tls-key: each needs the other');
  if (cert !== undefined && key !== undefined) return { cert: readFileSync(cert), key: readFileSync(key) };
  return values.tls ? developmentCertificate(dir, [...new Set(['127.0.0.1', 'localhost', host])]) : undefined;
}

/**
 * Reads the command line; undefined when it asks for help.
 * @throws Error naming the option that is missing, unknown or malformed
 */
export function parseOptions(args: readonly string[]): EventStoreOptions | undefined {
  const { values } = parseArgs({
    args: [...args],
    options: {
      dir: { type: 'string' },
      host: { type: 'string', default: '127.0.0.1' },
      port: { type: 'string', default: '2113' },
      tls: { type: 'boolean', default: false },
      'tls-cert': { type: 'string' },
      'tls-key': { type: 'string' },
      'max-append-size': { type: 'string', default: '1048576' },
      'forget-ids': { type: 'boolean', default: false },
      'no-scavenge': { type: 'boolean', default: false },
      help: { type: 'boolean', default: false },
    },
  });
  if (values.help) return undefined;
  if (values.dir === undefined) throw new Error('--dir: a folder for the data is required');
  const tls = readTls(values, values.dir, values.host);
  return {
    dir: values.dir,
    host: values.host,
    port: natural('port', values.port, 65_535),
    maxAppendSize: natural('max-append-size', values['max-append-size'], 16 << 20),
    scavenge: !values['no-scavenge'],
    ...(values['forget-ids'] && { recentIdsBound: 0 }),
    ...(tls && { tls }),
  };
}
