import { afterAll, afterEach, beforeAll } from '@jest/globals';
import type { HandleCommand, ReceivedCommand } from '../../door/received-command.js';
import { commandRecord, outside, specTopics, type Outside, type SpecTopics } from './fixture.js';
import { controllerOf, startSpecService, type SpecService } from './service.js';

/** A broker for the specs of one file, and the topics of each. */
export interface SpecKafka {
  readonly brokers: string;
  readonly world: Outside;
  /** Declares the topics of a context that no other spec has. */
  given(partitions?: number): Promise<SpecTopics>;
}

/** A broker that a spec file has started or found. */
export interface SpecBroker {
  readonly kafkaBrokers: string;
  stop(): Promise<void>;
}

/** Has a broker from before the first spec of a file to after its last. @param name of the file's contexts */
export function specKafka(name: string, startBroker: () => Promise<SpecBroker>): SpecKafka {
  let stack: SpecBroker;
  let world: Outside;
  let contexts = 0;
  beforeAll(async () => {
    stack = await startBroker();
    world = await outside(stack.kafkaBrokers);
  });
  afterAll(async () => {
    await world.close();
    await stack.stop();
  });
  return {
    get brokers() {
      return stack.kafkaBrokers;
    },
    get world() {
      return world;
    },
    given: async (partitions) => {
      contexts += 1;
      const topics = specTopics(`${name}-${String(process.pid)}-${String(contexts)}`);
      await world.declare(topics, partitions);
      return topics;
    },
  };
}

/** Stops after each spec what it has started. @returns notes what was started, and gives it back */
export function stoppedAfterEach<Started extends { stop(): Promise<void> }>(): (started: Started) => Started {
  const running: Started[] = [];
  afterEach(async () => {
    await Promise.allSettled(running.splice(0).map((each) => each.stop()));
  });
  return (started) => {
    running.push(started);
    return started;
  };
}

/** Services that take commands, for the specs of one file. */
export function specServices(spec: SpecKafka) {
  const stopped = stoppedAfterEach<SpecService>();
  return {
    given: async (partitions?: number) => {
      const topics = await spec.given(partitions);
      return { topics, topic: topics.ingress.stores.topic, group: `tierline.${topics.context}` };
    },
    start: async (
      topics: SpecTopics,
      handle: HandleCommand,
      options: { readonly concurrency?: number } = {},
    ): Promise<SpecService> => {
      const controllers = [controllerOf(topics.ingress.stores.topic, handle)];
      return stopped(await startSpecService(spec.brokers, topics, controllers, options));
    },
    send: (topics: SpecTopics, ...keysAndIds: readonly (readonly [string, string])[]) =>
      spec.world.producer.send({
        topic: topics.ingress.stores.topic,
        messages: keysAndIds.map(([key, id]) => commandRecord(topics.context, key, id)),
      }),
  };
}

/** The id that `send` gave a command. */
export const idOf = ({ envelope }: ReceivedCommand): string => envelope.correlationId;
