import type { IncomingMessage } from 'node:http';
import type { Actor, Instant } from '@tierline/kernel';
import type { ReceivedCommand } from '../door/received-command.js';
import type { Reply } from './answer.js';
import type { Caller } from './caller.js';

/** What the door uses of a request as Express hands it on. */
export interface HttpRequest extends IncomingMessage {
  /** Path and query, as they came. */
  readonly originalUrl: string;
  /** The values of the path's parameters. */
  readonly params: Readonly<Record<string, string>>;
  readonly route?: { readonly path: string };
}

/** Makes an answer of what a handler returned. @throws {ProblemError} for what is not a yes */
export type ReplyTo = (result: unknown) => Reply<object>;

/** What the door knows of a request, filled in as it passes. */
export interface RequestContext {
  /** When it came. */
  readonly at: Instant;
  readonly correlationId: string;
  /** W3C trace context: the caller's, or one that begins here. */
  readonly traceparent: string;
  /** Who asks, once that is known. */
  caller?: Caller;
  /** Whom they act as on this route; nobody when they may not. */
  actor?: Actor | undefined;
  /** The command that it asks for, once it is read. */
  command?: ReceivedCommand;
  /** The values of its query parameters, once they are read. */
  query?: Readonly<Record<string, unknown>>;
  /** How its handler's result is answered, once it is read. */
  replyTo?: ReplyTo;
}

const contexts = new WeakMap<IncomingMessage, RequestContext>();

/** Remembers what is known of a request for as long as there is the request. */
export const setContext = (request: IncomingMessage, context: RequestContext): void => {
  contexts.set(request, context);
};

/** @returns nothing for a request that has not come through the door's first middleware */
export const findContext = (request: IncomingMessage): RequestContext | undefined => contexts.get(request);

/** What is known of a request. */
export function contextOf(request: IncomingMessage): RequestContext {
  const context = contexts.get(request);
  if (!context) throw new Error('a request came past the first middleware of the door');
  return context;
}
