import { binaryEvent, type EventData } from '@eventstore/db-client';
import { describe, expect, it } from '@jest/globals';
import { all, events, failure, revisions } from '../conformance/support.js';
import { openLogFile } from '../index.js';
import { runSource, startChild, withClient, withFolder, startHere } from './child.js';

const KILOBYTE = Buffer.alloc(1024, 'x');
const large = (): EventData => binaryEvent({ type: 'Large', data: KILOBYTE });

describe('a disk that is full', () => {
  it('refuses appends with a reason, loses nothing acknowledged, and goes on when there is room', () =>
    withFolder(async (dir) => {
      const limited = await startChild(dir, 0, 64);
      const stored = await withClient(limited.url, async (client) => {
        let count = 0;
        const fill = async (): Promise<never> => {
          for (;;) {
            await client.appendToStream('full', large());
            count += 1;
          }
        };
        expect(String(await failure(fill()))).toMatch(/the disk is full, nothing was stored/);
        expect(await revisions(client.readStream('full'))).toHaveLength(count);
        await failure(client.appendToStream('other', large()));
        return count;
      });
      expect(stored).toBeGreaterThan(20);
      expect((await limited.end('SIGTERM')).code).toBe(0);
      const roomy = await startChild(dir);
      await withClient(roomy.url, async (client) => {
        expect(await revisions(client.readStream('full'))).toEqual(Array.from({ length: stored }, (_, at) => at));
        expect((await client.appendToStream('full', large())).nextExpectedRevision).toBe(BigInt(stored));
        expect((await client.appendToStream('other', large())).nextExpectedRevision).toBe(0n);
      });
      await roomy.end('SIGTERM');
    }));

  it('takes appends again as soon as there is room, and no refused one shows up', () =>
    withFolder(async (dir) => {
      const disk = { full: false };
      const openFile = (path: string) => {
        const file = openLogFile(path);
        const full = Object.assign(new Error('no space left on device'), { code: 'ENOSPC' });
        return {
          ...file,
          write: (...args: Parameters<typeof file.write>) => {
            if (disk.full) throw full;
            file.write(...args);
          },
        };
      };
      const server = await startHere({ dir, openFile });
      await withClient(server.url, async (client) => {
        const refused = events(2);
        await client.appendToStream('s', events(1));
        disk.full = true;
        await failure(client.appendToStream('s', refused, { expectedRevision: 0n }));
        await failure(client.setStreamMetadata('s', { truncateBefore: 1 }));
        await failure(client.tombstoneStream('s'));
        expect(await revisions(client.readStream('s'))).toEqual([0]);
        disk.full = false;
        const again = await client.appendToStream('s', refused, { expectedRevision: 0n });
        expect(again.nextExpectedRevision).toBe(2n);
        expect(await revisions(client.readStream('s'))).toEqual([0, 1, 2]);
        expect(await all(client.readAll({ direction: 'backwards', fromPosition: 'end', maxCount: 3 }))).toHaveLength(3);
      });
      await server.stop();
    }));
});

describe('a disk that fails to make writes durable', () => {
  it('is never followed by an acknowledgement', () =>
    withFolder(async (dir) => {
      const fatal: string[] = [];
      const disk = { broken: false };
      const openFile = (path: string) => {
        const file = openLogFile(path);
        return { ...file, sync: () => (disk.broken ? Promise.reject(new Error('input/output error')) : file.sync()) };
      };
      const server = await startHere({ dir, openFile, onFatal: (error) => fatal.push(error.message) });
      await withClient(server.url, async (client) => {
        await client.appendToStream('s', events(1));
        disk.broken = true;
        await failure(client.appendToStream('s', events(1)));
        await failure(client.appendToStream('s', events(1), { expectedRevision: 'no_stream' }));
        expect(await revisions(client.readStream('s'))).toEqual([0]);
      });
      await server.stop();
      expect(fatal).toEqual(['input/output error']);
    }));

  it('ends the process with an exit code and a line that says why', () =>
    withFolder(async (dir) => {
      const index = new URL('../index.js', import.meta.url).href;
      const { code, stdout, stderr } = await runSource(`
        import { EventStoreDBClient, jsonEvent } from '@eventstore/db-client';
        import { openLogFile, startEventStore } from '${index}';
        const openFile = (path) => ({ ...openLogFile(path), sync: () => Promise.reject(new Error('EIO: i/o error')) });
        const server = await startEventStore({ dir: '${dir}', openFile });
        const client = EventStoreDBClient.connectionString(server.url);
        await client.appendToStream('s', jsonEvent({ type: 'X', data: {} }));
        console.log('acknowledged');
      `);
      expect([code, stdout]).toEqual([1, '']);
      expect(stderr).toContain('the disk failed, so that nothing more can be promised: EIO: i/o error');
    }));
});
