import 'reflect-metadata';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Role } from '@tierline/contracts';
import type { Execution } from '@tierline/kernel';
import { ACTIVATE_POLICY, FORGET_CUSTOMER, walkRoutes } from '@tierline/platform';
import { startDoor, type OpenDoor } from '@tierline/platform/testing';
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

const nothing = (): Promise<Execution> => Promise.resolve({ outcome: 'unknown-stream' });
const freshness = () => ({ position: undefined, asOf: undefined });

const emptyView = { get: () => undefined, list: () => [], freshness };
const emptyPage = () => Promise.resolve({ items: [], next: undefined, freshness: freshness() });
const nothingFound = () => Promise.resolve({ document: undefined, freshness: freshness() });
const nothingToTell = () => Promise.resolve(undefined);

let door: OpenDoor;

beforeAll(async () => {
  door = await startDoor(httpControllers, [
    { provide: COMMANDS, useValue: nothing },
    { provide: REMARKS, useValue: nothing },
    { provide: FORGET_CUSTOMER, useValue: nothing },
    { provide: ACTIVATE_POLICY, useValue: nothing },
    { provide: REQUEST_SOURCES, useValue: nothingFound },
    { provide: REQUESTS_VIEW, useValue: emptyView },
    { provide: CARRIER_VIEW, useValue: emptyView },
    { provide: CARRIER_DESK, useValue: { answer: nothingToTell, code: nothingToTell } },
    { provide: ACTIVATION_AS_OF, useValue: nothingFound },
    { provide: CARRIER_AS_OF, useValue: nothingFound },
    { provide: ACTIVATION_EXPLANATIONS, useValue: emptyPage },
    { provide: CARRIER_EXPLANATIONS, useValue: emptyPage },
  ]);
});
afterAll(() => door.stop());

const desk: readonly Role[] = ['tier1-agent', 'tier2-agent', 'supervisor', 'store-clerk'];
const readers: readonly Role[] = [...desk, 'qa-auditor', 'operations'];

describe('the routes of device unlock', () => {
  it.each<[string, readonly Role[]]>([
    ['POST /v1/activation-lock-requests', desk],
    ['POST /v1/activation-lock-requests/:requestId/credentials', desk],
    ['POST /v1/activation-lock-requests/:requestId/proofs', desk],
    ['POST /v1/activation-lock-requests/:requestId/erasure-consent', desk],
    ['POST /v1/activation-lock-requests/:requestId/removal', ['tier2-agent', 'supervisor', 'store-clerk']],
    ['GET /v1/activation-lock-requests/:requestId', readers],
    ['GET /v1/activation-lock-requests', readers],
    ['GET /v1/activation-lock-requests/:requestId/explanation', ['supervisor', 'qa-auditor']],
    ['GET /v1/activation-lock-requests/:requestId/state', ['supervisor', 'qa-auditor']],
    ['POST /v1/carrier-unlock-requests', desk],
    ['POST /v1/carrier-unlock-requests/:requestId/answer', desk],
    ['POST /v1/carrier-unlock-requests/:requestId/code', desk],
    ['POST /v1/carrier-unlock-requests/:requestId/code-acknowledgement', desk],
    ['GET /v1/carrier-unlock-requests/:requestId', readers],
    ['GET /v1/carrier-unlock-requests', readers],
    ['GET /v1/carrier-unlock-requests/:requestId/explanation', ['supervisor', 'qa-auditor']],
    ['GET /v1/carrier-unlock-requests/:requestId/state', ['supervisor', 'qa-auditor']],
    ['POST /v1/activation-lock-requests/:requestId/remark-readings', ['supervisor', 'qa-auditor']],
    ['POST /v1/forgotten-customers', ['legal']],
    ['POST /v1/policy-activations', ['operations']],
    ['POST /v1/request-sources/:source/review', ['operations']],
    ['GET /v1/request-sources/:source', ['operations', 'qa-auditor', 'supervisor']],
  ])('%s is for %j', (name, allowed) => {
    const route = door.routes.find(({ method, path }) => `${method} ${path}` === name);
    expect(route?.roles.toSorted()).toEqual(allowed.toSorted());
  });

  it('are no others', () => {
    expect(door.routes).toHaveLength(22);
  });

  it('let in whom they are for, refuse every other role, and answer 401 to nobody', async () => {
    expect(await walkRoutes(door.routes, { url: door.url, tokenFor: (role) => Promise.resolve(role) })).toEqual([]);
  });
});
