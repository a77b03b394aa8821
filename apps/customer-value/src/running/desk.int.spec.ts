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

async function post(role: Role, path: string, body: object) {
  const token = await stack.token({ role, sub: role, clientId: 'desk' });
  const response = await fetch(`${url}/v1/customers/customer-7/${path}`, {
    method: 'POST',
    headers: {
      authorization: `Bearer ${token}`,
      'content-type': 'application/json',
      'idempotency-key': randomUUID(),
    },
    body: JSON.stringify(body),
  });
  return { status: response.status, body: (await response.json()) as object };
}

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
});
