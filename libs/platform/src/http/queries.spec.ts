import { once } from 'node:events';
import { get, type IncomingMessage } from 'node:http';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { decodePosition, encodePosition } from './position-token.js';
import { pageOf } from './query-answer.js';
import { problemIn, startLampApp, type LampApp } from './testing/lamp-app.js';
import { asOf, position } from './testing/lamps.js';

let lamps: LampApp;
beforeAll(async () => {
  lamps = await startLampApp({ epoch: () => 5 });
});
afterAll(() => lamps.stop());
beforeEach(() => {
  lamps.desk.queries.length = 0;
  lamps.desk.document = { id: 'lamp-1' };
  lamps.desk.items = [];
});

const find = (query = '', headers = {}) => lamps.as('tier1-agent', 'GET', `/lamps/lamp-1${query}`, { headers });
const list = (query = '') => lamps.as('supervisor', 'GET', `/lamps${query}`);

async function malformed(response: Response): Promise<string> {
  expect(lamps.desk.queries).toEqual([]);
  const { status, detail } = await problemIn(response);
  expect(status).toBe(400);
  return detail;
}

describe('a document', () => {
  it('is answered with its entity tag, and with how fresh it is', async () => {
    const response = await find();
    expect(await response.json()).toEqual({ id: 'lamp-1' });
    expect(response.headers.get('etag')).toBe('"2"');
    expect(response.headers.get('tierline-as-of')).toBe(asOf);
    expect(decodePosition(response.headers.get('tierline-position') ?? '', 'header')).toEqual({ epoch: 5, position });
  });

  it('is not sent again to whoever has it', async () => {
    // Not by fetch, which forbids every cache to answer once it sees the header.
    const statusFor = async (tag: string) => {
      const headers = {
        'If-None-Match': tag,
        Authorization: `Bearer ${await lamps.issuer.token({ roles: ['supervisor'] })}`,
      };
      const [response] = (await once(get(`${lamps.url}/lamps/lamp-1`, { headers }), 'response')) as [IncomingMessage];
      response.resume();
      return response.statusCode;
    };
    expect(await statusFor('"2"')).toBe(304);
    expect(await statusFor('"1"')).toBe(200);
  });

  it('that is not there is 404, with how fresh that answer is', async () => {
    lamps.desk.document = undefined;
    const response = await find();
    expect(response.headers.get('tierline-position')).not.toBeNull();
    expect(await problemIn(response)).toMatchObject({ status: 404 });
  });

  it('can be asked for as of a position at least', async () => {
    const token = encodePosition({ epoch: 5, position });
    await find(`?at-least=${token}`);
    expect(lamps.desk.queries).toEqual([{ id: 'lamp-1', 'at-least': { epoch: 5, position } }]);
  });

  it.each(['', 'x', encodePosition({ epoch: 5, position }).slice(1), `${encodePosition({ epoch: 5, position })}A`])(
    'cannot be asked for as of %j',
    async (token) => {
      expect(await malformed(await find(`?at-least=${token}`))).toBe(
        'at-least is not a position token of this service',
      );
    },
  );
});

describe('a page', () => {
  it('has the default size, and no next page when it is the last', async () => {
    expect(await (await list()).json()).toEqual({ items: [] });
    expect(lamps.desk.queries).toEqual([{ limit: 20, cursor: undefined, light: undefined }]);
  });

  it('names the next one by a cursor, which asks for what follows its last item', async () => {
    lamps.desk.items = [{ id: 'lamp-1' }, { id: 'lamp-2' }];
    const { next } = (await (await list('?limit=2')).json()) as { next: string };
    await list(`?limit=100&light=on&cursor=${next}`);
    expect(lamps.desk.queries.at(-1)).toEqual({ limit: 100, cursor: 'lamp-2', light: 'on' });
  });

  it.each(['0', '101', '1.5', '-1', 'ten', ''])('cannot have the size %j', async (size) => {
    expect(await malformed(await list(`?limit=${size}`))).toBe('limit must be a number from 1 to 100');
  });

  it.each(['', 'lamp-2', Buffer.from('lamp-2').toString('base64url')])('cannot begin at %j', async (cursor) => {
    expect(await malformed(await list(`?cursor=${cursor}`))).toBe('cursor is not a cursor of this service');
  });

  it('cannot be asked for with other words, parameters or repetitions', async () => {
    expect(await malformed(await list('?light=blue'))).toBe('light must be one of on, off');
    expect(await malformed(await list('?colour=red'))).toBe('There is no parameter "colour"');
    expect(await malformed(await list('?__proto__=red'))).toBe('There is no parameter "__proto__"');
    expect(await malformed(await list('?limit=1&limit=2'))).toBe('limit came more than once');
  });
});

describe('cutting a page', () => {
  const items = ['a', 'b', 'c'].map((id) => ({ id }));
  const keyOf = ({ id }: { id: string }) => id;

  it('tells from one item too many that another page follows', () => {
    expect(pageOf(items, 2, keyOf)).toEqual({ items: items.slice(0, 2), next: 'b' });
    expect(pageOf(items, 3, keyOf)).toEqual({ items, next: undefined });
    expect(pageOf([], 3, keyOf)).toEqual({ items: [], next: undefined });
  });
});
