import 'reflect-metadata';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Role } from '@tierline/contracts';
import type { Execution } from '@tierline/kernel';
import { ACTIVATE_POLICY, FORGET_CUSTOMER, walkRoutes } from '@tierline/platform';
import { startDoor, type OpenDoor } from '@tierline/platform/testing';
import { httpControllers } from './http-controllers.js';
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

const nothing = (): Promise<Execution> => Promise.resolve({ outcome: 'unknown-stream' });
const nothingToTell = () => Promise.resolve(undefined);
const freshness = () => ({ position: undefined, asOf: undefined });
const emptyView = { get: () => undefined, list: () => [], freshness };
const emptyPage = () => Promise.resolve({ items: [], next: undefined, freshness: freshness() });
const nothingFound = () => Promise.resolve({ document: undefined, freshness: freshness() });

let door: OpenDoor;

beforeAll(async () => {
  door = await startDoor(httpControllers, [
    ...[COMMANDS, CONCESSION_REMARKS, FORGET_CUSTOMER, ACTIVATE_POLICY].map((provide) => ({
      provide,
      useValue: nothing,
    })),
    {
      provide: CUSTOMER_DESK,
      useValue: { quote: nothingToTell, concession: nothingToTell, offer: nothingToTell },
    },
    { provide: CUSTOMER_PAST, useValue: { state: nothingFound, explanation: nothingFound } },
    {
      provide: EXPLANATIONS,
      useValue: {
        ...{ quote: emptyPage, concession: emptyPage, offer: emptyPage },
        ...{ billingError: emptyPage, verifiedFault: emptyPage },
      },
    },
    ...[CUSTOMERS_VIEW, CONCESSIONS_VIEW, ENTITLEMENTS_VIEW, OFFERS_VIEW].map((provide) => ({
      provide,
      useValue: emptyView,
    })),
  ]);
});
afterAll(() => door.stop());

const agents: readonly Role[] = ['tier1-agent', 'tier2-agent', 'supervisor'];
const desk: readonly Role[] = [...agents, 'store-clerk'];
const auditors: readonly Role[] = ['supervisor', 'qa-auditor'];

describe('the routes of customer value', () => {
  it.each<[string, readonly Role[]]>([
    ['POST /v1/customers/:customerId/complaints', desk],
    ['POST /v1/customers/:customerId/termination-fee-quotes', desk],
    ['POST /v1/customers/:customerId/concessions', agents],
    ['POST /v1/customers/:customerId/concessions/:concessionId/decision-otherwise', ['supervisor']],
    ['POST /v1/customers/:customerId/offers', desk],
    ['POST /v1/customers/:customerId/offers/:offerId/disclosure', desk],
    ['POST /v1/customers/:customerId/offers/:offerId/consent', desk],
    ['POST /v1/customers/:customerId/offers/:offerId/acceptance', desk],
    ['POST /v1/customers/:customerId/offers/:offerId/refusal', desk],
    ['GET /v1/customers/:customerId', [...desk, 'qa-auditor', 'operations']],
    ['GET /v1/customers', ['supervisor', 'qa-auditor', 'operations']],
    ['GET /v1/customers/:customerId/state', auditors],
    ['GET /v1/customers/:customerId/explanation', auditors],
    ['GET /v1/customers/:customerId/termination-fee-quotes/:quoteId/explanation', auditors],
    ['GET /v1/customers/:customerId/concessions', [...agents, 'qa-auditor']],
    ['GET /v1/customers/:customerId/concessions/:concessionId/explanation', auditors],
    ['POST /v1/customers/:customerId/concessions/:concessionId/remark-readings', auditors],
    ['POST /v1/forgotten-customers', ['legal']],
    ['POST /v1/policy-activations', ['operations']],
    ['GET /v1/customers/:customerId/entitlements', [...desk, 'qa-auditor']],
    ['GET /v1/customers/:customerId/billing-errors/:billId/explanation', auditors],
    ['GET /v1/customers/:customerId/verified-faults/:complaintId/explanation', auditors],
    ['GET /v1/customers/:customerId/offers', [...desk, 'qa-auditor']],
    ['GET /v1/customers/:customerId/offers/:offerId/explanation', auditors],
  ])('%s is for %j', (name, allowed) => {
    const route = door.routes.find(({ method, path }) => `${method} ${path}` === name);
    expect(route?.roles.toSorted()).toEqual(allowed.toSorted());
  });

  it('are no others', () => {
    expect(door.routes).toHaveLength(24);
  });

  it('let in whom they are for, refuse every other role, and answer 401 to nobody', async () => {
    expect(await walkRoutes(door.routes, { url: door.url, tokenFor: (role) => Promise.resolve(role) })).toEqual([]);
  });
});
