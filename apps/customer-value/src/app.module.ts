import type { DynamicModule } from '@nestjs/common';
import { customerValueTopics } from '@tierline/contracts';
import { customerValueRegistry, parseCustomerValuePolicy } from '@tierline/customer-value';
import {
  digest,
  eventSourcedService,
  guard,
  ingressControllers,
  type ServiceParts,
  type ValuesOf,
} from '@tierline/platform';
import { customersAt } from './facts/customer-at.js';
import { commands } from './commands.js';
import { concessionsView } from './concessions/concessions.view.js';
import type { settings } from './config.js';
import { customerPast } from './customers/customer-past.js';
import { customersView } from './customers/customers.view.js';
import { customerDesk } from './desk.js';
import { entitlementsView } from './entitlements/entitlements.view.js';
import { explanations } from './explanations.js';
import { httpControllers } from './http-controllers.js';
import { offersView } from './offers/offers.view.js';
import {
  COMMANDS,
  CONCESSION_REMARKS,
  CONCESSIONS_VIEW,
  CUSTOMER_DESK,
  CUSTOMER_PAST,
  CUSTOMERS_VIEW,
  ENTITLEMENTS_VIEW,
  EXPLANATIONS,
  OFFERS_VIEW,
} from './parts.js';
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
  // One for both, which ask about the same events: each is read and folded once.
  const customerAt = customersAt(parts.store);
  service.publishes({ map: publishedEvent(customerAt, book), followUps: followUps(customerAt) });

  return service.module(
    [...httpControllers, ...ingressControllers(customerValueTopics, COMMANDS)],
    [
      { provide: COMMANDS, useValue: service.executes(handle) },
      { provide: CONCESSION_REMARKS, useValue: service.executes(concessionRemarks(parts.store, personal)) },
      { provide: CUSTOMER_DESK, useValue: service.executesEach(customerDesk(parts.store)) },
      { provide: CUSTOMER_PAST, useValue: service.executesEach(customerPast(parts.store, book)) },
      { provide: EXPLANATIONS, useValue: service.executesEach(explanations(parts.store, book, digest)) },
      { provide: CUSTOMERS_VIEW, useValue: service.view(customersView) },
      { provide: CONCESSIONS_VIEW, useValue: service.view(concessionsView) },
      { provide: ENTITLEMENTS_VIEW, useValue: service.view(entitlementsView) },
      { provide: OFFERS_VIEW, useValue: service.view(offersView) },
    ],
  );
}
