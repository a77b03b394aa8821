import { randomUUID } from 'node:crypto';
import type { Role } from '@tierline/contracts';
import type { Desk, Reply } from './story.js';

/**
 * An agent's desktop.
 *
 * @param httpUrl of the service
 * @param token gets a bearer token for a role and a name
 */
export function desk(
  httpUrl: string,
  token: (role: Role, name: string) => Promise<string>,
  role: Role,
  name: string,
): Desk {
  const call = async (method: string, path: string, headers: Record<string, string>, body?: object): Promise<Reply> => {
    const response = await fetch(httpUrl + path, {
      method,
      headers: { authorization: `Bearer ${await token(role, name)}`, 'content-type': 'application/json', ...headers },
      ...(body && { body: JSON.stringify(body) }),
    });
    return { status: response.status, headers: response.headers, body: (await response.json()) as Reply['body'] };
  };
  return {
    post: (path, body, idempotencyKey = randomUUID()) =>
      call('POST', path, { 'idempotency-key': idempotencyKey }, body),
    get: (path) => call('GET', path, {}),
  };
}
