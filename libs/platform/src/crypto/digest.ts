import { hash } from 'node:crypto';
import type { Digest } from '@tierline/kernel';
import { canonicalJson } from './canonical-json.js';
import { uuidV5 } from './uuid.js';

/** The namespace of every UUIDv5 that the project derives. It must never change: ids of commands and events rest on it. */
const NAMESPACE = 'b7e0a4f2-3c56-5d0e-9a41-6f2d1c8e7b90';

const uuid = uuidV5(NAMESPACE);

/** Derives a UUID from a value: equal JSON values, equal UUIDs. */
export const uuidOf = (value: unknown): string => uuid(canonicalJson(value));

/** RFC 8785, SHA-256 and UUIDv5. */
export const digest: Digest = {
  hash: (value) => hash('sha256', canonicalJson(value), 'hex'),
  uuid: uuidOf,
};
