import { describe, expect, it } from '@jest/globals';
import type { MessageHandler } from '@nestjs/microservices';
import { handlerExtras } from './commands-from.js';
import { checkHandlers } from './handlers.js';
import { specTopics } from './testing/fixture.js';

const { stores } = specTopics('spec').ingress;
const { topic } = stores;

const handler = (also: Partial<MessageHandler> = {}): MessageHandler =>
  Object.assign(async () => Promise.resolve(), { isEventHandler: true, extras: handlerExtras, ...also });
const found = (...handlers: readonly (readonly [string, MessageHandler])[]) =>
  checkHandlers([stores], new Map(handlers));

describe('the handlers of a service', () => {
  it('are right when each topic has one that is marked', () => {
    const only = handler();
    expect([...found([topic, only])]).toEqual([[topic, { ingress: stores, handler: only }]]);
  });

  it.each([
    ['a topic has none', [], `${topic} has no handler`],
    ['a topic has two', [[topic, handler({ next: handler() })]], `${topic} has more than one handler`],
    [
      'one belongs to no topic',
      [
        [topic, handler()],
        ['elsewhere', handler()],
      ],
      'a handler waits for elsewhere, which is no ingress topic of the context',
    ],
    [
      'one would lose its errors',
      [[topic, handler({ extras: {} })]],
      `the handler of ${topic} must be marked by @CommandsFrom`,
    ],
    [
      'one answers requests',
      [[topic, handler({ isEventHandler: false })]],
      `the handler of ${topic} must be marked by @CommandsFrom`,
    ],
  ] as const)('are refused when %s', (_, handlers, problem) => {
    expect(() => found(...handlers)).toThrow(problem);
  });
});
