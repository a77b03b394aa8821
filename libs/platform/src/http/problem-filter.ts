import { randomUUID } from 'node:crypto';
import { Catch, type ArgumentsHost, type ExceptionFilter } from '@nestjs/common';
import type { ServerResponse } from 'node:http';
import type { Log } from '../log.js';
import { problemOf } from './problem-of.js';
import { PROBLEM_JSON, problemDocument, ProblemError } from './problem.js';
import { findContext, type HttpRequest } from './request-context.js';
import { pathOf } from './route-guard.js';

/** The methods that are served at a path; none for a path that nothing is served at. */
export type MethodsAt = (path: string) => readonly string[];

/** Answers every error of a request with a problem. What was not expected is logged, and not told. */
@Catch()
export class ProblemFilter implements ExceptionFilter {
  constructor(
    private readonly log: Log,
    private readonly methodsAt: MethodsAt,
  ) {}

  catch(error: unknown, host: ArgumentsHost): void {
    const request = host.switchToHttp().getRequest<HttpRequest>();
    const response = host.switchToHttp().getResponse<ServerResponse>();
    const path = pathOf(request);
    const problem = this.wrongMethod(request, path) ?? problemOf(error);
    const { correlationId = randomUUID(), traceparent } = findContext(request) ?? {};
    this.note(problem, error, { correlationId, traceparent, method: request.method, route: request.route?.path });
    if (response.headersSent) {
      response.destroy();
      return;
    }
    const document = problemDocument(problem, path, correlationId);
    response.statusCode = problem.status;
    for (const [name, value] of Object.entries(problem.headers)) response.setHeader(name, value);
    response.setHeader('Content-Type', PROBLEM_JSON);
    response.end(JSON.stringify(document));
  }

  /** A path that is served, but not to this method: Nest calls that not found. */
  private wrongMethod(request: HttpRequest, path: string): ProblemError | undefined {
    if (request.route) return undefined;
    const methods = this.methodsAt(path);
    if (methods.length === 0 || methods.includes(request.method ?? '')) return undefined;
    const headers = { Allow: methods.join(', ') };
    return new ProblemError('method-not-allowed', `Use ${methods.join(' or ')} here`, { headers });
  }

  private note(problem: ProblemError, error: unknown, fields: object): void {
    if (problem.kind === 'internal-error')
      this.log.error({ ...fields, error }, 'a request met an error nobody expected');
    else if (problem.kind === 'unavailable') this.log.warn({ ...fields, error }, 'a request could not be answered');
    else this.log.debug({ ...fields, problem: problem.kind, detail: problem.detail }, 'a request was not right');
  }
}
