import { randomUUID } from 'node:crypto';
import { customerValueRegistry } from '@tierline/customer-value';
import type { Role } from '@tierline/contracts';
import type { Instant } from '@tierline/kernel';
import { ACTIVATE_POLICY, digest, directory, FORGET_CUSTOMER, personalData } from '@tierline/platform';
import { foldedView, startDoor } from '@tierline/platform/testing';
import { concessionsView } from '../concessions/concessions.view.js';
import { customerPast } from '../customers/customer-past.js';
import { customersView } from '../customers/customers.view.js';
import { customerDesk } from '../desk.js';
import { entitlementsView } from '../entitlements/entitlements.view.js';
import { explanations } from '../explanations.js';
import { httpControllers } from '../http-controllers.js';
import { offersView } from '../offers/offers.view.js';
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
} from '../parts.js';
import { concessionRemarks } from '../personal-data/concession-remarks.js';
import { policies } from './policies.js';
import { service } from './service.js';
import type { Told } from './told.js';

/** A noon at which every command comes by the door, in the zone of most customers of specs. */
export const NOW = '2026-03-02T17:00:00.000Z' as Instant;

/** What the door has answered. */
export interface Reply {
  readonly status: number;
  readonly headers: Headers;
  readonly body: Readonly<Record<string, unknown>>;
}

/** The application behind its real HTTP door, on a store of its own. Facts are told past the door, as by Kafka. */
export async function openDesk(now = NOW) {
  const found = service();
  const { store, handle, kept, parts } = found;
  const personal = personalData({
    ...{ ...parts, context: 'customer_value', registry: customerValueRegistry, seals: kept },
    directory: directory(store, 'customer_value', Buffer.alloc(32, 1)),
  });
  const door = await startDoor(
    httpControllers,
    [
      { provide: COMMANDS, useValue: handle },
      { provide: CONCESSION_REMARKS, useValue: concessionRemarks(store, personal) },
      { provide: CUSTOMER_DESK, useValue: customerDesk(store) },
      { provide: CUSTOMER_PAST, useValue: customerPast(store, policies) },
      { provide: EXPLANATIONS, useValue: explanations(store, policies, digest) },
      { provide: CUSTOMERS_VIEW, useValue: foldedView(store, customersView) },
      { provide: CONCESSIONS_VIEW, useValue: foldedView(store, concessionsView) },
      { provide: ENTITLEMENTS_VIEW, useValue: foldedView(store, entitlementsView) },
      { provide: OFFERS_VIEW, useValue: foldedView(store, offersView) },
      { provide: FORGET_CUSTOMER, useValue: personal.forget },
      { provide: ACTIVATE_POLICY, useValue: () => Promise.reject(new Error('no policy waits in specs of the desk')) },
    ],
    { clock: () => now },
  );
  const ask = async (method: string, role: Role, path: string, init: RequestInit = {}): Promise<Reply> => {
    const headers = { authorization: `Bearer ${role}`, ...(init.headers as Record<string, string>) };
    const response = await fetch(`${door.url}/v1/customers${path}`, { ...init, method, headers });
    return { status: response.status, headers: response.headers, body: (await response.json()) as Reply['body'] };
  };
  return {
    ...found,
    ...door,
    get: (role: Role, path: string) => ask('GET', role, path),
    /** @param headers besides the usual ones; an `idempotency-key` of its own is a new command */
    post: (role: Role, path: string, body: object, headers: Readonly<Record<string, string>> = {}) =>
      ask('POST', role, path, {
        headers: { 'content-type': 'application/json', 'idempotency-key': randomUUID(), ...headers },
        body: JSON.stringify(body),
      }),
    /** Tells facts of a customer, one after another. @throws {Error} naming the first that is not accepted */
    tells: async (customerId: string, ...all: readonly Told[]): Promise<void> => {
      for (const [type, body] of all) {
        const subject = type === 'ReportUsage' ? `line-of-${customerId}` : customerId;
        const { outcome } = await found.request(type, body, { subject });
        if (outcome !== 'accepted') throw new Error(`${type} is ${outcome}`);
      }
    },
  };
}

/** An application behind its door. */
export type OpenDesk = Awaited<ReturnType<typeof openDesk>>;
