import { createRemoteJWKSet, jwksCache, type ExportedJWKSCache, type JWTVerifyGetKey } from 'jose';

/** The keys of an issuer. They are fetched when the first token comes, when a token names another one, and when they are old. */
export interface IssuerKeys {
  readonly keyOf: JWTVerifyGetKey;
  /** Which fetch of them a token would be verified with now; nothing when they would have to be fetched first. */
  readonly inUse: () => number | undefined;
}

const TIMEOUT = 5_000;
/** How long a key that the issuer has withdrawn is trusted at most, in milliseconds. */
const MAX_AGE = 600_000;

/**
 * Finds an issuer's keys by its discovery document.
 *
 * @param issuer its URL, exactly as the document must name it
 * @throws {Error} when the document cannot be had, or is not one of this issuer
 */
export async function discoverKeys(issuer: string): Promise<IssuerKeys> {
  const url = `${issuer.replace(/\/$/, '')}/.well-known/openid-configuration`;
  const response = await fetch(url, { redirect: 'error', signal: AbortSignal.timeout(TIMEOUT) });
  if (!response.ok) throw new Error(`${url} answers ${String(response.status)}`);
  const configuration = (await response.json()) as { issuer?: unknown; jwks_uri?: unknown } | null;
  if (configuration?.issuer !== issuer) throw new Error(`${url} is the configuration of another issuer`);
  if (typeof configuration.jwks_uri !== 'string') throw new Error(`${url} names no jwks_uri`);
  // jose notes here what it has fetched, and when.
  const fetched: Partial<ExportedJWKSCache> = {};
  const options = { timeoutDuration: TIMEOUT, cacheMaxAge: MAX_AGE, [jwksCache]: fetched as Record<string, never> };
  const keyOf = createRemoteJWKSet(new URL(configuration.jwks_uri), options);
  return { keyOf, inUse: () => (keyOf.fresh ? fetched.uat : undefined) };
}
