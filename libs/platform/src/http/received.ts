import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import type { ReceivedCommand } from '../door/received-command.js';
import { contextOf, type HttpRequest } from './request-context.js';

/** The command of the request, as a parameter of a handler with `@Creates` or `@Changes`. */
export const Received = createParamDecorator((_: undefined, execution: ExecutionContext): ReceivedCommand => {
  const { command } = contextOf(execution.switchToHttp().getRequest<HttpRequest>());
  if (!command) throw new Error('@Received() stands in a handler that takes no command');
  return command;
});

/** The values of the query's parameters, as a parameter of a handler with `@Finds` or `@Lists`. */
export const QueryOf = createParamDecorator((_: undefined, execution: ExecutionContext): object => {
  const { query } = contextOf(execution.switchToHttp().getRequest<HttpRequest>());
  if (!query) throw new Error('@QueryOf() stands in a handler that answers no query');
  return query;
});
