import { isUtf8 } from 'node:buffer';
import { repeatedName } from '../door/repeated-name.js';
import type { Violation } from '../door/validate.js';

/** How large a message may be. */
export interface MessageLimits {
  /** Of the value, in bytes. */
  readonly size: number;
  /** How deep objects and lists may stand in one another. */
  readonly depth: number;
}

/** As at the HTTP door: enough for every message of the contracts. */
export const messageLimits: MessageLimits = { size: 256 * 1024, depth: 16 };

/** What a value says, or why it says nothing. */
export type ReadValue =
  { readonly body: unknown } | { readonly reason: 'unreadable'; readonly violations: readonly Violation[] };

const fault = (constraint: string, message: string): ReadValue => ({
  reason: 'unreadable',
  violations: [{ field: '', constraint, message, received: 'bytes' }],
});

/** Reads a value as JSON in UTF-8. */
export function readJson(value: Buffer, { depth }: Pick<MessageLimits, 'depth'>): ReadValue {
  if (!isUtf8(value)) return fault('isUtf8', 'the message must be UTF-8');
  const text = value.toString('utf8');
  let body: unknown;
  try {
    body = JSON.parse(text);
  } catch {
    return fault('isJson', 'the message must be JSON');
  }
  if (isDeeperThan(body, depth)) return fault('depth', `the message must not be nested deeper than ${depth}`);
  if (repeatedName(text) !== undefined) return fault('isUnique', 'no object of the message may have a field twice');
  return { body };
}

function isDeeperThan(value: unknown, depth: number): boolean {
  if (typeof value !== 'object' || value === null) return false;
  return depth === 0 || Object.values(value).some((child) => isDeeperThan(child, depth - 1));
}
