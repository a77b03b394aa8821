import 'reflect-metadata';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { EntitlementV1, ExplainedCustomerDecisionV1, messageType } from '@tierline/contracts';
import { validated } from '@tierline/platform';
import { openDesk, type OpenDesk } from '../testing/open-desk.js';
import { billedTooMuch, complaint, fault, opened, plan, usd } from '../testing/told.js';

const contract = messageType('Entitlement', 1, EntitlementV1);
const explained = messageType('ExplainedCustomerDecision', 1, ExplainedCustomerDecisionV1);

let desk: OpenDesk;
beforeAll(async () => {
  desk = await openDesk();
  await desk.tells('ann', opened(), plan(3_100), billedTooMuch, complaint('c1'), fault('c1', 'ann'));
  await desk.followUp();
});
afterAll(() => desk.stop());

const items = async (path: string) =>
  ((await desk.get('supervisor', path)).body as { readonly items?: readonly object[] }).items ?? [];

it('CV-09, RT-14: lists what a customer is entitled to, and that it is no matter of discretion', async () => {
  const all = await items('/ann/entitlements');
  for (const each of all) expect(() => validated(contract, each)).not.toThrow();
  expect(all).toMatchObject([
    { claim: 'billing-error', claimId: 'bill-1', outcome: 'entitled', decision: 'granted', granted: usd(2_500) },
    { claim: 'verified-fault', claimId: 'c1', outcome: 'entitled', decision: 'granted' },
  ]);
  expect(await items('/ann/entitlements?decision=denied')).toEqual([]);
  expect(await items('/nobody/entitlements')).toEqual([]);
});

it.each([
  ['/ann/billing-errors/bill-1/explanation', { kind: 'billing-error', billed: usd(9_000), owed: usd(6_500) }],
  ['/ann/verified-faults/c1/explanation', { kind: 'verified-fault', daysWithoutService: 3, monthly: usd(3_100) }],
])('RT-14: explains %s by its grounds alone, as neither value nor attitude was asked', async (path, grounds) => {
  const all = await items(path);
  for (const each of all) expect(() => validated(explained, each)).not.toThrow();
  expect(all).toMatchObject([
    {
      ...{ command: 'ClaimEntitlement', outcome: 'accepted', rules: ['CV-09', 'RT-14'] },
      facts: [{ name: 'grounds', value: grounds, place: { stream: 'customer_value.customer-ann' } }],
    },
  ]);
  expect(JSON.stringify(all)).not.toMatch(/attitude|"value":\s*[0-5]/);
});
