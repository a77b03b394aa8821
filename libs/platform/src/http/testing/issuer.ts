import { randomUUID } from 'node:crypto';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { exportJWK, generateKeyPair, SignJWT } from 'jose';

/** What a token says. */
export type Claims = Readonly<Record<string, unknown>>;

/** An issuer for specs, on a port of its own, with keys that nobody else has. */
export interface TestIssuer {
  readonly url: string;
  /** A token that is right, unless `claims` or `header` make it wrong; a claim of `undefined` is left out. */
  token(claims?: Claims, header?: { readonly kid?: string }): Promise<string>;
  /** Withdraws its key, and signs with a new one. */
  rotate(): Promise<void>;
  stop(): Promise<void>;
}

/** The audience of the issuer's tokens. */
export const AUDIENCE = 'tierline';

const HOUR = 3600;

/** Starts an issuer. `named` makes its discovery document name another issuer. */
export async function startTestIssuer(named?: string): Promise<TestIssuer> {
  let key = await newKey('k1');
  const documents: Record<string, () => object> = {
    '/.well-known/openid-configuration': () => ({ issuer: named ?? url, jwks_uri: `${url}/jwks` }),
    '/jwks': () => ({ keys: [key.jwk] }),
  };
  const server = createServer((request, response) => {
    const document = documents[request.url ?? '']?.();
    response
      .writeHead(document ? 200 : 404, { 'Content-Type': 'application/json' })
      .end(JSON.stringify(document ?? {}));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const url = `http://127.0.0.1:${String((server.address() as AddressInfo).port)}`;
  return {
    url,
    token: (claims = {}, { kid = key.jwk.kid } = {}) => {
      const now = Math.floor(Date.now() / 1000);
      const right = { iss: url, aud: AUDIENCE, sub: 'ada', client_id: 'desk', iat: now, exp: now + HOUR };
      return new SignJWT({ ...right, ...claims }).setProtectedHeader({ alg: 'ES256', kid }).sign(key.privateKey);
    },
    rotate: async () => {
      key = await newKey(randomUUID());
    },
    stop: () =>
      new Promise((resolve, reject) => {
        server.closeAllConnections();
        server.close((error) => (error ? reject(error) : resolve()));
      }),
  };
}

async function newKey(kid: string) {
  const { privateKey, publicKey } = await generateKeyPair('ES256', { extractable: true });
  return { privateKey, jwk: { ...(await exportJWK(publicKey)), kid, alg: 'ES256', use: 'sig' } };
}
