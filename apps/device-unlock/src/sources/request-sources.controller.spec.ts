import 'reflect-metadata';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { sourceId, type Month } from '@tierline/device-unlock';
import { digest, type ReceivedCommand } from '@tierline/platform';
import { startDoor, type OpenDoor } from '@tierline/platform/testing';
import { COMMANDS, REQUEST_SOURCES } from '../parts.js';
import { onRequestSource, type RequestSourceCommandV1 } from './request-source-commands.js';
import { findRequestSource } from './request-source-desk.js';
import { RequestSourcesController } from './request-sources.controller.js';
import { originOf } from './source-origin.js';
import { policies } from '../testing/golden-streams.js';
import { clerk, service } from '../testing/service.js';
import { ask, march, wishes } from '../testing/traffic.js';

const found = service();
const source = sourceId(digest, originOf(clerk));
const month: Month = '2026-03';
let door: OpenDoor;

beforeAll(async () => {
  const handle = onRequestSource(found.all.sources);
  const find = findRequestSource(found.store, found.all.facts, policies, () => march);
  door = await startDoor(
    [RequestSourcesController],
    [
      { provide: COMMANDS, useValue: (each: ReceivedCommand & RequestSourceCommandV1) => handle(each) },
      { provide: REQUEST_SOURCES, useValue: find },
    ],
  );
  for (const wish of wishes(101, 11)) await ask(found, wish);
});
afterAll(() => door.stop());

const headers = (role: string) => ({ authorization: `Bearer ${role}`, 'content-type': 'application/json' });
const get = async (path: string) => {
  const response = await fetch(`${door.url}/v1/request-sources/${path}`, { headers: headers('operations') });
  return { status: response.status, etag: response.headers.get('etag'), body: (await response.json()) as object };
};
const review = async (key: string, body: object, of: string = source, role = 'operations') => {
  const how = { method: 'POST', headers: { ...headers(role), 'idempotency-key': key }, body: JSON.stringify(body) };
  const response = await fetch(`${door.url}/v1/request-sources/${of}/review`, how);
  return { status: response.status, body: (await response.json()) as object };
};

// The specs share a source and follow one another.
describe('a source that is blocked', () => {
  it('DU-15: is shown with its counts, who it is and what blocked it', async () => {
    const count = { month, requests: 101, duplicates: 11 };
    expect(await get(source)).toEqual({
      status: 200,
      etag: '"0"',
      body: {
        source,
        status: 'blocked',
        reviews: 0,
        count,
        blockedBy: count,
        origin: { door: clerk.role, id: clerk.id },
      },
    });
    expect(await get(`${source}?month=2026-02`)).toMatchObject({ body: { count: { month: '2026-02', requests: 0 } } });
  });

  it.each([
    ['words of its own', { reason: 'all is well' }],
    ['no reason', {}],
  ])('DU-15: is not reviewed with %s', async (_, body) => {
    const answer = await review('invalid', body);
    expect(answer.status).toBe(422);
    expect(JSON.stringify(answer.body)).toContain('"reason"');
  });

  it('DU-15: is reviewed by nobody but operations', async () => {
    expect(await review('key-0', { reason: 'source-remedied' }, source, 'supervisor')).toMatchObject({ status: 403 });
  });

  it('DU-15: is reviewed once, however often that is sent', async () => {
    expect(await review('key-1', { reason: 'source-remedied' })).toMatchObject({
      status: 200,
      body: { repeated: false },
    });
    expect(await review('key-1', { reason: 'source-remedied' })).toMatchObject({
      status: 200,
      body: { repeated: true },
    });
    expect(await get(source)).toMatchObject({ body: { status: 'open', reviews: 1, count: { requests: 0 } } });
  });
});

describe('a source that nobody knows', () => {
  const unknown = '00000000-0000-4000-8000-000000000000';
  it('DU-15: is neither shown nor reviewed', async () => {
    expect(await get(unknown)).toMatchObject({ status: 404 });
    expect(await review('key-2', { reason: 'source-remedied' }, unknown)).toMatchObject({ status: 404 });
  });
  it('is not looked for in a month that does not exist', async () => {
    expect(await get(`${source}?month=2026-13`)).toMatchObject({ status: 400 });
  });
});
