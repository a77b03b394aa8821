import { join } from 'node:path';
import type { DynamicModule, INestApplication } from '@nestjs/common';
import { deviceUnlockTopics } from '@tierline/contracts';
import { deviceUnlockRegistry, parseClockPolicy, parseDeviceUnlockPolicy } from '@tierline/device-unlock';
import { knownEvents, streamName } from '@tierline/kernel';
import {
  activatedPolicies,
  BackgroundWork,
  connectEventStore,
  digest,
  directory,
  documentView,
  guard,
  ingressControllers,
  KafkaCommands,
  knownOnly,
  personalData,
  publishedEvents,
  publisher,
  readPolicies,
  sealedBytes,
  seals,
  standstill,
  type DocumentViewDefinition,
  type Readiness,
  type ServiceParts,
  type ValuesOf,
} from '@tierline/platform';
import { carrierDesk } from './carrier-desk.js';
import { CarrierUnlockRequestsController } from './carrier-http.controller.js';
import { activationLockAsOf, carrierUnlockAsOf } from './as-of.js';
import { aggregates } from './aggregates.js';
import { commands } from './commands.js';
import { reportMissedDeadlines, watchDeadlines } from './deadlines.js';
import { explanations } from './explanations.js';
import { facts } from './facts.js';
import type { settings } from './config.js';
import { ActivationLockRequestsController } from './http.controller.js';
import {
  ACTIVATE_POLICY,
  ACTIVATION_AS_OF,
  ACTIVATION_EXPLANATIONS,
  CARRIER_AS_OF,
  CARRIER_DESK,
  CARRIER_EXPLANATIONS,
  CARRIER_VIEW,
  COMMANDS,
  PERSONAL_DATA,
  REMARKS,
  REQUESTS_VIEW,
} from './parts.js';
import { ForgottenCustomersController, PersonalDataController } from './personal-data.controller.js';
import { PolicyActivationsController } from './policies.controller.js';
import { remarks } from './personal-data.js';
import { publishedEvent } from './publish.js';
import { followUps } from './reactions/follow-ups.js';
import { trustedClock } from './trusted-clock.js';
import { unlockCodes } from './unlock-codes.js';
import { activationLockRequestsView } from './views/activation-lock-requests.view.js';
import { carrierUnlockRequestsView } from './views/carrier-unlock-requests.view.js';
import { deadlinesView } from './views/deadlines.view.js';

const CONTEXT = 'device_unlock';
const policyFolder = new URL('../../../libs/device-unlock/policies/', import.meta.url);

class AppModule {}

/** Puts device unlock together: the only place that knows every part of it. */
export function deviceUnlock({
  config,
  log,
  clock,
  fail,
  health,
}: ServiceParts<ValuesOf<typeof settings>>): DynamicModule {
  const background = new BackgroundWork(fail);
  const eventStore = connectEventStore(config.eventStoreUrl, log);
  const { store, holds } = eventStore;
  background.onClose(() => eventStore.close());

  const book = readPolicies(policyFolder, 'device-unlock', parseDeviceUnlockPolicy);
  const still = standstill(log);
  const subscribe = knownOnly(eventStore.subscribe, knownEvents(deviceUnlockRegistry, book));

  const openView = <Doc extends object>(definition: DocumentViewDefinition<Doc>) => {
    const file = join(config.dataDir, `${definition.name}.sqlite`);
    const view = documentView(definition, file, { subscribe, holds }, clock);
    background.onClose(() => {
      view.close();
    });
    background.run(still.follows((signal) => view.run(signal)));
    return view;
  };
  const activationView = openView(activationLockRequestsView);
  const carrierView = openView(carrierUnlockRequestsView);
  const deadlines = openView(deadlinesView);

  const stored = { store, digest, build: config.build };
  const policies = activatedPolicies({ ...stored, context: CONTEXT, book, registry: deviceUnlockRegistry });
  const parts = { ...stored, policies };
  const privacy = {
    directory: directory(store, CONTEXT, config.directoryKey),
    seals: seals(store, CONTEXT, config.masterKey),
  };
  const known = facts(store, digest);
  const keeping = { codes: unlockCodes(config.masterKey), seals: privacy.seals };
  const desk = carrierDesk(store, known, keeping);
  const personal = personalData({ ...parts, ...privacy, context: CONTEXT, registry: deviceUnlockRegistry });
  const handle = still.executes(commands(parts, guard(privacy.directory, privacy.seals), keeping));

  const kafka = new KafkaCommands({
    connection: { brokers: config.kafkaBrokers, clientId: `device-unlock-${config.replica}` },
    topics: deviceUnlockTopics,
    clock,
    log,
    seal: sealedBytes(config.masterKey, 'dead-letters').seal,
    onFatal: fail,
  });
  background.onDrain(() => kafka.drain());

  const all = aggregates(parts);
  const compare = eventStore.storeClock(streamName('tierline.clock', `${CONTEXT}-${config.replica}`));
  const trusted = trustedClock(compare, readPolicies(policyFolder, 'clock', parseClockPolicy), clock, log);
  const lookAfterDeadlines = async () => {
    if (await trusted.isTrusted()) await reportMissedDeadlines(deadlines, all, digest, clock);
  };
  background.run(still.follows((signal) => watchDeadlines(lookAfterDeadlines, log, signal)));

  const tell = publishedEvents(deviceUnlockTopics, publishedEvent);
  const follow = followUps(store, known);
  const published = publisher({
    connection: { brokers: config.kafkaBrokers, clientId: `device-unlock-publisher-${config.replica}` },
    topics: deviceUnlockTopics,
    prefix: `${CONTEXT}.`,
    subscribe,
    holds,
    publish: async (event) => [...tell(event), ...(await follow(event))],
    alsoWrites: [deviceUnlockTopics.ingress.internal.topic],
    log,
  });
  background.run(still.follows((signal) => published.run(signal)));

  health.ready({
    'event store': () => eventStore.ping().then(() => undefined),
    'stored events': () => still.reason(),
    clock: () => trusted.reason(),
    commands: () => unready(kafka.readiness()),
    publisher: () => unready(published.readiness()),
  });

  return {
    module: AppModule,
    controllers: [
      ActivationLockRequestsController,
      CarrierUnlockRequestsController,
      PersonalDataController,
      ForgottenCustomersController,
      PolicyActivationsController,
      ...ingressControllers(deviceUnlockTopics, COMMANDS),
    ],
    providers: [
      { provide: BackgroundWork, useValue: background },
      { provide: COMMANDS, useValue: handle },
      { provide: ACTIVATE_POLICY, useValue: still.executes(policies.activate) },
      { provide: REQUESTS_VIEW, useValue: activationView },
      { provide: ACTIVATION_EXPLANATIONS, useValue: still.executes(explanations(store, book, 'activation')) },
      { provide: CARRIER_EXPLANATIONS, useValue: still.executes(explanations(store, book, 'carrier')) },
      { provide: ACTIVATION_AS_OF, useValue: still.executes(activationLockAsOf(store, digest)) },
      { provide: CARRIER_AS_OF, useValue: still.executes(carrierUnlockAsOf(store, digest)) },
      { provide: CARRIER_VIEW, useValue: carrierView },
      { provide: CARRIER_DESK, useValue: { answer: still.executes(desk.answer), code: still.executes(desk.code) } },
      { provide: PERSONAL_DATA, useValue: { forget: still.executes(personal.forget) } },
      { provide: REMARKS, useValue: still.executes(remarks(store, personal)) },
      { provide: KafkaCommands, useValue: kafka },
    ],
  };
}

const unready = ({ ready, reasons }: Readiness) => (ready ? undefined : reasons.join('; '));

/** How commands reach it besides HTTP. */
export const transports = (app: INestApplication): readonly KafkaCommands[] => [app.get(KafkaCommands)];
