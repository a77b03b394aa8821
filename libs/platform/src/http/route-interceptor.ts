import type { ServerResponse } from 'node:http';
import type { CallHandler, ExecutionContext, NestInterceptor } from '@nestjs/common';
import type { Execution } from '@tierline/kernel';
import { map } from 'rxjs';
import { answerTo, type AnsweredExecution, type AnswerOptions, type Reply } from './answer.js';
import { commandOf } from './command-request.js';
import { readJson, type BodyLimits } from './json-body.js';
import { parseQuery } from './query-parameters.js';
import { queryReply, type DocumentAnswer, type PageAnswer } from './query-answer.js';
import { contextOf, type HttpRequest } from './request-context.js';
import { declarationOf, type CommandRoute, type QueryRoute } from './routes.js';

/**
 * Turns a request into what its handler takes, and what its handler returns into an answer.
 *
 * It comes after the guard, so that no body is read for whoever may not send it.
 */
export const routeInterceptor = (answers: AnswerOptions, limits: BodyLimits): NestInterceptor => {
  const command = async (route: CommandRoute, request: HttpRequest) => {
    const context = contextOf(request);
    parseQuery(request.originalUrl, {});
    const { caller, actor } = context;
    if (!caller || !actor) throw new Error('a command came past the guard');
    const received = commandOf(route, request, context, caller, actor, await readJson(request, limits));
    context.command = received;
    const location = route.subject === undefined ? `${pathOf(request)}/${received.subject}` : undefined;
    return (result: Execution | AnsweredExecution) =>
      'execution' in result
        ? answerTo(received, result.execution, answers, location, result.answer)
        : answerTo(received, result, answers, location);
  };
  const query = (route: QueryRoute, request: HttpRequest) => {
    contextOf(request).query = parseQuery(request.originalUrl, route.parameters);
    return (answer: DocumentAnswer | PageAnswer) => queryReply(answer, answers.epoch());
  };
  return {
    intercept: async (execution: ExecutionContext, next: CallHandler) => {
      const http = execution.switchToHttp();
      const request = http.getRequest<HttpRequest>();
      const route = declarationOf(execution.getHandler());
      if (!route) throw new Error('a route without a declaration was served');
      const reply = (route.kind === 'command' ? await command(route, request) : query(route, request)) as (
        result: unknown,
      ) => Reply<unknown>;
      const response = http.getResponse<ServerResponse>();
      return next.handle().pipe(map((result: unknown) => send(response, reply(result))));
    },
  };
};

/** The path that was asked for, without the query. */
export const pathOf = ({ originalUrl }: Pick<HttpRequest, 'originalUrl'>): string => originalUrl.split('?', 1)[0] ?? '';

function send<Body>(response: ServerResponse, { headers, body }: Reply<Body>): Body {
  for (const [name, value] of Object.entries(headers)) response.setHeader(name, value);
  return body;
}
