import { afterAll, beforeAll } from '@jest/globals';
import { EventStoreDBClient } from '@eventstore/db-client';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { developmentCertificate } from '../auth/development-certificate.js';
import { startEventStore } from '../server.js';

/** The server under test and how to reach it. */
export interface Subject {
  /** Connection string without credentials. */
  readonly url: string;
  stop(): Promise<void>;
}

const hosts = ['127.0.0.1', 'localhost'];

async function ownServer(secure: boolean): Promise<Subject> {
  const dir = mkdtempSync(join(tmpdir(), 'eventstore-dev-'));
  const tls = secure ? { tls: developmentCertificate(join(dir, 'tls'), hosts) } : {};
  const server = await startEventStore({ dir: join(dir, 'data'), ...tls });
  return {
    url: server.url,
    stop: async () => {
      await server.stop();
      rmSync(dir, { recursive: true });
    },
  };
}

async function startSubject(secure: boolean): Promise<Subject> {
  const url = secure ? process.env['EVENTSTORE_TLS_URL'] : process.env['EVENTSTORE_URL'];
  return url === undefined ? ownServer(secure) : { url, stop: () => Promise.resolve() };
}

/** Puts `user:password` into a connection string. */
export const withCredentials = (url: string, credentials: string): string =>
  url.replace(/^(\w+(?:\+\w+)?:\/\/)(?:[^@/]*@)?/, `$1${credentials}@`);

/**
 * A client of the server under test for a spec file: the one at EVENTSTORE_URL (EVENTSTORE_TLS_URL when `secure`), or
 * a server of its own. `more` makes further clients; all are disposed of at the end.
 */
export function useSubject(secure = false): {
  client: () => EventStoreDBClient;
  more: (credentials?: string) => EventStoreDBClient;
} {
  let subject: Subject | undefined;
  let first: EventStoreDBClient | undefined;
  const clients: EventStoreDBClient[] = [];
  const connect = (credentials?: string): EventStoreDBClient => {
    if (!subject) throw new Error('the server under test is not started yet');
    const url = credentials === undefined ? subject.url : withCredentials(subject.url, credentials);
    const client = EventStoreDBClient.connectionString(url);
    clients.push(client);
    return client;
  };
  beforeAll(async () => {
    subject = await startSubject(secure);
    first = connect(secure ? 'admin:changeit' : undefined);
  });
  afterAll(async () => {
    for (const client of clients) await client.dispose();
    await subject?.stop();
  });
  return {
    client: () => {
      if (!first) throw new Error('the server under test is not started yet');
      return first;
    },
    more: connect,
  };
}
