import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { command, problemIn, startLampApp, type LampApp } from './testing/lamp-app.js';
import { accepted } from './testing/lamps.js';

const SWITCH = '/lamps/0c4e7c1e-58b4-5d3f-8a51-3a9f2f8f1a11/switch';
const on = { to: 'on' };

let lamps: LampApp;
beforeAll(async () => {
  lamps = await startLampApp();
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

describe('the headers of a command', () => {
  it('must have an Idempotency-Key', async () => {
    const { headers, ...rest } = command('', on);
    const others = { ...(headers as Record<string, string>) };
    delete others['Idempotency-Key'];
    expect(await refused(await turn({ ...rest, headers: others }))).toMatch(
      /^400 The header Idempotency-Key is missing/,
    );
  });

  it.each([['a'.repeat(129)], ['caf\u00e9']])('must have one of 1 to 128 printable characters, not %s', async (key) => {
    expect(await refused(await turn(command(key, on)))).toBe(
      '400 Idempotency-Key must be 1 to 128 printable ASCII characters',
    );
  });

  it('may have a correlation id that can be kept, and no other', async () => {
    expect((await turn(command('k', on, { 'X-Correlation-Id': 'case-7' }))).headers.get('x-correlation-id')).toBe(
      'case-7',
    );
    lamps.desk.commands.length = 0;
    expect(await refused(await turn(command('k', on, { 'X-Correlation-Id': 'a b' })))).toMatch(/^400 X-Correlation-Id/);
  });

  it.each(['00-00000000000000000000000000000000-00f067aa0ba902b7-01', 'nonsense'])(
    'begin a trace of their own when the traceparent is %s',
    async (traceparent) => {
      await turn(command('k', on, { traceparent }));
      const { envelope } = lamps.desk.commands[0] ?? {};
      expect(envelope?.traceparent).toMatch(/^00-[\da-f]{32}-[\da-f]{16}-00$/);
      expect(envelope?.correlationId).toBe(envelope?.traceparent?.slice(3, 35));
    },
  );
});

describe('the URL of a command', () => {
  it.each(['7', '0C4E7C1E-58B4-5D3F-8A51-3A9F2F8F1A11'])(
    'must name its subject by a UUID, and not by %s',
    async (id) => {
      expect(await refused(await turn(command('k', on), `/lamps/${id}/switch`))).toBe(
        '400 lampId must be a UUID in lower case',
      );
    },
  );

  describe('of what another system has named', () => {
    const dimming = (body: unknown, lamp = 'lamp-7', bulb = 'left') =>
      turn(command('k', body), `/lamps/${lamp}/bulbs/${bulb}/dimming`);

    it('may name it by an id of that system, and says which part of it is meant', async () => {
      expect((await dimming({ percent: 40 })).status).toBe(200);
      expect(lamps.desk.commands).toMatchObject([{ subject: 'lamp-7', data: { bulb: 'left', percent: 40 } }]);
    });

    it.each([
      ['lamp%207', 'left', 'lampId'],
      ['a'.repeat(65), 'left', 'lampId'],
      ['0C4E7C1E-58B4-5D3F-8A51-3A9F2F8F1A11', 'left', 'lampId'],
      ['lamp-7', 'left%2Fright', 'bulb'],
      ['lamp-7', '%00', 'bulb'],
    ])('must not name it by %s, nor a part by %s', async (lamp, bulb, name) => {
      expect(await refused(await dimming({ percent: 40 }, lamp, bulb))).toBe(
        `400 ${name} must be a UUID in lower case, or 1 to 64 letters, digits and ._:-`,
      );
    });

    it('says of the part what the body must not say again, not even the same', async () => {
      const response = await dimming({ percent: 40, bulb: 'left' });
      expect(response.status).toBe(422);
      expect((await problemIn(response)).violations).toEqual([
        {
          field: 'bulb',
          constraint: 'whitelistValidation',
          message: 'property bulb should not exist',
          received: 'string',
        },
      ]);
    });

    it.each([[[]], [null], [{}]])('leaves the body to be valid by itself, which %j is not', async (body) => {
      const response = await dimming(body);
      expect(response.status).toBe(422);
      expect(lamps.desk.commands).toEqual([]);
    });
  });

  it('must have no parameter that would be passed over', async () => {
    expect(await refused(await turn(command('k', on), `${SWITCH}?dry-run=true`))).toBe(
      '400 There is no parameter "dry-run"',
    );
  });

  it('must be one that is served', async () => {
    expect(await refused(await turn(command('k', on), '/lights'))).toBe('404 Nothing is served here');
    expect(await refused(await turn(command('k', on), '/lamps/%E0%A4%A/switch'))).toMatch(/^400 /);
  });

  it('must be used with a method that it knows', async () => {
    const response = await lamps.as('tier1-agent', 'DELETE', '/lamps');
    expect(response.headers.get('allow')).toBe('POST, GET, HEAD');
    expect(await refused(response)).toBe('405 Use POST or GET or HEAD here');
  });
});
