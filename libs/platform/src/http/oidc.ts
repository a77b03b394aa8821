import { createRemoteJWKSet, errors, jwtVerify, type JWTVerifyGetKey } from 'jose';
import { DependencyUnavailable } from '../door/dependency-unavailable.js';
import { callerOf, UnusableClaims, type Caller } from './caller.js';

/** A token that proves nothing. The reason may be told to whoever sent it. */
export class InvalidToken extends Error {
  override readonly name = 'InvalidToken';
}

/**
 * Finds out whom a bearer token speaks for.
 *
 * @throws {InvalidToken} when it is not valid, not for us, or no longer
 * @throws {DependencyUnavailable} when the issuer's keys cannot be had
 */
export type Verify = (token: string) => Promise<Caller>;

/** Whose tokens are taken. */
export interface IssuerOptions {
  /** The issuer's URL, exactly as its tokens and its discovery document name it. */
  readonly issuer: string;
  /** Which audience a token must be for. */
  readonly audience: string;
}

// Signatures that anybody can check and only the issuer can make: never `none`, never a shared secret.
const ALGORITHMS = ['ES256', 'RS256', 'PS256', 'EdDSA'];
const CLOCK_TOLERANCE = 5;
const TIMEOUT = 5_000;
const DEPENDENCY = 'the identity provider';

/** Verifies tokens of one OpenID Connect issuer. Its keys are fetched when the first token comes, and when they change. */
export function oidcVerifier({ issuer, audience }: IssuerOptions): Verify {
  let keys: Promise<JWTVerifyGetKey> | undefined;
  const keysOfIssuer = async (): Promise<JWTVerifyGetKey> => {
    keys ??= discoverKeys(issuer);
    try {
      return await keys;
    } catch (error) {
      keys = undefined;
      throw error;
    }
  };
  return async (token) => {
    const getKey = await keysOfIssuer();
    const options = { issuer, audience, algorithms: ALGORITHMS, clockTolerance: CLOCK_TOLERANCE };
    try {
      const { payload } = await jwtVerify(token, getKey, { ...options, requiredClaims: ['exp', 'sub'] });
      return callerOf(payload);
    } catch (error) {
      throw isOfTheToken(error) ? new InvalidToken(reasonOf(error), { cause: error }) : unavailable(error);
    }
  };
}

async function discoverKeys(issuer: string): Promise<JWTVerifyGetKey> {
  const url = `${issuer.replace(/\/$/, '')}/.well-known/openid-configuration`;
  try {
    const response = await fetch(url, { redirect: 'error', signal: AbortSignal.timeout(TIMEOUT) });
    if (!response.ok) throw new Error(`${url} answers ${String(response.status)}`);
    const configuration = (await response.json()) as { issuer?: unknown; jwks_uri?: unknown } | null;
    if (configuration?.issuer !== issuer) throw new Error(`${url} is the configuration of another issuer`);
    if (typeof configuration.jwks_uri !== 'string') throw new Error(`${url} names no jwks_uri`);
    return createRemoteJWKSet(new URL(configuration.jwks_uri), { timeoutDuration: TIMEOUT });
  } catch (cause) {
    throw unavailable(cause);
  }
}

const unavailable = (cause: unknown) => new DependencyUnavailable(DEPENDENCY, { cause });

/** Whether the token is to blame; if not, its issuer's keys could not be read. */
const isOfTheToken = (error: unknown): error is Error =>
  error instanceof UnusableClaims ||
  error instanceof errors.JWTExpired ||
  error instanceof errors.JWTClaimValidationFailed ||
  error instanceof errors.JWTInvalid ||
  error instanceof errors.JWSInvalid ||
  error instanceof errors.JWSSignatureVerificationFailed ||
  error instanceof errors.JOSEAlgNotAllowed ||
  error instanceof errors.JOSENotSupported ||
  error instanceof errors.JWKSNoMatchingKey ||
  error instanceof errors.JWKSMultipleMatchingKeys;

function reasonOf(error: Error): string {
  if (error instanceof errors.JWTExpired) return 'the token has expired';
  if (error instanceof errors.JWTClaimValidationFailed) return `claim ${error.claim} is not what it must be`;
  if (error instanceof UnusableClaims) return error.message;
  return 'the token is not one of our issuer';
}
