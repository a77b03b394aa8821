import { persistentSubscriptionToStreamSettingsFromDefaults } from '@eventstore/db-client';
import { describe, expect, it } from '@jest/globals';
import { createServer, type AddressInfo } from 'node:net';
import { once } from 'node:events';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { withCredentials } from '../conformance/subject.js';
import { all, events, failure } from '../conformance/support.js';
import { developmentCertificate } from '../index.js';
import { runMain, startChild, withClient, withFolder, startHere } from './child.js';

describe('the command line', () => {
  it('says that it is for development, then one line when it is ready', () =>
    withFolder(async (dir) => {
      const server = await startChild(dir);
      const { stdout, stderr } = await server.end('SIGTERM');
      expect(stdout).toBe(`ready ${server.url}\n`);
      expect(stderr).toMatch(/development server .* not for production/);
    }));
  it('refuses a port in use with one line', () =>
    withFolder(async (dir) => {
      const other = createServer().listen(0, '127.0.0.1');
      await once(other, 'listening');
      const { port } = other.address() as AddressInfo;
      const { code, stdout, stderr } = await runMain('--dir', dir, '--port', String(port));
      other.close();
      expect([code, stdout]).toEqual([1, '']);
      expect(stderr.trim().split('\n').slice(1)).toEqual([expect.stringContaining('the port is in use')]);
    }));
  it('refuses a folder in use with one line', () =>
    withFolder(async (dir) => {
      const server = await startChild(dir);
      const { code, stderr } = await runMain('--dir', dir, '--port', '0');
      expect([code, stderr]).toEqual([1, expect.stringContaining('is in use by another server')]);
      await server.end('SIGTERM');
    }));
  it('takes the folder again after a kill', () =>
    withFolder(async (dir) => {
      await (await startChild(dir)).end('SIGKILL');
      expect((await (await startChild(dir)).end('SIGTERM')).code).toBe(0);
    }));
  it.each(['/proc/eventstore', '/dev/null'])(
    'refuses the folder %s, which cannot be written, with one line',
    async (dir) => {
      const { code, stdout, stderr } = await runMain('--dir', dir, '--port', '0');
      expect([code, stdout]).toEqual([1, '']);
      expect(stderr.trim().split('\n')).toHaveLength(2);
    },
  );
  it('refuses a folder below a file', () =>
    withFolder(async (dir) => {
      writeFileSync(join(dir, 'file'), '');
      const { code, stderr } = await runMain('--dir', join(dir, 'file', 'data'), '--port', '0');
      expect([code, stderr]).toEqual([1, expect.stringContaining('not a folder')]);
    }));
  it('refuses an address beyond loopback without TLS, and takes it with TLS', () =>
    withFolder(async (dir) => {
      const { code, stderr } = await runMain('--dir', dir, '--port', '0', '--host', '0.0.0.0');
      expect([code, stderr]).toEqual([1, expect.stringContaining('not a loopback address, which needs TLS')]);
      const tls = developmentCertificate(join(dir, 'tls'), ['127.0.0.1']);
      const server = await startHere({ dir: join(dir, 'data'), host: '0.0.0.0', tls });
      await server.stop();
    }));
});

describe('the server', () => {
  it('answers health checks and pings on its port, and nothing else over HTTP/1.1', () =>
    withFolder(async (dir) => {
      const server = await startHere({ dir });
      const status = async (path: string): Promise<number> => (await fetch(server.httpUrl + path)).status;
      expect(await status('/health/live')).toBe(204);
      expect(await (await fetch(`${server.httpUrl}/ping`)).json()).toMatchObject({ msgTypeId: expect.any(Number) });
      expect(await status('/streams/s')).toBe(404);
      await server.stop();
    }));
  it('answers that it does not implement what it does not have', () =>
    withFolder(async (dir) => {
      const server = await startHere({ dir });
      await withClient(server.url, async (client) => {
        const settings = persistentSubscriptionToStreamSettingsFromDefaults();
        const created = client.createPersistentSubscriptionToStream('s', 'g', settings);
        expect(await failure(created)).toMatchObject({ code: 12 });
        expect(await failure(client.enableProjection('$by_category'))).toMatchObject({ code: 12 });
      });
      await server.stop();
    }));
  it('serves TLS with a certificate that the client can check', () =>
    withFolder(async (dir) => {
      const tls = developmentCertificate(join(dir, 'tls'), ['127.0.0.1', 'localhost']);
      const server = await startHere({ dir: join(dir, 'data'), tls });
      await withClient(withCredentials(server.url, 'admin:changeit'), async (client) => {
        await client.appendToStream('s', events(2));
        expect(await all(client.readStream('s'))).toHaveLength(2);
      });
      await withClient(server.url.replace(/&tlsCAFile=.*/, ''), async (client) => {
        expect(await failure(client.appendToStream('s', events(1), { deadline: 2_000 }))).toBeInstanceOf(Error);
      });
      await server.stop();
    }));
});
