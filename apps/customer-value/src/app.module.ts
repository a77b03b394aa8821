import type { DynamicModule } from '@nestjs/common';
import { customerValueTopics } from '@tierline/contracts';
import { customerValueRegistry, parseCustomerValuePolicy } from '@tierline/customer-value';
import { eventSourcedService, guard, ingressControllers, type ServiceParts, type ValuesOf } from '@tierline/platform';
import { commands } from './commands.js';
import type { settings } from './config.js';
import { customerDesk } from './desk.js';
import { httpControllers } from './http-controllers.js';
import { COMMANDS, CONCESSION_REMARKS, CUSTOMER_DESK } from './parts.js';
import { concessionRemarks } from './personal-data/concession-remarks.js';
import { publishedEvent } from './publishing/publish.js';
import { followUps } from './reactions/follow-ups.js';

const context = {
  category: 'customer_value',
  topics: customerValueTopics,
  registry: customerValueRegistry,
  policies: {
    folder: new URL('../../../libs/customer-value/policies/', import.meta.url),
    name: 'customer-value',
    parse: parseCustomerValuePolicy,
  },
};

/** Puts customer value together: the only place that knows every part of it. */
export function customerValue(given: ServiceParts<ValuesOf<typeof settings>>): DynamicModule {
  const service = eventSourcedService(context, given);
  const { parts, book, privacy, personal } = service;

  const handle = commands(parts, guard(privacy.directory, privacy.seals));
  const desk = customerDesk(parts.store);
  service.publishes({ map: publishedEvent(parts.store, book), followUps: followUps(parts.store) });

  return service.module(
    [...httpControllers, ...ingressControllers(customerValueTopics, COMMANDS)],
    [
      { provide: COMMANDS, useValue: service.executes(handle) },
      { provide: CONCESSION_REMARKS, useValue: service.executes(concessionRemarks(parts.store, personal)) },
      {
        provide: CUSTOMER_DESK,
        useValue: {
          quote: service.executes(desk.quote),
          concession: service.executes(desk.concession),
          offer: service.executes(desk.offer),
        },
      },
    ],
  );
}
