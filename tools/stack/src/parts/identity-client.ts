import type { TokenRequest } from '../identity/tokens.js';
import { StackError } from '../stack-error.js';

/** Gets a token from a development issuer by client credentials. Throws `StackError` with its reason when it refuses. */
export async function tokenFrom(issuerUrl: string, request: TokenRequest): Promise<string> {
  if (issuerUrl === '') throw new StackError('identity', 'there is no issuer in this stack: add the part identity');
  const { role, sub, employer, site, clientId, lifetime } = request;
  const form = new URLSearchParams({
    ...{ grant_type: 'client_credentials', role },
    ...(sub !== undefined && { sub }),
    ...(employer !== undefined && { employer }),
    ...(site !== undefined && { site }),
    ...(clientId !== undefined && { client_id: clientId }),
    ...(lifetime !== undefined && { lifetime: String(lifetime) }),
  });
  const response = await fetch(`${issuerUrl}/token`, { method: 'POST', body: form });
  const answer = (await response.json()) as { access_token?: string; error_description?: string };
  if (answer.access_token !== undefined) return answer.access_token;
  throw new StackError('identity', answer.error_description ?? `the issuer answers ${String(response.status)}`);
}
