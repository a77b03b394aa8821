import type { MessageHandler } from '@nestjs/microservices';
import type { Ingress } from '@tierline/contracts';
import { handlerExtras } from './commands-from.js';

/** Topics and handlers do not match: messages would be lost, or handled twice. */
export class UnhandledTopics extends Error {
  override readonly name = 'UnhandledTopics';
  constructor(readonly problems: readonly string[]) {
    super(problems.join('; '));
  }
}

/** The handler of one ingress topic. */
export interface IngressHandler {
  readonly ingress: Ingress;
  readonly handler: MessageHandler;
}

/**
 * Finds the one handler of each topic.
 *
 * @throws {UnhandledTopics} naming every topic without a handler or with two, and every handler without a topic
 */
export function checkHandlers(
  ingress: readonly Ingress[],
  handlers: ReadonlyMap<string, MessageHandler>,
): ReadonlyMap<string, IngressHandler> {
  const found = new Map<string, IngressHandler>();
  const problems: string[] = [];
  for (const each of ingress) {
    const handler = handlers.get(each.topic);
    if (!handler) {
      problems.push(`${each.topic} has no handler`);
      continue;
    }
    if (handler.next) problems.push(`${each.topic} has more than one handler`);
    const { keepsErrors } = (handler.extras ?? {}) as Partial<typeof handlerExtras>;
    if (!handler.isEventHandler || !keepsErrors) {
      problems.push(`the handler of ${each.topic} must be marked by @CommandsFrom`);
    }
    found.set(each.topic, { ingress: each, handler });
  }
  for (const pattern of handlers.keys()) {
    if (!found.has(pattern)) problems.push(`a handler waits for ${pattern}, which is no ingress topic of the context`);
  }
  if (problems.length > 0) throw new UnhandledTopics(problems);
  return found;
}
