import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { startTestIssuer, type TestIssuer } from '../http/testing/issuer.js';
import { startLampService, type LampService } from './testing/start-lamp-service.js';

const PATIENCE = 30_000;

let issuer: TestIssuer;
let running: LampService | undefined;
beforeAll(async () => {
  issuer = await startTestIssuer();
});
afterAll(() => issuer.stop());
afterEach(() => {
  running?.child.kill('SIGKILL');
});

const right = () => ({
  KAFKA_BROKERS: '127.0.0.1:9092',
  EVENTSTORE_URL: 'esdb://admin:changeit@127.0.0.1:2113?tls=true',
  TIERLINE_HTTP_PORT: '0',
  TIERLINE_HEALTH_PORT: '0',
  TIERLINE_DATA_DIR: 'unused',
  TIERLINE_OIDC_ISSUER: issuer.url,
  TIERLINE_LAMPS: '3',
});

function start(environment: Readonly<Record<string, string>>, ...options: string[]): LampService {
  running = startLampService(environment, options);
  return running;
}

async function started(environment: Readonly<Record<string, string>> = right()) {
  const service = start(environment);
  const { http, health } = await service.line('msg', 'the service has started');
  return { ...service, http: String(http), health: String(health) };
}

const askSlowly = async (http: string) => {
  const token = await issuer.token({ roles: ['tier1-agent'] });
  return fetch(`${http}/lamps/slow`, { headers: { Authorization: `Bearer ${token}` } });
};

describe('a service', () => {
  it(
    'is ready when it has started, and says why it is not',
    async () => {
      const { health } = await started();
      expect((await fetch(`${health}/readyz`)).status).toBe(200);
      running?.child.kill('SIGKILL');
      const crowded = await started({ ...right(), TIERLINE_LAMPS: '9' });
      const response = await fetch(`${crowded.health}/readyz`);
      expect(response.status).toBe(503);
      expect(await response.json()).toMatchObject({
        checks: [{ name: 'phase' }, { name: 'lamps', reason: 'too many lamps' }],
      });
    },
    PATIENCE,
  );

  it(
    'ends what it has begun when it is told to stop, then closes everything in order, and exits 0',
    async () => {
      const { child, http, health, line, told, ended } = await started();
      const answer = askSlowly(http);
      await line('told', 'a request waits');
      child.kill('SIGTERM');
      await line('msg', 'the service stops');
      expect(await (await fetch(`${health}/readyz`)).json()).toMatchObject({
        checks: [{ name: 'phase', reason: 'the service is draining' }, { name: 'lamps' }],
      });
      await expect(fetch(`${http}/lamps`)).rejects.toThrow();
      expect(told()).not.toContain('messages are no longer taken');
      child.stdin.write('go on\n');
      const answered = await answer;
      expect(await answered.json()).toEqual({ id: 'slow' });
      // Whoever keeps connections is told to keep this one no longer.
      expect(answered.headers.get('connection')).toBe('close');
      expect(await ended).toBe(0);
      expect(told().slice(-2)).toEqual(['messages are no longer taken', 'the store is closed']);
    },
    PATIENCE,
  );

  it(
    'gives up on what does not end in time, and exits 1',
    async () => {
      const { child, lines, ended } = await started({
        ...right(),
        TIERLINE_TROUBLE: 'hangs',
        TIERLINE_DRAIN_SECONDS: '0',
      });
      child.kill('SIGTERM');
      expect(await ended).toBe(1);
      expect(lines.at(-1)).toMatchObject({ level: 'error', msg: 'the service could not stop as it should' });
    },
    PATIENCE,
  );

  it.each([
    ['fails', 'the service has failed', 'the bulb is dead'],
    ['unhandled', 'the service has met an error that nobody handled', 'a spark'],
  ])(
    'exits 1 when it %s, and says why',
    async (trouble, msg, message) => {
      const { child, lines, ended } = await started({ ...right(), TIERLINE_TROUBLE: trouble });
      child.stdin.write('now\n');
      expect(await ended).toBe(1);
      expect(lines).toContainEqual(
        expect.objectContaining({ level: 'error', msg, error: expect.objectContaining({ message }) }),
      );
    },
    PATIENCE,
  );
});

describe('a service that cannot start', () => {
  it(
    'names everything that is wrong with its environment, a line each, and exits 1',
    async () => {
      const { errors, lines, ended } = start({
        ...right(),
        TIERLINE_LAMPS: 'many',
        TIERLINE_HTTP_PORT: 'x',
        TIERLINE_LAMP: '3',
      });
      expect(await ended).toBe(1);
      expect(errors).toEqual([
        'TIERLINE_HTTP_PORT=x: must be a whole number from 0 to 65535',
        'TIERLINE_LAMPS=many: must be a whole number from 1 to 9',
        'TIERLINE_LAMP: there is no such setting',
      ]);
      expect(lines).toEqual([]);
    },
    PATIENCE,
  );

  it(
    'says in one line that its credentials would be dropped without TLS, and exits 1',
    async () => {
      const { errors, lines, ended } = start({
        ...right(),
        EVENTSTORE_URL: 'esdb://admin:changeit@127.0.0.1:2113?tls=false',
      });
      expect(await ended).toBe(1);
      expect(errors).toEqual([
        'EVENTSTORE_URL=esdb://******@127.0.0.1:2113?tls=false: must be without credentials, or with TLS: the client sends no credentials when tls=false',
      ]);
      expect(lines).toEqual([]);
    },
    PATIENCE,
  );

  it(
    'says that its port is in use, and exits 1',
    async () => {
      const blocker = createServer();
      await new Promise<void>((resolve) => blocker.listen(0, '127.0.0.1', resolve));
      const port = String((blocker.address() as AddressInfo).port);
      const { lines, ended } = start({ ...right(), TIERLINE_HTTP_PORT: port });
      expect(await ended).toBe(1);
      blocker.close();
      expect(lines).toContainEqual(
        expect.objectContaining({
          msg: `the service could not start: 127.0.0.1:${port}: the port is in use: choose another one, or stop whoever has it`,
        }),
      );
    },
    PATIENCE,
  );

  it(
    'says what its module could not do, and exits 1',
    async () => {
      const { lines, ended } = start({ ...right(), TIERLINE_TROUBLE: 'not made' });
      expect(await ended).toBe(1);
      expect(lines).toContainEqual(
        expect.objectContaining({ msg: 'the service could not start: there is no electricity' }),
      );
    },
    PATIENCE,
  );
});

describe('--print-config', () => {
  it(
    'shows every setting with secrets hidden, and exits 0 without starting',
    async () => {
      const { lines, ended } = start(right(), '--print-config');
      expect(await ended).toBe(0);
      const texts = lines.map(({ text }) => text);
      expect(texts).toContain('EVENTSTORE_URL=esdb://******@127.0.0.1:2113?tls=true');
      expect(texts).toContain('TIERLINE_LAMPS=3');
      expect(texts.join()).not.toContain('changeit');
    },
    PATIENCE,
  );
});
