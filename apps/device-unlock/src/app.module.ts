import type { DynamicModule } from '@nestjs/common';
import { deviceUnlockTopics } from '@tierline/contracts';
import { deviceUnlockRegistry, parseClockPolicy, parseDeviceUnlockPolicy } from '@tierline/device-unlock';
import {
  digest,
  eventSourcedService,
  guard,
  ingressControllers,
  readPolicies,
  type ServiceParts,
  type ValuesOf,
} from '@tierline/platform';
import { carrierDesk } from './carrier-lock/carrier-desk.js';
import { activationLockAsOf, carrierUnlockAsOf } from './explanations/as-of.js';
import { aggregates } from './aggregates.js';
import { commands } from './commands.js';
import { reportMissedDeadlines, watchDeadlines } from './deadlines/deadlines.js';
import { explanations } from './explanations/explanations.js';
import { facts } from './facts/facts.js';
import type { settings } from './config.js';
import { httpControllers } from './http-controllers.js';
import {
  ACTIVATION_AS_OF,
  ACTIVATION_EXPLANATIONS,
  CARRIER_AS_OF,
  CARRIER_DESK,
  CARRIER_EXPLANATIONS,
  CARRIER_VIEW,
  COMMANDS,
  REMARKS,
  REQUEST_SOURCES,
  REQUESTS_VIEW,
} from './parts.js';
import { remarks } from './personal-data/personal-data.js';
import { publishedEvent } from './publishing/publish.js';
import { followUps } from './reactions/follow-ups.js';
import { findRequestSource } from './sources/request-source-desk.js';
import { trustedClock } from './deadlines/trusted-clock.js';
import { unlockCodes } from './carrier-lock/unlock-codes.js';
import { activationLockRequestsView } from './views/activation-lock-requests.view.js';
import { carrierUnlockRequestsView } from './views/carrier-unlock-requests.view.js';
import { deadlinesView } from './views/deadlines.view.js';

const policyFolder = new URL('../../../libs/device-unlock/policies/', import.meta.url);
const context = {
  category: 'device_unlock',
  topics: deviceUnlockTopics,
  registry: deviceUnlockRegistry,
  policies: {
    folder: policyFolder,
    name: 'device-unlock',
    parse: parseDeviceUnlockPolicy,
  },
};

/** Puts device unlock together: the only place that knows every part of it. */
export function deviceUnlock(given: ServiceParts<ValuesOf<typeof settings>>): DynamicModule {
  const { config, log, clock, health } = given;
  const service = eventSourcedService(context, given);
  const { parts, book, privacy, personal } = service;
  const { store } = parts;

  const activationView = service.view(activationLockRequestsView);
  const carrierView = service.view(carrierUnlockRequestsView);
  const deadlines = service.view(deadlinesView);

  const known = facts(store, digest);
  const keeping = { codes: unlockCodes(config.masterKey), seals: privacy.seals };
  const desk = carrierDesk(store, known, keeping);
  const handle = service.executes(commands(parts, guard(privacy.directory, privacy.seals), keeping));

  const all = aggregates(parts);
  const trusted = trustedClock(
    service.compareClocks,
    readPolicies(policyFolder, 'clock', parseClockPolicy),
    clock,
    log,
  );
  const lookAfterDeadlines = async () => {
    if (await trusted.isTrusted()) await reportMissedDeadlines(deadlines, all, digest, clock);
  };
  service.runs((signal) => watchDeadlines(lookAfterDeadlines, log, signal));
  health.ready({ clock: () => trusted.reason() });
  service.publishes({ map: publishedEvent, followUps: followUps(store, known) });

  return service.module(
    [...httpControllers, ...ingressControllers(deviceUnlockTopics, COMMANDS)],
    [
      { provide: COMMANDS, useValue: handle },
      { provide: REQUEST_SOURCES, useValue: service.executes(findRequestSource(store, known, book, clock)) },
      { provide: REQUESTS_VIEW, useValue: activationView },
      { provide: ACTIVATION_EXPLANATIONS, useValue: service.executes(explanations(store, book, 'activation')) },
      { provide: CARRIER_EXPLANATIONS, useValue: service.executes(explanations(store, book, 'carrier')) },
      { provide: ACTIVATION_AS_OF, useValue: service.executes(activationLockAsOf(store, digest)) },
      { provide: CARRIER_AS_OF, useValue: service.executes(carrierUnlockAsOf(store, digest)) },
      { provide: CARRIER_VIEW, useValue: carrierView },
      { provide: CARRIER_DESK, useValue: { answer: service.executes(desk.answer), code: service.executes(desk.code) } },
      { provide: REMARKS, useValue: service.executes(remarks(store, personal)) },
    ],
  );
}
