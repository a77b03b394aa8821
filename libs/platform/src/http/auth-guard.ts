import type { CanActivate, ExecutionContext } from '@nestjs/common';
import { actorOf } from './caller.js';
import { singleHeader } from './headers.js';
import { InvalidToken, type Verify } from './oidc.js';
import { ProblemError } from './problem.js';
import type { TakeRequest } from './rate-limit.js';
import { contextOf, type HttpRequest } from './request-context.js';
import { rolesOf } from './routes.js';

// RFC 6750, section 2.1.
const BEARER = /^Bearer +([\w.~+/-]+=*)$/i;

/**
 * Lets a request through to its handler when its token carries a role that the route was declared for.
 *
 * Whoever has no valid token is counted by address, everybody else as the client that they are.
 */
export const authGuard = (verify: Verify, take: TakeRequest): CanActivate => ({
  canActivate: async (execution: ExecutionContext) => {
    const request = execution.switchToHttp().getRequest<HttpRequest>();
    const context = contextOf(request);
    const spend = (who: string) => {
      const seconds = take(who);
      if (seconds === 0) return;
      const headers = { 'Retry-After': String(seconds) };
      throw new ProblemError('too-many-requests', `Come again in ${String(seconds)} s`, { headers });
    };
    try {
      context.caller = await verify(bearerToken(request));
    } catch (error) {
      if (!(error instanceof InvalidToken)) throw error;
      spend(`address ${request.socket.remoteAddress ?? ''}`);
      throw unauthenticated(error);
    }
    spend(`client ${context.caller.client} ${context.caller.subject}`);
    const roles = rolesOf(execution.getHandler());
    context.actor = actorOf(context.caller, roles);
    if (context.actor) return true;
    const headers = { 'WWW-Authenticate': 'Bearer realm="tierline", error="insufficient_scope"' };
    throw new ProblemError('forbidden', `This needs one of the roles ${roles.join(', ')}`, { headers });
  },
});

/** Nobody has sent a token at all, which RFC 6750 answers without an error code. */
class MissingToken extends InvalidToken {}

function bearerToken(request: HttpRequest): string {
  const header = singleHeader(request, 'Authorization');
  if (header === undefined) throw new MissingToken('there is no token');
  const token = BEARER.exec(header)?.[1];
  if (token === undefined) throw new InvalidToken('the header Authorization is not `Bearer <token>`');
  return token;
}

function unauthenticated(error: InvalidToken): ProblemError {
  const description = `error="invalid_token", error_description="${error.message}"`;
  const challenge = ['Bearer realm="tierline"', ...(error instanceof MissingToken ? [] : [description])].join(', ');
  const headers = { 'WWW-Authenticate': challenge };
  return new ProblemError('unauthenticated', `Send Authorization: Bearer <token>; ${error.message}`, {
    headers,
    cause: error,
  });
}
