import { expect, it } from '@jest/globals';
import { once } from 'node:events';
import type { Readable } from 'node:stream';
import { events, failure, revisions } from '../conformance/support.js';
import { startChild, withClient, withFolder, startHere } from './child.js';

it('a stopped server ends subscriptions and reads so that their client connects anew', () =>
  withFolder(async (dir) => {
    const first = await startHere({ dir });
    await withClient(first.url, async (client) => {
      await client.appendToStream('s', events(1));
      const subscription = client.subscribeToStream('s');
      subscription.resume();
      const ended = once(subscription as unknown as Readable, 'error');
      await once(subscription, 'caughtUp');
      await first.stop();
      expect((await ended)[0]).toMatchObject({ type: 'unavailable' });
      const second = await startHere({ dir, port: first.port });
      expect(await revisions(client.readStream('s'))).toEqual([0]);
      expect((await client.appendToStream('s', events(1))).nextExpectedRevision).toBe(1n);
      await second.stop();
    });
  }));

it('appends that were under way when the server stopped are stored or refused, never half', () =>
  withFolder(async (dir) => {
    const first = await startHere({ dir });
    const stored = await withClient(first.url, async (client) => {
      await client.appendToStream('s', events(3));
      const appends = Array.from({ length: 200 }, () => client.appendToStream('s', events(3)));
      await appends[0];
      const stopped = first.stop();
      const outcomes = await Promise.allSettled(appends);
      await stopped;
      return outcomes.filter(({ status }) => status === 'fulfilled').length;
    });
    const second = await startHere({ dir });
    const found = await withClient(second.url, (client) => revisions(client.readStream('s')));
    await second.stop();
    expect(found.length % 3).toBe(0);
    expect(found.length).toBeGreaterThanOrEqual(3 * (stored + 1));
    expect(found).toEqual(Array.from({ length: found.length }, (_, at) => at));
  }));

it.each(['SIGTERM', 'SIGINT'] as const)('%s ends the process with exit code 0, also with subscribers', (signal) =>
  withFolder(async (dir) => {
    const server = await startChild(dir);
    await withClient(server.url, async (client) => {
      const subscription = client.subscribeToAll();
      const ended = failure(
        (async () => {
          for await (const each of subscription) expect(each).toBeDefined();
        })(),
      );
      await client.appendToStream('s', events(1));
      const begun = Date.now();
      expect((await server.end(signal)).code).toBe(0);
      expect(Date.now() - begun).toBeLessThan(3_000);
      expect(await ended).toMatchObject({ type: 'unavailable' });
    });
  }),
);
