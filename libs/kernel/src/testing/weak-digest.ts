import type { Digest } from '../ports.js';

/** A digest for specs: equal values, equal digests. It keeps nobody from forging anything. */
export const weakDigest: Digest = {
  hash: (value) => fnv1a(JSON.stringify(value)),
  uuid: (value) => `u${fnv1a(JSON.stringify(value))}`,
};

const FNV_OFFSET = 0xcbf29ce484222325n;
const FNV_PRIME = 0x100000001b3n;

const fnv1a = (text: string): string =>
  Array.from(text)
    .reduce((hash, letter) => BigInt.asUintN(64, (hash ^ BigInt(letter.codePointAt(0) ?? 0)) * FNV_PRIME), FNV_OFFSET)
    .toString(16);
