import 'reflect-metadata';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Role } from '@tierline/contracts';
import type { Execution } from '@tierline/kernel';
import { walkRoutes } from '@tierline/platform';
import { startDoor, type OpenDoor } from '@tierline/platform/testing';
import { httpControllers } from './http-controllers.js';
import { COMMANDS, CUSTOMER_DESK } from './parts.js';

const nothing = (): Promise<Execution> => Promise.resolve({ outcome: 'unknown-stream' });
const nothingToTell = () => Promise.resolve(undefined);

let door: OpenDoor;

beforeAll(async () => {
  door = await startDoor(httpControllers, [
    { provide: COMMANDS, useValue: nothing },
    {
      provide: CUSTOMER_DESK,
      useValue: { quote: nothingToTell, concession: nothingToTell, offer: nothingToTell },
    },
  ]);
});
afterAll(() => door.stop());

const agents: readonly Role[] = ['tier1-agent', 'tier2-agent', 'supervisor'];
const desk: readonly Role[] = [...agents, 'store-clerk'];

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
  ])('%s is for %j', (name, allowed) => {
    const route = door.routes.find(({ method, path }) => `${method} ${path}` === name);
    expect(route?.roles.toSorted()).toEqual(allowed.toSorted());
  });

  it('are no others', () => {
    expect(door.routes).toHaveLength(9);
  });

  it('let in whom they are for, refuse every other role, and answer 401 to nobody', async () => {
    expect(await walkRoutes(door.routes, { url: door.url, tokenFor: (role) => Promise.resolve(role) })).toEqual([]);
  });
});
