import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { generateKeyPair, SignJWT } from 'jose';
import { AUDIENCE, startTestIssuer, type Claims } from './testing/issuer.js';
import { command, problemIn, startLampApp, type LampApp } from './testing/lamp-app.js';

const lamp = { socket: 's-1', place: 'hall' };
const now = () => Math.floor(Date.now() / 1000);

let lamps: LampApp;
beforeAll(async () => {
  lamps = await startLampApp();
});
afterAll(() => lamps.stop());
beforeEach(() => {
  lamps.desk.commands.length = 0;
});

const sendWith = (authorization?: string) =>
  lamps.as(
    undefined,
    'POST',
    '/lamps',
    command('k', lamp, authorization === undefined ? {} : { Authorization: authorization }),
  );
const sendAs = async (claims: Claims, kid?: string) =>
  sendWith(
    `Bearer ${await lamps.issuer.token({ roles: ['tier1-agent'], ...claims }, kid === undefined ? {} : { kid })}`,
  );

async function unauthenticated(response: Response): Promise<string> {
  expect(lamps.desk.commands).toEqual([]);
  expect(await problemIn(response)).toMatchObject({ status: 401, type: 'urn:tierline:problem:unauthenticated' });
  return response.headers.get('www-authenticate') ?? '';
}

describe('a token', () => {
  it('lets its caller act, as the claims say and not the body', async () => {
    const claims = {
      sub: 'bo',
      client_id: 'till',
      roles: ['store-clerk', 'unknown'],
      employer: 'acme',
      site: 'mall-3',
    };
    expect((await sendAs(claims)).status).toBe(201);
    expect(lamps.desk.commands[0]?.actor).toEqual({
      id: 'bo',
      role: 'store-clerk',
      channel: 'store',
      employer: 'acme',
      site: 'mall-3',
    });
  });

  it('of several roles acts in the first one that the route names', async () => {
    await sendAs({ roles: ['tier1-agent', 'supervisor', 'store-clerk'] });
    expect(lamps.desk.commands[0]?.actor).toMatchObject({ role: 'store-clerk', channel: 'store' });
  });

  it('is needed', async () => {
    expect(await unauthenticated(await sendWith())).toBe('Bearer realm="tierline"');
  });

  it.each(['Basic YTpi', 'Bearer', 'Bearer a b', 'Bearer not.a.token'])('is needed, and not %s', async (header) => {
    expect(await unauthenticated(await sendWith(header))).toContain('error="invalid_token"');
  });

  it.each<[string, Claims, string]>([
    ['has expired', { exp: now() - 60 }, 'the token has expired'],
    ['is not valid yet', { nbf: now() + 60 }, 'claim nbf is not what it must be'],
    ['never expires', { exp: undefined }, 'claim exp is not what it must be'],
    ['is for another audience', { aud: 'another' }, 'claim aud is not what it must be'],
    ['names another issuer', { iss: 'https://another.example' }, 'claim iss is not what it must be'],
    ['names nobody', { sub: undefined }, 'claim sub is not what it must be'],
    ['names somebody who could not be kept', { sub: 'a b' }, 'claim sub must be 1 to 128'],
    ['has roles that are no list', { roles: 'tier1-agent' }, 'claim roles must be a list'],
    ['has a site that is no word', { site: 7 }, 'claim site must be 1 to 128'],
  ])('is refused when it %s', async (_, claims, reason) => {
    expect(await unauthenticated(await sendAs(claims))).toContain(reason);
  });

  it('is refused when somebody else has signed it, or a key that the issuer does not have', async () => {
    const { privateKey } = await generateKeyPair('ES256');
    const claims = { iss: lamps.issuer.url, aud: AUDIENCE, sub: 'ada', exp: now() + 60, roles: ['tier1-agent'] };
    const forged = await new SignJWT(claims).setProtectedHeader({ alg: 'ES256', kid: 'k1' }).sign(privateKey);
    expect(await unauthenticated(await sendWith(`Bearer ${forged}`))).toContain('not one of our issuer');
    expect(await unauthenticated(await sendAs({}, 'k2'))).toContain('not one of our issuer');
  });

  it('is refused when it is not signed, or with a secret that both sides would have to know', async () => {
    const claims = { iss: lamps.issuer.url, aud: AUDIENCE, sub: 'ada', exp: now() + 60, roles: ['tier1-agent'] };
    const secret = new TextEncoder().encode('0123456789abcdef0123456789abcdef');
    const shared = await new SignJWT(claims).setProtectedHeader({ alg: 'HS256', kid: 'k1' }).sign(secret);
    const encode = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');
    const unsigned = `${encode({ alg: 'none' })}.${encode(claims)}.`;
    for (const token of [shared, unsigned]) await unauthenticated(await sendWith(`Bearer ${token}`));
  });
});

describe('a role', () => {
  it('that the route does not name is refused, before anything of the body is read', async () => {
    const response = await lamps.as('supervisor', 'POST', '/lamps', command('k', '{"not": "JSON'));
    expect(response.headers.get('www-authenticate')).toContain('insufficient_scope');
    expect(await problemIn(response)).toMatchObject({
      status: 403,
      detail: 'This needs one of the roles store-clerk, tier1-agent',
    });
    expect(lamps.desk.commands).toEqual([]);
  });

  it('is needed: a token without any is refused', async () => {
    for (const roles of [undefined, [], ['unknown']]) expect((await sendAs({ roles })).status).toBe(403);
  });
});

describe('an issuer', () => {
  it.each([
    [
      'does not answer',
      async () => {
        const gone = await startTestIssuer();
        await gone.stop();
        return gone;
      },
    ],
    ['names another issuer in its configuration', () => startTestIssuer('https://another.example')],
  ])('that %s makes the service unavailable, and nobody unauthenticated', async (_, start) => {
    const issuer = await start();
    const { oidcVerifier } = await import('./oidc.js');
    const other = await startLampApp({ verify: oidcVerifier({ issuer: issuer.url, audience: AUDIENCE }) });
    const response = await other.as('tier1-agent', 'POST', '/lamps', command('k', lamp));
    expect(response.headers.get('retry-after')).toBe('1');
    expect(await problemIn(response)).toMatchObject({ status: 503 });
    await other.stop();
    await issuer.stop().catch((error: unknown) => {
      expect(error).toMatchObject({ code: 'ERR_SERVER_NOT_RUNNING' });
    });
  });
});
