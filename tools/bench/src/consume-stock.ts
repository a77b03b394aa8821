import { Controller, type Type } from '@nestjs/common';
import { Ctx, EventPattern, KafkaContext, Transport, type KafkaOptions } from '@nestjs/microservices';
import type { IHeaders } from 'kafkajs';
import { received, type Contender, type Contest } from './consume-contender.js';
import { listening } from './nest-app.js';

/** Commands by the way in from Kafka that Nest brings along, which takes the messages of a partition one after another. */
export const stock: Contender = async (contest) => {
  const { brokers, topics } = contest;
  const options: KafkaOptions = {
    transport: Transport.KAFKA,
    options: {
      client: { brokers: [brokers], clientId: 'stock' },
      consumer: { groupId: `${topics.context}.stock`, allowAutoTopicCreation: false },
      subscribe: { fromBeginning: true },
      parser: { keepBinary: true },
    },
  };
  const app = await listening(controllerOf(contest), options);
  return () => app.close();
};

function controllerOf({ topics, handle, fail }: Contest): Type {
  @Controller()
  class StockController {
    @EventPattern<string>(topics.ingress.stores.topic)
    async on(@Ctx() context: KafkaContext): Promise<void> {
      const { value, headers } = context.getMessage() as unknown as { value: Buffer; headers: IHeaders };
      try {
        await handle(received(topics, { value, headers }));
      } catch (error) {
        fail(error);
      }
    }
  }
  return StockController;
}
