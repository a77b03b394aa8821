import { jsonEvent } from '@eventstore/db-client';
import { describe, expect, it } from '@jest/globals';
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { all, events, failure, revisions } from '../conformance/support.js';
import { openLogFile, type EventStoreOptions } from '../index.js';
import { withClient, withFolder, startHere } from './child.js';

const SECRET = 'Anna Altmann +44 20 7946 0018';
const secret = (n: number) => jsonEvent({ type: 'Known', data: { n, name: SECRET } });
const holds = (dir: string, text: string): boolean =>
  readdirSync(dir, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .some((entry) => readFileSync(join(entry.parentPath, entry.name)).includes(text));

async function serve<T>(
  options: EventStoreOptions,
  work: Parameters<typeof withClient<T>>[1],
): Promise<{ result: T; lines: string[] }> {
  const lines: string[] = [];
  const server = await startHere({ ...options, report: (line) => lines.push(line) });
  const result = await withClient(server.url, work);
  await server.stop();
  return { result, lines };
}
const everything = (dir: string) =>
  serve({ dir }, async (client) =>
    (await all(client.readAll())).map(({ event }) => `${event?.position.commit} ${event?.streamId} ${event?.revision}`),
  );

describe('a scavenge at start', () => {
  it('takes the bytes of a tombstoned stream and of its metadata out of every file', () =>
    withFolder(async (dir) => {
      await serve({ dir }, async (client) => {
        await client.appendToStream('person', [secret(0), secret(1)]);
        await client.setStreamMetadata('person', { note: SECRET });
        await client.appendToStream('other', events(2));
        await client.tombstoneStream('person');
      });
      expect(holds(dir, SECRET)).toBe(true);
      const { lines, result } = await everything(dir);
      expect(lines).toEqual([expect.stringMatching(/^scavenged 3 erased events, \d+ bytes$/)]);
      expect(holds(dir, SECRET)).toBe(false);
      expect(result.filter((line) => line.includes('person'))).toEqual([
        expect.stringContaining(`person ${2n ** 63n - 1n}`),
      ]);
      const { result: error } = await serve({ dir }, (client) => failure(all(client.readStream('person'))));
      expect(error).toMatchObject({ type: 'stream-deleted' });
    }));

  it('leaves order, positions and revisions of all else, and nothing to do for the next one', () =>
    withFolder(async (dir) => {
      await serve({ dir }, async (client) => {
        for (let at = 0; at < 20; at += 1) {
          await client.appendToStream(`s-${at % 3}`, events(2));
          await client.appendToStream('short', events(1), {
            expectedRevision: at === 0 ? 'no_stream' : BigInt(at - 1),
          });
        }
        await client.setStreamMetadata('short', { maxCount: 2 });
        await client.tombstoneStream('s-1');
      });
      const { result: before } = await serve({ dir, scavenge: false }, async (client) =>
        (await all(client.readAll())).map(
          ({ event }) => `${event?.position.commit} ${event?.streamId} ${event?.revision}`,
        ),
      );
      const { result: after, lines } = await everything(dir);
      expect(lines).toHaveLength(1);
      expect(after).toEqual(before.filter((line) => after.includes(line)));
      expect(before.filter((line) => !after.includes(line)).every((line) => / (s-1|short) /.test(line))).toBe(true);
      expect((await everything(dir)).lines).toEqual([]);
      await serve({ dir }, async (client) => {
        expect(await revisions(client.readStream('short'))).toEqual([18, 19]);
        expect((await client.appendToStream('short', events(1), { expectedRevision: 19n })).nextExpectedRevision).toBe(
          20n,
        );
      });
    }));

  it('keeps the last event of a softly deleted stream, for its revision’s sake', () =>
    withFolder(async (dir) => {
      await serve({ dir }, async (client) => {
        await client.appendToStream('soft', events(4));
        await client.deleteStream('soft');
      });
      await serve({ dir }, async (client) => {
        expect(await failure(all(client.readStream('soft')))).toMatchObject({ type: 'stream-not-found' });
        expect((await client.appendToStream('soft', events(1))).nextExpectedRevision).toBe(4n);
      });
    }));

  it('never gives a position twice, also when the last events are erased', () =>
    withFolder(async (dir) => {
      const { result: last } = await serve({ dir }, async (client) => {
        await client.tombstoneStream('gone');
        await client.setStreamMetadata('s', { maxCount: 1 });
        await client.appendToStream('s', events(3));
        return (await client.appendToStream('$$gone2', secret(1))).position?.commit ?? 0n;
      });
      await serve({ dir }, (client) => client.tombstoneStream('gone2'));
      const { result: next } = await serve({ dir }, (client) => client.appendToStream('s', events(1)));
      expect(next.position?.commit).toBeGreaterThan(last);
    }));

  it('removes the half of an earlier one that was interrupted', () =>
    withFolder(async (dir) => {
      await serve({ dir }, (client) => client.appendToStream('s', events(1)));
      writeFileSync(join(dir, 'events.log.new'), SECRET);
      await everything(dir);
      expect(existsSync(join(dir, 'events.log.new'))).toBe(false);
    }));

  it('is put off when there is no room for it', () =>
    withFolder(async (dir) => {
      await serve({ dir }, async (client) => {
        await client.appendToStream('person', secret(0));
        await client.tombstoneStream('person');
      });
      const full = Object.assign(new Error('no space left on device'), { code: 'ENOSPC' });
      let asked = 0;
      const openFile = (path: string) => {
        const file = openLogFile(path);
        const size = (): number => {
          asked += 1;
          // The log is read once to be opened; the second time it is read to be copied.
          if (asked === 3) throw full;
          return file.size();
        };
        return { ...file, size };
      };
      const { lines } = await serve({ dir, openFile }, (client) => client.appendToStream('s', events(1)));
      expect(lines).toEqual([expect.stringContaining('erased events stay until the next start')]);
      expect((await everything(dir)).lines).toEqual([expect.stringContaining('scavenged')]);
    }));
});
