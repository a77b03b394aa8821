import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { requirePortFree } from '@tierline/kafka-dev';
import { StackError } from '../stack-error.js';
import { answer } from './http.js';
import { loadSigningKey } from './keys.js';
import { checkTokenRequest, signToken, type TokenRequest } from './tokens.js';

const HOST = '127.0.0.1';
const PORT_GRACE_MS = 2_000;

/** What the development issuer takes; `env` is where NODE_ENV is read (default: this process's). */
export interface IssuerOptions {
  readonly dir: string;
  readonly port?: number;
  readonly roles: readonly string[];
  readonly audience?: string;
  readonly env?: NodeJS.ProcessEnv;
}

/** A running issuer. `token` gives what /token gives; throws `TokenRefused`. */
export interface RunningIssuer {
  readonly url: string;
  readonly token: (request: TokenRequest) => Promise<string>;
  readonly stop: () => Promise<void>;
}

/**
 * Starts an OpenID Connect issuer for development: discovery, keys, and a token for whoever asks at /token, with any of
 * the given roles. That makes it no protection at all, so it listens on loopback only and refuses to start in
 * production (`StackError`). Its key is kept in `dir`.
 */
export async function startIssuer(options: IssuerOptions): Promise<RunningIssuer> {
  const { dir, port = 0, roles, audience = 'tierline', env = process.env } = options;
  if (env['NODE_ENV'] === 'production') {
    throw new StackError(
      'identity',
      'the development issuer gives a token to anybody and refuses to run in production',
    );
  }
  if (port !== 0) await requirePortFree(port, PORT_GRACE_MS);
  const key = await loadSigningKey(dir);
  const server = createServer();
  server.listen(port, HOST);
  await once(server, 'listening');
  const url = `http://${HOST}:${String((server.address() as AddressInfo).port)}`;
  const token = async (request: TokenRequest) => {
    checkTokenRequest(request, roles);
    return signToken(key, url, audience, request);
  };
  const documents = {
    '/.well-known/openid-configuration': discovery(url, roles),
    '/jwks': { keys: [key.publicJwk] },
  };
  server.on('request', (request, response) => {
    answer({ documents, token }, request, response).catch((error: unknown) => {
      console.error(`identity: ${request.method ?? ''} ${request.url ?? ''} failed`, error);
      response.destroy();
    });
  });
  return {
    url,
    token,
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

const discovery = (url: string, roles: readonly string[]) => ({
  issuer: url,
  jwks_uri: `${url}/jwks`,
  token_endpoint: `${url}/token`,
  grant_types_supported: ['client_credentials'],
  response_types_supported: ['token'],
  subject_types_supported: ['public'],
  id_token_signing_alg_values_supported: ['ES256'],
  scopes_supported: roles,
  claims_supported: ['iss', 'aud', 'sub', 'iat', 'exp', 'client_id', 'roles', 'employer', 'site'],
});
