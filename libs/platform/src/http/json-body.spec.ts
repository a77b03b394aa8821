import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { command, problemIn, startLampApp, type LampApp } from './testing/lamp-app.js';
import { accepted } from './testing/lamps.js';

const SWITCH = '/lamps/0c4e7c1e-58b4-5d3f-8a51-3a9f2f8f1a11/switch';
const on = { to: 'on' };

let lamps: LampApp;
beforeAll(async () => {
  lamps = await startLampApp({ body: { size: 500, depth: 4 } });
});
afterAll(() => lamps.stop());
beforeEach(() => {
  lamps.desk.execution = accepted;
  lamps.desk.commands.length = 0;
});

const turn = (init: RequestInit, path = SWITCH) => lamps.as('tier1-agent', 'POST', path, init);
const refused = async (response: Response) => {
  expect(lamps.desk.commands).toEqual([]);
  const { status, detail } = await problemIn(response);
  expect(response.status).toBe(status);
  return `${String(status)} ${detail}`;
};

describe('the body of a command', () => {
  it('must be there', async () => {
    const bodiless = { headers: { 'Idempotency-Key': 'k' } };
    expect(await refused(await turn(bodiless))).toBe('400 The body is missing: send a JSON object');
  });

  it.each(['text/plain', 'application/json; charset=latin1', 'application/x-www-form-urlencoded'])(
    'must be JSON, and not %s',
    async (type) => {
      expect(await refused(await turn(command('k', on, { 'Content-Type': type })))).toMatch(/^415 /);
    },
  );

  it('may say that it is in UTF-8', async () => {
    const response = await turn(command('k', on, { 'Content-Type': 'application/json; charset=UTF-8' }));
    expect(response.status).toBe(200);
  });

  it('must not be compressed', async () => {
    expect(await refused(await turn(command('k', on, { 'Content-Encoding': 'gzip' })))).toMatch(
      /^415 .*Content-Encoding/,
    );
  });

  it.each(['{"to":', '', 'on', '{"to":"on"}}'])('must be readable: %j', async (body) => {
    const init = { ...command('k', body), ...(body === '' && { body: ' ' }) };
    expect(await refused(await turn(init))).toBe('400 The body is not JSON in UTF-8');
  });

  it.each(['{"to":"on","to":"off"}', '{"to":"on","at":[{"a":1,"a":1}]}'])(
    'must not say anything twice: %s',
    async (body) => {
      expect(await refused(await turn(command('k', body)))).toBe('400 An object of the body has a field twice');
    },
  );

  it('must be in UTF-8', async () => {
    const init = { ...command('k', on), body: Buffer.from([0x22, 0xe9, 0x22]) };
    expect(await refused(await turn(init))).toBe('400 The body is not JSON in UTF-8');
  });

  it('must not be larger than the limit, whether it says its size or not', async () => {
    const large = JSON.stringify({ to: 'x'.repeat(500) });
    const sized = command('k', large);
    const stream = new Blob([large]).stream();
    const unsized = { ...sized, body: stream, duplex: 'half' } as RequestInit;
    for (const init of [sized, unsized]) {
      expect(await refused(await turn(init))).toBe('413 The body must not exceed 500 bytes');
    }
  });

  it('must not be nested deeper than the limit', async () => {
    expect(await refused(await turn(command('k', '{"to":[[[[]]]]}')))).toBe('400 The body is nested too deep');
    expect(await refused(await turn(command('k', '{"to":[[[]]]}')))).toMatch(/^422/);
  });

  it('is told everything that is wrong with it at once, without the values that came', async () => {
    const response = await lamps.as('tier1-agent', 'POST', '/lamps', command('k', { place: 7, secret: 'hidden' }));
    const problem = await problemIn(response);
    expect(problem).toMatchObject({ status: 422, type: 'urn:tierline:problem:invalid-message' });
    expect(problem.violations?.map(({ field, received }) => `${field}: ${received}`)).toEqual(
      expect.arrayContaining(['socket: nothing', 'place: number', 'secret: string']),
    );
    expect(JSON.stringify(problem)).not.toContain('hidden');
  });

  it.each(['[]', '"on"', 'null', '7'])('must be an object, and not %s', async (body) => {
    const problem = await problemIn(await turn(command('k', body)));
    expect(problem).toMatchObject({ status: 422, violations: [{ constraint: 'isObject' }] });
  });
});
