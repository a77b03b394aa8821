import type { IncomingMessage } from 'node:http';
import { repeatedName } from '../door/repeated-name.js';
import { ProblemError } from './problem.js';

/** How large a body may be. */
export interface BodyLimits {
  /** In bytes. */
  readonly size: number;
  /** How deep objects and lists may stand in one another. */
  readonly depth: number;
}

/** Enough for every message of the contracts. */
export const bodyLimits: BodyLimits = { size: 256 * 1024, depth: 16 };

// RFC 8259 defines no parameter; the one that clients send says what it must be anyway.
const JSON_TYPE = /^application\/json(?:\s*;\s*charset\s*=\s*(?:"utf-8"|utf-8))?\s*$/i;

/**
 * Reads the JSON body of a request.
 *
 * @returns what the body says, of whatever type
 * @throws {ProblemError} unsupported-media-type, body-too-large or malformed-request
 */
export async function readJson(request: IncomingMessage, limits: BodyLimits = bodyLimits): Promise<unknown> {
  const { 'content-type': type, 'content-encoding': encoding = 'identity', 'content-length': length } = request.headers;
  if (length === '0' || (length === undefined && request.headers['transfer-encoding'] === undefined)) {
    throw new ProblemError('malformed-request', 'The body is missing: send a JSON object');
  }
  if (type === undefined || !JSON_TYPE.test(type)) {
    throw new ProblemError('unsupported-media-type', 'Send the body with Content-Type: application/json');
  }
  if (encoding.toLowerCase() !== 'identity') {
    throw new ProblemError('unsupported-media-type', 'Send the body without a Content-Encoding');
  }
  const body = parse(await readBytes(request, Number(length ?? 0), limits.size));
  checkNesting(body, limits.depth);
  return body;
}

async function readBytes(request: IncomingMessage, announced: number, most: number): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let size = announced;
  const checkSize = () => {
    // Whoever sends too much would go on sending: the connection ends with the answer.
    const options = { headers: { Connection: 'close' } };
    if (size > most)
      throw new ProblemError('body-too-large', `The body must not exceed ${String(most)} bytes`, options);
  };
  checkSize();
  size = 0;
  try {
    for await (const chunk of request.iterator({ destroyOnReturn: false }) as AsyncIterable<Buffer>) {
      size += chunk.length;
      checkSize();
      chunks.push(chunk);
    }
  } catch (cause) {
    if (cause instanceof ProblemError) throw cause;
    throw new ProblemError('malformed-request', 'The body ended before its end', { cause });
  }
  return Buffer.concat(chunks);
}

function parse(bytes: Buffer): unknown {
  let [text, body]: [string, unknown] = ['', undefined];
  try {
    text = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
    body = JSON.parse(text);
  } catch (cause) {
    throw new ProblemError('malformed-request', 'The body is not JSON in UTF-8', { cause });
  }
  // The name is not told: it is text of whoever sent it.
  if (repeatedName(text) !== undefined)
    throw new ProblemError('malformed-request', 'An object of the body has a field twice');
  return body;
}

function checkNesting(value: unknown, depth: number): void {
  if (typeof value !== 'object' || value === null) return;
  if (depth === 0) throw new ProblemError('malformed-request', 'The body is nested too deep');
  for (const child of Object.values(value)) checkNesting(child, depth - 1);
}
