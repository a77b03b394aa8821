import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import type { Role } from '@tierline/contracts';
import { testStack, type TestStack } from '@tierline/stack/testing';
import { PARTS, replicas, TOPICS } from '../testing/running-stack.js';

const START = 240_000;

let stack: TestStack;
let url: string;

beforeAll(async () => {
  stack = await testStack(PARTS, TOPICS, replicas(['only']));
  url = stack.services['only']?.httpUrl ?? '';
}, START);
afterAll(() => stack.stop());

async function ask(method: string, role: Role, path: string, init: RequestInit = {}) {
  const token = await stack.token({ role, sub: role, clientId: 'desk' });
  const headers = { authorization: `Bearer ${token}`, ...(init.headers as Record<string, string>) };
  const response = await fetch(`${url}/v1/customers${path}`, { ...init, method, headers });
  return { status: response.status, body: (await response.json()) as Readonly<Record<string, unknown>> };
}

const post = (role: Role, path: string, body: object) =>
  ask('POST', role, `/customer-7/${path}`, {
    headers: { 'content-type': 'application/json', 'idempotency-key': randomUUID() },
    body: JSON.stringify(body),
  });

describe('the desk of a running service', () => {
  it('CV-09: records a complaint of a customer whom another system has named, and decides on a credit', async () => {
    const complaint = { complaintId: 'complaint-1', category: 'billing', madeOn: '2026-03-01' };
    expect(await post('tier1-agent', 'complaints', complaint)).toMatchObject({
      ...{ status: 200, body: { outcome: 'accepted', subject: 'customer-7', revision: 0 } },
    });
    const wish = { concessionId: 'concession-1', kind: 'credit', requested: { amountMinor: 500, currency: 'USD' } };
    expect(await post('supervisor', 'concessions', wish)).toMatchObject({
      status: 200,
      body: { answer: { concessionId: 'concession-1', outcome: 'discretionary', policyVersion: 1 } },
    });
  });

  it('CV-13: has no fee for a line without a commitment, and says by which rule', async () => {
    expect(await post('tier1-agent', 'termination-fee-quotes', { lineId: 'line-1' })).toMatchObject({
      ...{ status: 409, body: { reason: 'no-commitment', rule: 'CV-13' } },
    });
  });

  it('CV-22: reads its own write, lists it, and explains it from the stored history', async () => {
    const offer = { offerId: 'offer-1', lineId: 'line-1', parts: ['accessory'] };
    const { body } = await post('store-clerk', 'offers', offer);
    const own = `at-least=${String(body['position'])}`;
    expect(await ask('GET', 'store-clerk', `/customer-7/offers?status=open&${own}`)).toMatchObject({
      ...{ status: 200, body: { items: [{ ...offer, customerId: 'customer-7', status: 'open' }] } },
    });
    expect(await ask('GET', 'supervisor', `/customer-7/concessions?${own}`)).toMatchObject({
      body: { items: [{ concessionId: 'concession-1', outcome: 'discretionary' }] },
    });
    expect(await ask('GET', 'store-clerk', `/customer-7?${own}`)).toMatchObject({
      body: { customerId: 'customer-7', value: 0, review: 'none', stateRevision: body['stateRevision'] },
    });
    expect((await ask('GET', 'supervisor', `?review=none&${own}`)).body).toMatchObject({
      items: [{ customerId: 'customer-7' }],
    });
    expect(await ask('GET', 'qa-auditor', '/customer-7/explanation')).toMatchObject({
      ...{ status: 200, body: { value: 0, steps: [] } },
    });
    expect((await ask('GET', 'qa-auditor', '/customer-7/concessions/concession-1/explanation')).body).toMatchObject({
      items: [{ command: 'DecideConcession', outcome: 'accepted' }],
    });
  });
});
