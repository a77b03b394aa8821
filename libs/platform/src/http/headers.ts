import type { IncomingMessage } from 'node:http';
import { ProblemError } from './problem.js';

/**
 * The value of a header that may come once.
 *
 * @throws {ProblemError} malformed-request, when it came more than once
 */
export function singleHeader(request: Pick<IncomingMessage, 'headersDistinct'>, name: string): string | undefined {
  const values = request.headersDistinct[name.toLowerCase()] ?? [];
  if (values.length > 1) throw new ProblemError('malformed-request', `The header ${name} came more than once`);
  return values[0];
}
