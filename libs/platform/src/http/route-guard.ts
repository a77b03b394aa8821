import type { CanActivate, ExecutionContext } from '@nestjs/common';
import type { Execution } from '@tierline/kernel';
import { answerTo, type AnsweredExecution, type AnswerOptions } from './answer.js';
import { commandOf } from './command-request.js';
import { readJson, type BodyLimits } from './json-body.js';
import { parseQuery } from './query-parameters.js';
import { queryReply, type DocumentAnswer, type PageAnswer } from './query-answer.js';
import { contextOf, type HttpRequest, type ReplyTo } from './request-context.js';
import { declarationOf, type CommandRoute, type QueryRoute } from './routes.js';

/**
 * Lets a request through that says what its route was declared to take, and notes how its handler's result is answered.
 *
 * It comes after the guard of roles, so that no body is read for whoever may not send it. It is no interceptor, because those
 * cost a request more than all else that Nest does for it.
 */
export const routeGuard = (answers: AnswerOptions, limits: BodyLimits): CanActivate => {
  const command = async (route: CommandRoute, request: HttpRequest): Promise<ReplyTo> => {
    const context = contextOf(request);
    parseQuery(request.originalUrl, {});
    const { caller, actor } = context;
    if (!caller || !actor) throw new Error('a command came past the guard');
    const received = commandOf(route, request, context, caller, actor, await readJson(request, limits));
    context.command = received;
    const location = route.subject === undefined ? `${pathOf(request)}/${received.subject}` : undefined;
    return (result) => {
      const told = result as Execution | AnsweredExecution;
      return 'execution' in told
        ? answerTo(received, told.execution, answers, location, told.answer)
        : answerTo(received, told, answers, location);
    };
  };
  const query = (route: QueryRoute, request: HttpRequest): ReplyTo => {
    contextOf(request).query = parseQuery(request.originalUrl, route.parameters);
    return (result) => queryReply(result as DocumentAnswer | PageAnswer, answers.epoch());
  };
  return {
    canActivate: async (execution: ExecutionContext) => {
      const request = execution.switchToHttp().getRequest<HttpRequest>();
      const route = declarationOf(execution.getHandler());
      if (!route) throw new Error('a route without a declaration was served');
      contextOf(request).replyTo = route.kind === 'command' ? await command(route, request) : query(route, request);
      return true;
    },
  };
};

/** The path that was asked for, without the query. */
export const pathOf = ({ originalUrl }: Pick<HttpRequest, 'originalUrl'>): string => originalUrl.split('?', 1)[0] ?? '';
