import { hash } from 'node:crypto';
import { Recent } from '@tierline/kernel';
import { errors, jwtVerify } from 'jose';
import { DependencyUnavailable } from '../door/dependency-unavailable.js';
import { callerOf, UnusableClaims, type Caller } from './caller.js';
import { discoverKeys, type IssuerKeys } from './issuer-keys.js';

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
const MILLISECONDS = 1000;
/** How many tokens are remembered: those that came last. */
const MOST_TOKENS = 10_000;
const DEPENDENCY = 'the identity provider';

/** What a token said when it was verified, how long it may say so, and by which keys. */
interface Verified {
  readonly caller: Caller;
  /** In milliseconds since 1970. */
  readonly expires: number;
  readonly keys: number;
}

/**
 * Verifies tokens of one OpenID Connect issuer.
 *
 * A token's signature is checked once, and not for each request. It is remembered by its hash, and taken from memory only where
 * verifying it anew would end alike: the same to the last byte, before it expires, while the issuer's keys are those
 * that it was verified with. So a key that the issuer withdraws lets nobody in for longer than it would without the memory.
 */
export function oidcVerifier({ issuer, audience }: IssuerOptions): Verify {
  let keys: Promise<IssuerKeys> | undefined;
  const verified = new Recent<string, Verified>(MOST_TOKENS);
  const keysOfIssuer = async (): Promise<IssuerKeys> => {
    keys ??= discoverKeys(issuer);
    try {
      return await keys;
    } catch (error) {
      keys = undefined;
      throw unavailable(error);
    }
  };
  const claimsOf = async (token: string, { keyOf }: IssuerKeys) => {
    const options = { issuer, audience, algorithms: ALGORITHMS, clockTolerance: CLOCK_TOLERANCE };
    try {
      const { payload } = await jwtVerify(token, keyOf, { ...options, requiredClaims: ['exp', 'sub'] });
      return { caller: callerOf(payload), expires: (payload.exp ?? 0) * MILLISECONDS };
    } catch (error) {
      throw isOfTheToken(error) ? new InvalidToken(reasonOf(error), { cause: error }) : unavailable(error);
    }
  };
  return async (token) => {
    const issued = await keysOfIssuer();
    const before = issued.inUse();
    const name = hash('sha256', token, 'base64url');
    const known = verified.get(name);
    if (known && known.keys === before && Date.now() < known.expires) return known.caller;
    const claims = await claimsOf(token, issued);
    // Keys that were fetched meanwhile may not be those that it was verified with.
    if (before !== undefined && issued.inUse() === before) verified.set(name, { ...claims, keys: before });
    return claims.caller;
  };
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
