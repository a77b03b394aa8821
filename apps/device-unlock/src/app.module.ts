import { join } from 'node:path';
import type { DynamicModule, INestApplication } from '@nestjs/common';
import { deviceUnlockTopics } from '@tierline/contracts';
import { parseDeviceUnlockPolicy } from '@tierline/device-unlock';
import {
  BackgroundWork,
  connectEventStore,
  digest,
  directory,
  documentView,
  guard,
  KafkaCommands,
  publishedEvents,
  publisher,
  readPolicies,
  seals,
  type Readiness,
  type ServiceParts,
  type ValuesOf,
} from '@tierline/platform';
import { PurchasesController, StoresController } from './commands.controller.js';
import { commands } from './commands.js';
import type { settings } from './config.js';
import { ActivationLockRequestsController } from './http.controller.js';
import { COMMANDS, REQUESTS_VIEW } from './parts.js';
import { publishedEvent } from './publish.js';
import { activationLockRequestsView } from './views/activation-lock-requests.view.js';

const CONTEXT = 'device_unlock';
const policyFolder = new URL('../../../libs/device-unlock/policies/', import.meta.url);

class AppModule {}

/** Puts device unlock together: the only place that knows every part of it. */
export function deviceUnlock(parts: ServiceParts<ValuesOf<typeof settings>>): DynamicModule {
  const { config, log, clock, fail, health } = parts;
  const background = new BackgroundWork(fail);
  const eventStore = connectEventStore(config.eventStoreUrl, log);
  background.onClose(() => eventStore.close());

  const view = documentView(
    activationLockRequestsView,
    join(config.dataDir, 'activation-lock-requests.sqlite'),
    eventStore,
    clock,
  );
  background.onClose(() => {
    view.close();
  });
  background.run((signal) => view.run(signal));

  const policies = readPolicies(policyFolder, 'device-unlock', parseDeviceUnlockPolicy);
  const personal = guard(
    directory(eventStore.store, CONTEXT, config.directoryKey),
    seals(eventStore.store, CONTEXT, config.masterKey),
  );
  const handle = commands({ store: eventStore.store, digest, policies, build: config.build }, personal);

  const kafka = new KafkaCommands({
    connection: { brokers: config.kafkaBrokers, clientId: `device-unlock-${config.replica}` },
    topics: deviceUnlockTopics,
    clock,
    log,
    seal: (bytes) => bytes,
    onFatal: fail,
  });
  background.onDrain(() => kafka.drain());

  const published = publisher({
    connection: { brokers: config.kafkaBrokers, clientId: `device-unlock-publisher-${config.replica}` },
    topics: deviceUnlockTopics,
    prefix: `${CONTEXT}.`,
    subscribe: eventStore.subscribe,
    holds: eventStore.holds,
    publish: publishedEvents(deviceUnlockTopics, publishedEvent),
    log,
  });
  background.run((signal) => published.run(signal));

  health.ready({
    'event store': () => eventStore.ping().then(() => undefined),
    commands: () => unready(kafka.readiness()),
    publisher: () => unready(published.readiness()),
  });

  return {
    module: AppModule,
    controllers: [ActivationLockRequestsController, StoresController, PurchasesController],
    providers: [
      { provide: BackgroundWork, useValue: background },
      { provide: COMMANDS, useValue: handle },
      { provide: REQUESTS_VIEW, useValue: view },
      { provide: KafkaCommands, useValue: kafka },
    ],
  };
}

const unready = ({ ready, reasons }: Readiness) => (ready ? undefined : reasons.join('; '));

/** How commands reach it besides HTTP. */
export const transports = (app: INestApplication): readonly KafkaCommands[] => [app.get(KafkaCommands)];
