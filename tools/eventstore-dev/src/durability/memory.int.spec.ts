import { binaryEvent } from '@eventstore/db-client';
import { expect, it } from '@jest/globals';
import { once } from 'node:events';
import { startChild, withClient, withFolder } from './child.js';

const MEGABYTE = 1 << 20;
const LARGE = Buffer.alloc(500_000, 'x');

it('the process takes under 120 MB when nothing happens', () =>
  withFolder(async (dir) => {
    const server = await startChild(dir);
    expect(server.memory()).toBeLessThan(120 * MEGABYTE);
    await server.end('SIGTERM');
  }));

it('the memory of the process is bounded while many subscribers do not read what is written', () =>
  withFolder(async (dir) => {
    const server = await startChild(dir);
    await withClient(server.url, async (client) => {
      await client.appendToStream('large', binaryEvent({ type: 'Large', data: LARGE }));
      const slow = Array.from({ length: 8 }, () => client.subscribeToStream('large', {}, { highWaterMark: 1 }));
      await Promise.all(slow.map((subscription) => once(subscription, 'readable')));
      for (let at = 0; at < 100; at += 1) {
        await client.appendToStream('large', binaryEvent({ type: 'Large', data: LARGE }));
      }
      // 50 MB for each of eight subscribers would be 400 MB.
      expect(server.memory()).toBeLessThan(250 * MEGABYTE);
    });
    await server.end('SIGTERM');
  }));
