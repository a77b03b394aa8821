import { policyBook } from '@tierline/kernel';
import { recordCommands } from '@tierline/kernel/testing';
import { expect, it } from '@jest/globals';
import { customerDecider } from './customer.decider.js';
import type { RecordFact } from './customer.commands.js';
import { explainCustomer } from './customer-explanation.js';
import { entitlementDecider } from './entitlement.decider.js';
import { explainEntitlement } from './entitlement-explanation.js';
import type { EntitlementGrounds } from './entitlement.events.js';
import { lineUsageDecider } from './line-usage.decider.js';
import { explainLineUsage } from './line-usage-explanation.js';
import type { Period } from './line-usage.events.js';
import { ask } from './testing/concessions.js';
import { commitment, lineEnded, plan, renewal } from './testing/facts.js';
import { bo, by, cleo, command, customerFact, day, line, policy, todayFact, usd } from './testing/fixtures.js';
import type { BillId, LineId } from './values.js';

const claim = (grounds: EntitlementGrounds | null) =>
  command(
    'ClaimEntitlement',
    { customerId: cleo, claim: { kind: 'billing-error' as const, billId: 'bill-1' as BillId } },
    { grounds: customerFact(grounds) },
  );
const use = (period: Period, megabytes: number) =>
  command('ReportUsage', {
    ...{ customerId: cleo, lineId: line, period, megabytes, plan: 'unlimited-2009' },
    quantiles: { p95: 9_000, p99: 20_000 },
  });

it('CV-09, RT-14: an entitlement is explained by its grounds, with their place, and what was missing', async () => {
  const error: EntitlementGrounds = { kind: 'billing-error', billed: usd(9_000), owed: usd(6_500) };
  const told = explainEntitlement(await recordCommands(entitlementDecider, policy, [claim(null), claim(error)]));
  expect(told).toMatchObject([
    { rules: ['CV-09', 'RT-14'], counterfactuals: [{ kind: 'grounds' }], facts: [{ name: 'grounds', value: null }] },
    { outcome: 'accepted', counterfactuals: [], facts: [{ name: 'grounds', value: error, place: { revision: 4 } }] },
  ]);
});

it('CV-20: a flag is explained by its threshold, and with no more than that there is none', async () => {
  const flagged = explainLineUsage(await recordCommands(lineUsageDecider, policy, [use('2026-01', 24_001)])).at(-1);
  expect(flagged).toMatchObject({ rules: ['CV-20'], counterfactuals: [{ kind: 'used', atMostMegabytes: 24_000 }] });
  const usual = explainLineUsage(await recordCommands(lineUsageDecider, policy, [use('2026-01', 24_000)])).at(-1);
  expect(usual).toMatchObject({ outcome: 'accepted', counterfactuals: [] });
});

it('CV-13: a fee that falls was explained by a day before the renewal, when that had the id of what it renews', async () => {
  const { record } = renewal(day('2025-09-02'));
  const renewed = { ...record, data: { ...record.data, commitmentId: 'commitment-1' } } as RecordFact;
  const quote = command('QuoteTerminationFee', { customerId: cleo, lineId: line }, todayFact);
  const history = await recordCommands(customerDecider, policy, [commitment().record, renewed, quote]);
  expect(explainCustomer(history, policyBook([policy])).at(-1)).toMatchObject({
    counterfactuals: [{ kind: 'later', on: '2026-04-02' }],
  });
});

it.each([
  ['renewed', renewal(day('2026-03-03')), [{ kind: 'later', on: '2026-03-03', feeMinor: 0 }]],
  ['ended', lineEnded('line-1', '2026-03-03'), []],
])('CV-13, CV-17: of a line that is %s tomorrow a fee falls by what is owed then', async (_, { record }, expected) => {
  const quote = command('QuoteTerminationFee', { customerId: cleo, lineId: line }, todayFact);
  const history = await recordCommands(customerDecider, policy, [commitment().record, record, quote]);
  expect(explainCustomer(history, policyBook([policy])).at(-1)?.counterfactuals).toEqual(expected);
});

it('CV-09, RT-01: what would have led to a yes was beyond the authority of whoever was asked', async () => {
  const history = await recordCommands(customerDecider, policy, [by(bo, ask(30_000, 'free-phone'))]);
  const [change] = explainCustomer(history, policyBook([policy])).at(-1)?.counterfactuals ?? [];
  expect(change).toMatchObject({ kind: 'input', changes: { askedOf: 'tier2-agent' } });
});

it('CV-22: an order that was told for two lines would have been taken under another id', async () => {
  const orders = [plan('order-1', 5_000), plan('order-1', 5_000, { lineId: 'line-2' as LineId })];
  const history = await recordCommands(
    customerDecider,
    policy,
    orders.map(({ record }) => record),
  );
  expect(explainCustomer(history, policyBook([policy])).at(-1)).toMatchObject({
    refusal: { reason: 'order-of-another-line' },
    counterfactuals: [{ kind: 'another-id' }],
  });
});
