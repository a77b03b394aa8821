import { applyDecorators, Catch, UseFilters, type RpcExceptionFilter } from '@nestjs/common';
import { EventPattern } from '@nestjs/microservices';
import { throwError, type Observable } from 'rxjs';

/** Lets an error through as it is. Nest would put "Internal server error" in its place, which says nothing of what to do. */
@Catch()
export class OriginalErrors implements RpcExceptionFilter {
  catch(error: unknown): Observable<never> {
    return throwError(() => error);
  }
}

/** What a handler's decorator tells the strategy. */
export const handlerExtras = { keepsErrors: true } as const;

/**
 * Marks the one method that handles the commands of an ingress topic: it takes a `ReceivedCommand` and resolves with the
 * `Execution`.
 */
export const CommandsFrom = (topic: string): MethodDecorator =>
  applyDecorators(EventPattern<string>(topic, handlerExtras), UseFilters(new OriginalErrors()));
