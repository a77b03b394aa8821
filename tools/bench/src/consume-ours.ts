import { Controller, type Type } from '@nestjs/common';
import { Payload } from '@nestjs/microservices';
import type { Execution } from '@tierline/kernel';
import { CommandsFrom, KafkaCommands, silentLog, systemClock, type ReceivedCommand } from '@tierline/platform';
import type { Contender } from './consume-contender.js';
import { listening } from './nest-app.js';

/** Commands by the project's own way in from Kafka. */
export const ours: Contender = async ({ brokers, topics, handle, concurrency, fail }) => {
  const strategy = new KafkaCommands({
    connection: { brokers: [brokers], clientId: 'ours' },
    topics,
    clock: systemClock,
    log: silentLog,
    seal: (bytes) => bytes,
    open: (bytes) => bytes,
    onFatal: fail,
    concurrency,
  });
  const app = await listening(controllerOf(topics.ingress.stores.topic, handle), { strategy });
  return async () => {
    await strategy.drain();
    await app.close();
  };
};

function controllerOf(topic: string, handle: (command: ReceivedCommand) => Promise<Execution>): Type {
  @Controller()
  class OursController {
    @CommandsFrom(topic)
    on(@Payload() command: ReceivedCommand): Promise<Execution> {
      return handle(command);
    }
  }
  return OursController;
}
