import { Controller, Inject, type Type } from '@nestjs/common';
import { Payload } from '@nestjs/microservices';
import type { ContextTopics, Ingress } from '@tierline/contracts';
import type { Execution } from '@tierline/kernel';
import type { HandleCommand, ReceivedCommand } from '../door/received-command.js';
import { CommandsFrom } from './commands-from.js';

/**
 * The Kafka doors of a context: a controller for every ingress topic, each handing what comes to the one handler that HTTP
 * hands it to as well.
 *
 * @param handler the name under which Nest hands out the `HandleCommand`
 */
export const ingressControllers = ({ ingress }: ContextTopics, handler: symbol): readonly Type[] =>
  Object.values<Ingress>(ingress).map(({ topic }) => ingressController(topic, handler));

function ingressController(topic: string, handler: symbol): Type {
  @Controller()
  class IngressController {
    constructor(@Inject(handler) private readonly handle: HandleCommand) {}

    @CommandsFrom(topic)
    on(@Payload() command: ReceivedCommand): Promise<Execution> {
      return this.handle(command);
    }
  }
  return IngressController;
}
