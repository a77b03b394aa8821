import { mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { calculateJwkThumbprint, exportJWK, generateKeyPair, importJWK, type CryptoKey, type JWK } from 'jose';

/** The issuer's key pair: what it signs with, and what it publishes. */
export interface SigningKey {
  readonly privateKey: CryptoKey;
  readonly publicJwk: JWK;
  readonly kid: string;
}

/**
 * Reads the ES256 key kept in `dir`, or makes one there, readable by its owner alone: tokens given out before a restart
 * are good after it. Throws when the file is there and holds no such key.
 */
export async function loadSigningKey(dir: string): Promise<SigningKey> {
  const file = join(dir, 'signing-key.json');
  await mkdir(dir, { recursive: true });
  const jwk = (await readJwk(file)) ?? (await makeJwk(file));
  const privateKey = await importJWK(jwk, 'ES256');
  if (privateKey instanceof Uint8Array || privateKey.type !== 'private')
    throw new Error(`${file} holds no private key`);
  const { kty, crv, x, y } = jwk;
  if (kty !== 'EC' || crv === undefined || x === undefined || y === undefined)
    throw new Error(`${file} holds no EC key`);
  const kid = await calculateJwkThumbprint({ kty, crv, x, y });
  return { privateKey, publicJwk: { kty, crv, x, y, kid, alg: 'ES256', use: 'sig' }, kid };
}

async function readJwk(file: string): Promise<JWK | undefined> {
  try {
    return JSON.parse(await readFile(file, 'utf8')) as JWK;
  } catch (error) {
    if (typeof error === 'object' && error !== null && 'code' in error && error.code === 'ENOENT') return undefined;
    throw new Error(`${file} cannot be read as a key: remove it to have a new one made`, { cause: error });
  }
}

async function makeJwk(file: string): Promise<JWK> {
  const { privateKey } = await generateKeyPair('ES256', { extractable: true });
  const jwk = await exportJWK(privateKey);
  const temporary = `${file}.${String(process.pid)}`;
  await writeFile(temporary, JSON.stringify(jwk), { mode: 0o600 });
  await rename(temporary, file);
  return jwk;
}
