import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { mkdtemp, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createRemoteJWKSet, decodeJwt, jwtVerify } from 'jose';
import { startIssuer, type RunningIssuer } from './issuer.js';

const roles = ['supervisor', 'store-clerk'];

describe('the development issuer', () => {
  let dir: string;
  let issuer: RunningIssuer;
  beforeEach(async () => {
    dir = await mkdtemp(join(tmpdir(), 'tierline-issuer-'));
    issuer = await startIssuer({ dir, roles });
  });
  afterEach(async () => {
    await issuer.stop();
    await rm(dir, { recursive: true });
  });

  async function verify(token: string, of: RunningIssuer = issuer) {
    const discovery = await fetch(`${of.url}/.well-known/openid-configuration`);
    const { jwks_uri } = (await discovery.json()) as { jwks_uri: string };
    return jwtVerify(token, createRemoteJWKSet(new URL(jwks_uri)), { issuer: of.url, audience: 'tierline' });
  }
  async function post(form: Record<string, string>) {
    return fetch(`${issuer.url}/token`, { method: 'POST', body: new URLSearchParams(form) });
  }

  it('gives tokens that its published keys verify, with the claims that were asked for', async () => {
    const query = 'role=store-clerk&sub=ada&employer=contractor&site=leipzig&client_id=till&lifetime=60';
    const response = await fetch(`${issuer.url}/token?${query}`);
    const { access_token, token_type, expires_in } = (await response.json()) as Record<string, string | number>;
    const { payload, protectedHeader } = await verify(String(access_token));
    expect([token_type, expires_in, protectedHeader.alg]).toEqual(['Bearer', 60, 'ES256']);
    expect(payload).toMatchObject({
      ...{ iss: issuer.url, aud: 'tierline', sub: 'ada', client_id: 'till' },
      ...{ roles: ['store-clerk'], employer: 'contractor', site: 'leipzig' },
    });
    expect((payload.exp ?? 0) - (payload.iat ?? 0)).toBe(60);
  });

  it('gives the same by client credentials, and nothing by another grant', async () => {
    const granted = await post({ grant_type: 'client_credentials', scope: 'supervisor' });
    const { access_token } = (await granted.json()) as { access_token: string };
    expect((await verify(access_token)).payload).toMatchObject({ sub: 'supervisor', roles: ['supervisor'] });
    const refused = await post({ grant_type: 'password', role: 'supervisor' });
    expect([refused.status, await refused.json()]).toMatchObject([400, { error: 'unsupported_grant_type' }]);
  });

  it.each([
    [{ role: 'emperor' }, 'role must be one of supervisor, store-clerk'],
    [{}, 'role must be one of supervisor, store-clerk'],
    [{ role: 'supervisor', sub: 'two words' }, 'sub must be 1 to 128 printable characters without a space'],
    [{ role: 'supervisor', lifetime: '0' }, 'lifetime must be a whole number of seconds from 1 to 2592000'],
    [{ role: 'supervisor', lifetime: 'long' }, 'lifetime must be a whole number of seconds from 1 to 2592000'],
  ])('refuses %j, parameter and reason named', async (query, reason) => {
    const response = await fetch(`${issuer.url}/token?${new URLSearchParams(query).toString()}`);
    expect(response.status).toBe(400);
    expect(await response.json()).toEqual({ error: 'invalid_request', error_description: reason });
  });

  it('refuses a form that is too long, another method and another path', async () => {
    expect((await post({ grant_type: 'x'.repeat(10_000) })).status).toBe(413);
    expect((await fetch(`${issuer.url}/token`, { method: 'DELETE' })).status).toBe(405);
    expect((await fetch(`${issuer.url}/admin`)).status).toBe(404);
  });

  it("does not verify another issuer's tokens", async () => {
    const otherDir = join(dir, 'other');
    const other = await startIssuer({ dir: otherDir, roles });
    const foreign = await other.token({ role: 'supervisor' });
    await expect(verify(foreign)).rejects.toThrow();
    await expect(verify(foreign, other)).resolves.toBeDefined();
    await other.stop();
  });

  it('keeps its key, so that a token is good after a restart on the same port', async () => {
    const token = await issuer.token({ role: 'supervisor' });
    await issuer.stop();
    issuer = await startIssuer({ dir, roles, port: Number(new URL(issuer.url).port) });
    await expect(verify(token)).resolves.toBeDefined();
    expect((await stat(join(dir, 'signing-key.json'))).mode & 0o777).toBe(0o600);
  });

  it('says what to do about a key file that it cannot read', async () => {
    const broken = join(dir, 'broken');
    await startIssuer({ dir: broken, roles }).then((other) => other.stop());
    await writeFile(join(broken, 'signing-key.json'), '{');
    await expect(startIssuer({ dir: broken, roles })).rejects.toThrow('remove it to have a new one made');
  });

  it('is reached on loopback only, and expires its tokens', async () => {
    expect(new URL(issuer.url).hostname).toBe('127.0.0.1');
    const { exp = 0 } = decodeJwt(await issuer.token({ role: 'supervisor' }));
    expect(exp).toBeLessThanOrEqual(Math.floor(Date.now() / 1000) + 8 * 3600);
  });

  it('refuses to run in production', async () => {
    await expect(startIssuer({ dir, roles, env: { NODE_ENV: 'production' } })).rejects.toThrow(
      'identity: the development issuer gives a token to anybody and refuses to run in production',
    );
  });

  it('refuses a port that is in use', async () => {
    const port = Number(new URL(issuer.url).port);
    await expect(startIssuer({ dir, roles, port })).rejects.toThrow(`port ${String(port)} on 127.0.0.1 is in use`);
  });
});
