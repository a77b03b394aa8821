import { SignJWT } from 'jose';
import type { SigningKey } from './keys.js';

/** Who a token is to speak for. Lifetime in seconds. */
export interface TokenRequest {
  readonly role: string;
  readonly sub?: string;
  readonly employer?: string;
  readonly site?: string;
  readonly clientId?: string;
  readonly lifetime?: number;
}

/** A request for a token that cannot be granted; `field` is the parameter at fault. */
export class TokenRefused extends Error {
  override readonly name = 'TokenRefused';

  constructor(
    readonly field: string,
    problem: string,
  ) {
    super(`${field} ${problem}`);
  }
}

/** The lifetime of a token for which none is asked: a working day, in seconds. */
export const DEFAULT_LIFETIME = 8 * 3600;
const LONGEST_LIFETIME = 30 * 24 * 3600;
const WORD = /^[\x21-\x7e]{1,128}$/;

/** Checks a request against the known roles. Throws `TokenRefused` naming the parameter and the reason. */
export function checkTokenRequest(request: TokenRequest, roles: readonly string[]): void {
  if (!roles.includes(request.role)) throw new TokenRefused('role', `must be one of ${roles.join(', ')}`);
  for (const field of ['sub', 'employer', 'site', 'clientId'] as const) {
    const value = request[field];
    if (value === undefined || WORD.test(value)) continue;
    throw new TokenRefused(field, 'must be 1 to 128 printable characters without a space');
  }
  const { lifetime = DEFAULT_LIFETIME } = request;
  if (Number.isSafeInteger(lifetime) && lifetime >= 1 && lifetime <= LONGEST_LIFETIME) return;
  throw new TokenRefused('lifetime', `must be a whole number of seconds from 1 to ${String(LONGEST_LIFETIME)}`);
}

/** Signs a token for a request that has been checked: iss, aud, sub, iat, exp, client_id, roles, employer, site. */
export function signToken(key: SigningKey, issuer: string, audience: string, request: TokenRequest): Promise<string> {
  const { role, sub = role, employer = 'own', site = 'headquarters', clientId = 'development' } = request;
  const now = Math.floor(Date.now() / 1000);
  return new SignJWT({ client_id: clientId, roles: [role], employer, site })
    .setProtectedHeader({ alg: 'ES256', kid: key.kid, typ: 'JWT' })
    .setIssuer(issuer)
    .setAudience(audience)
    .setSubject(sub)
    .setIssuedAt(now)
    .setExpirationTime(now + (request.lifetime ?? DEFAULT_LIFETIME))
    .sign(key.privateKey);
}
