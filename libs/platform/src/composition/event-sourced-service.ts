import type { DynamicModule, INestApplication, Provider, Type } from '@nestjs/common';
import type { ContextTopics } from '@tierline/contracts';
import type { EventMetadata, Message, StoredEvent } from '@tierline/kernel';
import type { Standstill } from '../eventstore/standstill.js';
import type { Readiness } from '../kafka/consumer-port.js';
import { ownCommands, ownIngress, publishedEvents } from '../kafka/publication.js';
import { publisher } from '../kafka/publisher.js';
import { KafkaCommands } from '../kafka/strategy.js';
import { ACTIVATE_POLICY } from '../policies/policy-activations.controller.js';
import { FORGET_CUSTOMER } from '../privacy/forgotten-customers.controller.js';
import { sealedBytes } from '../privacy/sealed-bytes.js';
import { BackgroundWork } from '../service/background-work.js';
import type { ServiceParts } from '../service/run-service.js';
import { stalled } from '../service/stalled.js';
import { storedParts, type EventSourcedConfig, type StoredContext } from './stored-parts.js';

/** What a context says of itself; everything that is the same for every service follows from it. */
export interface ServiceContext<Values extends object> extends StoredContext<Values> {
  readonly topics: ContextTopics;
}

/** What a service tells others of its events, and itself. */
export interface Publishing {
  /** What others are told of an event; nothing of one that is nobody else's affair. */
  readonly map: (event: StoredEvent<EventMetadata>) => Message | undefined | Promise<Message | undefined>;
  /** What the service has to do because of an event: one command at most. */
  readonly followUps: Parameters<typeof ownCommands>[1];
}

class EventSourcedModule {}

/**
 * Puts together what every event-sourced service has: its store, policies, personal values and views, commands from Kafka, its
 * publisher, what is measured of them, and what life and readiness rest on. The service adds what it decides, and its doors.
 */
export function eventSourcedService<Values extends object>(
  context: ServiceContext<Values>,
  parts: ServiceParts<EventSourcedConfig>,
) {
  const { config, log, clock, fail, health } = parts;
  const { topics } = context;
  const background = new BackgroundWork(fail);
  const { reading, measures, still, prefix, ping, staleViews, ...stored } = storedParts(context, parts, background);
  const connectionAs = (role: string) => ({
    brokers: config.kafkaBrokers,
    clientId: `${topics.context}-${role}${config.replica}`,
  });

  const kafka = new KafkaCommands({
    ...{ connection: connectionAs(''), topics, clock, log, observe: measures.consumed, onFatal: fail },
    ...sealedBytes(config.masterKey, 'dead-letters'),
  });
  background.onDrain(() => kafka.drain());
  measures.parked(() => kafka.parkedKeys());

  health.ready({
    'event store': () => ping().then(() => undefined),
    'stored events': () => still.reason(),
    views: staleViews,
    commands: () => unready(kafka.readiness()),
  });
  health.live({
    commands: stalled({
      longest: () => kafka.longest(),
      bound: config.stallSeconds * 1000,
      trouble: async () => {
        await ping();
        return unready(kafka.readiness());
      },
    }),
  });

  return {
    ...stored,
    /** Work for one command or question; what it meets and this build does not know makes the replica not ready. */
    executes: <Arguments extends readonly unknown[], Result>(work: (...args: Arguments) => Promise<Result>) =>
      still.executes(work),
    /** The same of everything that an object can do. */
    executesEach: <Doing extends object>(doing: Doing): Doing => executesEach(doing, still),
    /** Work that goes on until the service stops. */
    runs: (work: (signal: AbortSignal) => Promise<void>) => {
      background.run(still.follows(work));
    },
    /** Publishes from now on, whenever it is this replica's turn. To be called once. */
    publishes: ({ map, followUps }: Publishing) => {
      const [tell, ask] = [publishedEvents(topics, map), ownCommands(topics, followUps)];
      const published = publisher({
        ...{ ...reading, connection: connectionAs('publisher-'), topics, prefix, log, observe: measures.published },
        publish: async (event) => [...(await tell(event)), ...(await ask(event))],
        alsoWrites: ownIngress(topics),
      });
      background.run(still.follows((signal) => published.run(signal)));
      measures.followers.publisher(published);
      health.ready({ publisher: () => unready(published.readiness()) });
    },
    /** The module that Nest makes the application from. */
    module: (controllers: Type[], providers: Provider[]): DynamicModule => ({
      module: EventSourcedModule,
      controllers,
      providers: [
        { provide: BackgroundWork, useValue: background },
        { provide: KafkaCommands, useValue: kafka },
        { provide: ACTIVATE_POLICY, useValue: still.executes(stored.policies.activate) },
        { provide: FORGET_CUSTOMER, useValue: still.executes(stored.personal.forget) },
        ...providers,
      ],
    }),
  };
}

/** How commands reach an event-sourced service besides HTTP. */
export const kafkaTransports = (app: INestApplication): readonly KafkaCommands[] => [app.get(KafkaCommands)];

type Works = readonly (readonly [string, (...given: readonly unknown[]) => Promise<unknown>])[];

const executesEach = <Doing extends object>(doing: Doing, { executes }: Pick<Standstill, 'executes'>): Doing => {
  const works: Works = Object.entries(doing);
  // What each takes and gives is as it was.
  return Object.fromEntries(works.map(([name, work]) => [name, executes(work)])) as Doing;
};

const unready = ({ ready, reasons }: Readiness) => (ready ? undefined : reasons.join('; '));
