import type { Reading } from '../core/reading.js';
import type { ReadRequest } from './read-request.js';
import { withStructuredIds } from './structured-ids.js';

/** Makes the function that turns an ordinal into the response which the request asks for. */
export function eventResponses(request: ReadRequest, reading: Reading): (ordinal: number) => Buffer {
  const { resolveLinks, structuredIds } = request;
  const plain = (ordinal: number): Buffer => reading.response(ordinal, resolveLinks);
  return structuredIds ? (ordinal) => withStructuredIds(plain(ordinal)) : plain;
}
