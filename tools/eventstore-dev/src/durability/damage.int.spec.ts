import { describe, expect, it } from '@jest/globals';
import { appendFileSync, readFileSync, statSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { events, revisions } from '../conformance/support.js';
import { CorruptLogError } from '../index.js';
import { runMain, withClient, withFolder, startHere } from './child.js';

/** A folder with ten appends of one event each. */
async function tenAppends(dir: string): Promise<string> {
  const server = await startHere({ dir });
  await withClient(server.url, async (client) => {
    for (let at = 0; at < 10; at += 1) await client.appendToStream('s', events(1));
  });
  await server.stop();
  return join(dir, 'events.log');
}

async function stored(dir: string): Promise<{ found: number[]; lines: string[] }> {
  const lines: string[] = [];
  const server = await startHere({ dir, report: (line) => lines.push(line) });
  const found = await withClient(server.url, (client) => revisions(client.readStream('s')));
  await server.stop();
  return { found, lines };
}
const upTo = (count: number): number[] => Array.from({ length: count }, (_, at) => at);

describe('a torn last write', () => {
  it('is cut and reported, and all before it is there', () =>
    withFolder(async (dir) => {
      const log = await tenAppends(dir);
      const intact = statSync(log).size;
      truncateSync(log, intact - 7);
      const { found, lines } = await stored(dir);
      expect(found).toEqual(upTo(9));
      expect(lines).toHaveLength(1);
      expect(lines[0]).toMatch(/^cut a torn write of \d+ bytes at offset \d+/);
      expect((await stored(dir)).lines).toEqual([]);
    }));
  it.each(['garbage', '\0'.repeat(5_000), 'TLE1'])('that left only %j is cut, and the server goes on behind', (rest) =>
    withFolder(async (dir) => {
      const log = await tenAppends(dir);
      const intact = statSync(log).size;
      appendFileSync(log, rest);
      expect((await stored(dir)).found).toEqual(upTo(10));
      expect(statSync(log).size).toBe(intact);
    }),
  );
});

describe('a log that is damaged in the middle', () => {
  const flip = (log: string, at: number): Buffer => {
    const bytes = readFileSync(log);
    bytes[at] = (bytes[at] ?? 0) ^ 1;
    writeFileSync(log, bytes);
    return bytes;
  };
  it('is refused with the offset, and left as it is', () =>
    withFolder(async (dir) => {
      const log = await tenAppends(dir);
      const damaged = flip(log, Math.floor(statSync(log).size / 2));
      await expect(startHere({ dir })).rejects.toThrow(CorruptLogError);
      await expect(startHere({ dir })).rejects.toThrow(/a damaged frame at offset \d+/);
      expect(readFileSync(log)).toEqual(damaged);
    }));
  it('makes the command line end with one line and exit code 1', () =>
    withFolder(async (dir) => {
      const log = await tenAppends(dir);
      flip(log, Math.floor(statSync(log).size / 2));
      const { code, stdout, stderr } = await runMain('--dir', dir, '--port', '0');
      expect([code, stdout]).toEqual([1, '']);
      expect(stderr.trim().split('\n').slice(1)).toEqual([expect.stringMatching(/corrupt log: .* offset \d+/)]);
    }));
  it('is refused when what was acknowledged last is damaged', () =>
    withFolder(async (dir) => {
      const log = await tenAppends(dir);
      flip(log, statSync(log).size - 20);
      await expect(startHere({ dir })).rejects.toThrow(CorruptLogError);
    }));
  it('is refused when the file is none of this server’s', () =>
    withFolder(async (dir) => {
      writeFileSync(join(dir, 'events.log'), 'something else altogether, and long enough');
      await expect(startHere({ dir })).rejects.toThrow('the file header is damaged');
    }));
});
