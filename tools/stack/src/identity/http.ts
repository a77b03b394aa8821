import type { IncomingMessage, ServerResponse } from 'node:http';
import { DEFAULT_LIFETIME, TokenRefused, type TokenRequest } from './tokens.js';

const LONGEST_BODY = 8_192;

/** What the issuer's HTTP door needs: its documents, and how to get a token. */
export interface IssuerRoutes {
  readonly documents: Readonly<Record<string, object>>;
  readonly token: (request: TokenRequest) => Promise<string>;
}

/** Answers one request: the documents by GET, tokens at /token by GET (query) or POST (form, client credentials). */
export async function answer(routes: IssuerRoutes, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const { pathname, searchParams } = new URL(request.url ?? '/', 'http://issuer');
  const document = routes.documents[pathname];
  if (document && request.method === 'GET') send(response, 200, document);
  else if (pathname !== '/token') send(response, 404, { error: 'not_found' });
  else if (request.method === 'GET') await sendToken(routes, response, searchParams);
  else if (request.method === 'POST') await answerForm(routes, request, response);
  else send(response, 405, { error: 'method_not_allowed' });
}

async function answerForm(routes: IssuerRoutes, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const form = await readForm(request);
  if (!form) send(response, 413, refusal('invalid_request', 'the form is too long'));
  else if (form.get('grant_type') === 'client_credentials') await sendToken(routes, response, form);
  else send(response, 400, refusal('unsupported_grant_type', 'grant_type must be client_credentials'));
}

async function sendToken(routes: IssuerRoutes, response: ServerResponse, parameters: URLSearchParams): Promise<void> {
  const request = tokenRequest(parameters);
  try {
    const token = await routes.token(request);
    const lifetime = request.lifetime ?? DEFAULT_LIFETIME;
    send(response, 200, { access_token: token, token_type: 'Bearer', expires_in: lifetime });
  } catch (error) {
    if (!(error instanceof TokenRefused)) throw error;
    send(response, 400, refusal('invalid_request', error.message));
  }
}

function tokenRequest(parameters: URLSearchParams): TokenRequest {
  const given = (field: string, name: string) => {
    const value = parameters.get(name);
    return value === null ? {} : { [field]: value };
  };
  const lifetime = parameters.get('lifetime');
  return {
    role: parameters.get('role') ?? parameters.get('scope') ?? '',
    ...given('sub', 'sub'),
    ...given('employer', 'employer'),
    ...given('site', 'site'),
    ...given('clientId', 'client_id'),
    ...(lifetime !== null && { lifetime: Number(lifetime) }),
  };
}

async function readForm(request: IncomingMessage): Promise<URLSearchParams | undefined> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > LONGEST_BODY) return undefined;
    chunks.push(chunk);
  }
  return new URLSearchParams(Buffer.concat(chunks).toString('utf8'));
}

const refusal = (error: string, description: string) => ({ error, error_description: description });

function send(response: ServerResponse, status: number, body: object): void {
  response.writeHead(status, { 'content-type': 'application/json', 'cache-control': 'no-store' });
  response.end(JSON.stringify(body));
}
