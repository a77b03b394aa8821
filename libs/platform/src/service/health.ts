import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Registry } from 'prom-client';

/** One thing that must be right. @returns why it is not, or nothing when it is */
export type Check = () => Promise<string | undefined> | string | undefined;

/** Checks by their names. */
export type Checks = Readonly<Record<string, Check>>;

/** What a process says of itself to whoever runs it. */
export interface Health {
  /** Checks of readiness, besides those of before: what the service rests on. */
  ready(checks: Checks): void;
  /**
   * Checks of life, besides those of before: what only a restart repairs. That the event loop turns is shown by the
   * answer itself. Nothing here may depend on Kafka or the store: an outage of theirs must not restart the service.
   */
  live(checks: Checks): void;
  /** The service has started. */
  started(): void;
  /** The service takes nothing more: it is not ready from now on. */
  draining(): void;
}

/** A server of `/livez`, `/readyz`, `/startupz` and `/metrics`, on a port of its own. */
export interface HealthServer extends Health {
  readonly url: string;
  close(): Promise<void>;
}

const CHECK_TIMEOUT = 1_000;

/** Starts it. Until `started` is called, the service is neither started nor ready. */
export async function startHealthServer(
  { host, port }: { readonly host: string; readonly port: number },
  registry: Pick<Registry, 'metrics' | 'contentType'>,
): Promise<HealthServer> {
  let phase: 'starting' | 'started' | 'draining' = 'starting';
  const ready: Checks[] = [{ phase: () => (phase === 'started' ? undefined : `the service is ${phase}`) }];
  const live: Checks[] = [];
  const startup: Checks[] = [{ phase: () => (phase === 'starting' ? 'the service is starting' : undefined) }];
  const probes: Readonly<Record<string, readonly Checks[]>> = {
    '/livez': live,
    '/readyz': ready,
    '/startupz': startup,
  };

  const answer = async (path: string): Promise<{ status: number; type: string; body: string }> => {
    if (path === '/metrics') return { status: 200, type: registry.contentType, body: await registry.metrics() };
    const checks = probes[path];
    if (!checks) return { status: 404, type: 'application/json', body: '{}' };
    const results = await Promise.all(checks.flatMap((each) => Object.entries(each)).map(run));
    const isRight = results.every(({ reason }) => reason === undefined);
    return {
      status: isRight ? 200 : 503,
      type: 'application/json',
      body: JSON.stringify({ status: isRight ? 'ok' : 'failing', checks: results }),
    };
  };

  const server = createServer((request, response) => {
    const [path = ''] = (request.url ?? '').split('?', 1);
    answer(path).then(
      ({ status, type, body }) => response.writeHead(status, { 'Content-Type': type }).end(body),
      (error: unknown) => response.writeHead(500).end(String(error)),
    );
  });
  await listening(server, port, host);
  const address = server.address() as AddressInfo;
  return {
    url: `http://${address.family === 'IPv6' ? `[${address.address}]` : address.address}:${String(address.port)}`,
    ready: (checks) => void ready.push(checks),
    live: (checks) => void live.push(checks),
    started: () => {
      phase = 'started';
    },
    draining: () => {
      phase = 'draining';
    },
    close: () =>
      new Promise((resolve, reject) => {
        server.closeAllConnections();
        server.close((error) => (error ? reject(error) : resolve()));
      }),
  };
}

async function run([name, check]: readonly [string, Check]): Promise<{ name: string; reason?: string }> {
  const { promise: late, resolve } = Promise.withResolvers<string>();
  const timer = setTimeout(() => resolve(`no answer within ${String(CHECK_TIMEOUT)} ms`), CHECK_TIMEOUT);
  try {
    const reason = await Promise.race([check(), late]);
    return { name, ...(reason !== undefined && { reason }) };
  } catch (error) {
    return { name, reason: error instanceof Error ? error.message : String(error) };
  } finally {
    clearTimeout(timer);
  }
}

/** Waits until a server listens. @throws {Error} the system's, when it cannot */
export const listening = (server: Server, port: number, host: string): Promise<void> =>
  new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, () => {
      server.off('error', reject);
      resolve();
    });
  });
