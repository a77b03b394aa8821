import { binaryEvent } from '@eventstore/db-client';
import { expect, it } from '@jest/globals';
import { once } from 'node:events';
import { useSubject } from './subject.js';
import { all, events, newStream } from './support.js';

const { client, more } = useSubject();
const LARGE = Buffer.alloc(200_000, 'x');

it('a subscriber that does not read holds nobody up, and gets everything in order when it does', async () => {
  const stream = newStream();
  await client().appendToStream(stream, events(1));
  const subscription = more().subscribeToStream(stream, {}, { highWaterMark: 2 });
  await once(subscription, 'readable');
  const begun = Date.now();
  for (let at = 0; at < 100; at += 1) {
    await client().appendToStream(stream, binaryEvent({ type: 'Large', data: LARGE }));
  }
  expect(await all(client().readStream(stream, { maxCount: 50 }))).toHaveLength(50);
  expect(Date.now() - begun).toBeLessThan(20_000);
  const revisions: number[] = [];
  for await (const { event } of subscription) {
    revisions.push(Number(event?.revision));
    if (revisions.length === 101) break;
  }
  expect(revisions).toEqual(Array.from({ length: 101 }, (_, at) => at));
});

it('a reader may stop in the middle', async () => {
  const stream = newStream();
  await client().appendToStream(stream, events(2_000));
  let seen = 0;
  for await (const { event } of client().readStream(stream)) {
    seen += event ? 1 : 0;
    if (seen === 10) break;
  }
  expect((await client().appendToStream(stream, events(1))).nextExpectedRevision).toBe(2_000n);
});
