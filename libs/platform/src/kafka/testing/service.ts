import { Controller, type Type } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { Payload } from '@nestjs/microservices';
import type { Execution, Instant } from '@tierline/kernel';
import type { HandleCommand, ReceivedCommand } from '../../door/received-command.js';
import { silentLog, type Log } from '../../log.js';
import { nestOptions } from '../../service/nest-options.js';
import { CommandsFrom } from '../commands-from.js';
import type { Observation, Observe } from '../consumer-port.js';
import { KafkaCommands } from '../strategy.js';
import type { SpecTopics } from './fixture.js';

/** A service that takes commands from Kafka, and what it was seen to do. */
export interface SpecService {
  readonly commands: KafkaCommands;
  readonly seen: Observation[];
  readonly fatal: unknown[];
  stop(): Promise<void>;
}

/** What became of a command that a spec's handler has nothing to say about. */
export const accepted = (revision = 0): Execution => ({
  outcome: 'accepted',
  last: 'Stored',
  revision,
  stateRevision: revision,
  position: { commit: 0n, prepare: 0n },
  repeated: false,
});

/** A controller of one topic. */
export function controllerOf(topic: string, handle: HandleCommand): Type {
  @Controller()
  class SpecController {
    @CommandsFrom(topic)
    on(@Payload() command: ReceivedCommand): Promise<Execution> {
      return handle(command);
    }
  }
  return SpecController;
}

/** Starts a service with these controllers on the topics of a context. */
export async function startSpecService(
  brokers: string,
  topics: SpecTopics,
  controllers: Type[],
  options: { readonly concurrency?: number; readonly log?: Log; readonly observe?: Observe } = {},
): Promise<SpecService> {
  const seen: Observation[] = [];
  const fatal: unknown[] = [];
  class SpecModule {}
  const commands = new KafkaCommands({
    connection: { brokers: [brokers], clientId: 'service' },
    topics,
    clock: () => '2026-03-01T09:30:00.000Z' as Instant,
    log: silentLog,
    seal: (bytes) => bytes,
    open: (bytes) => bytes,
    onFatal: (error) => void fatal.push(error),
    observe: (observation) => void seen.push(observation),
    ...options,
  });
  const app = await NestFactory.createMicroservice(
    { module: SpecModule, controllers },
    Object.assign(nestOptions({ logger: false }), { strategy: commands }),
  );
  await app.listen();
  return {
    commands,
    seen,
    fatal,
    stop: async () => {
      await commands.drain();
      await app.close();
    },
  };
}
