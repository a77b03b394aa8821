import { aggregate, type Aggregate } from '@tierline/kernel/testing';
import type { OfferStep } from '../customer.commands.js';
import { customerDecider } from '../customer.decider.js';
import type { OfferPart } from '../customer.events.js';
import { customerSchemas } from '../customer.schemas.js';
import { entitlementDecider } from '../entitlement.decider.js';
import type { EntitlementClaim, EntitlementGrounds } from '../entitlement.events.js';
import { entitlementSchemas } from '../entitlement.schemas.js';
import { lineUsageDecider } from '../line-usage.decider.js';
import type { Period } from '../line-usage.events.js';
import { lineUsageSchemas } from '../line-usage.schemas.js';
import type { CustomerValuePolicyValues } from '../policy-values.js';
import type { BillId, ComplaintId, FlagId, OfferId, SealedText } from '../values.js';
import { ask, otherwise } from './concessions.js';
import * as facts from './facts.js';
import { bo, by, cleo, command, customerFact, day, line, sam, todayFact, usd } from './fixtures.js';

const offerId = 'offer-1' as OfferId;
const step = (type: OfferStep['type'], id = offerId) => command(type, { customerId: cleo, offerId: id }) as OfferStep;
const make = (id: OfferId, ...parts: readonly OfferPart[]) =>
  command('MakeOffer', { customerId: cleo, offerId: id, lineId: line, parts });
const flag = { customerId: cleo, flagId: 'line-1:2026-02' as FlagId };
const supervised = otherwise(5_000, 'hardship', 'concession-2');
const claim = (each: EntitlementClaim, grounds: EntitlementGrounds | null) =>
  command('ClaimEntitlement', { customerId: cleo, claim: each }, { grounds: customerFact(grounds) });
const ofBill: EntitlementClaim = { kind: 'billing-error', billId: 'bill-1' as BillId };
const ofFault: EntitlementClaim = { kind: 'verified-fault', complaintId: 'c1' as ComplaintId };
const use = (period: Period, megabytes: number) =>
  command('ReportUsage', {
    ...{ customerId: cleo, lineId: line, period, megabytes, plan: 'unlimited-2009' },
    quantiles: { p95: 9_000, p99: 12_000 },
  });

/** Every kind of aggregate of customer value. */
export const aggregates: readonly Aggregate<CustomerValuePolicyValues>[] = [
  aggregate('customer', customerDecider, customerSchemas, [
    ...[
      ...[facts.opened(), facts.billIssued(1), ...facts.times(8, (index) => facts.billPaid(index))],
      ...[facts.billLate(20), facts.billLate(21), facts.billingError(1, 9_000, 6_500)],
      ...[facts.plan('order-1', 12_000, { data: 'grandfathered-unlimited' }), facts.device('order-2', 90_000)],
      ...[facts.lineAdded('line-1'), facts.lineAdded('line-2'), facts.lineEnded('line-2')],
      ...[facts.account('class-1', { class: 'consumer' }), facts.account('class-2', { class: 'small-business' })],
      facts.account('class-3', { class: 'corporate', yearlySpend: usd(10_000_001) }),
      ...[facts.commitment(), facts.renewal(day('2025-06-01'))],
      ...[facts.complaint('c1', 2_000), facts.complaint('c2', 2_000), facts.complaint('c3', null)],
      ...[facts.faultVerified('c1'), facts.rated('r1', 'good'), facts.threat('t1')],
    ].map(({ record }) => record),
    command('QuoteTerminationFee', { customerId: cleo, lineId: line }, todayFact),
    ...[ask(800), by(bo, ask(1_400, 'bill-adjustment', 'concession-2')), ask(90_000, 'free-phone', 'concession-3')],
    by(bo, ask(9_000, 'bill-adjustment', 'concession-4')),
    by(sam, otherwise(800)),
    by(sam, { ...supervised, data: { ...supervised.data, amount: usd(1_400), remark: 'sealed1:x' as SealedText } }),
    by(sam, otherwise(800, 'other')),
    make(offerId, 'new-phone', 'plan'),
    make('offer-2' as OfferId, 'accessory'),
    ...(['DiscloseForfeiture', 'ConsentToForfeiture', 'AcceptOffer'] as const).map((type) => step(type)),
    step('DeclineOffer', 'offer-2' as OfferId),
    command('OpenUsageReview', { ...flag, lineId: line, period: '2026-02' }),
    command('AnswerUsageReview', { ...flag, answer: 'cleared' }),
  ]),
  aggregate('entitlement', entitlementDecider, entitlementSchemas, [
    claim(ofBill, null),
    claim(ofFault, { kind: 'verified-fault', daysWithoutService: 0, monthly: usd(6_000) }),
    claim(ofFault, { kind: 'verified-fault', daysWithoutService: 3, monthly: usd(6_000) }),
    claim(ofBill, { kind: 'billing-error', billed: usd(9_000), owed: usd(6_500) }),
  ]),
  aggregate('line’s usage', lineUsageDecider, lineUsageSchemas, [
    ...(['2025-10', '2025-11', '2025-12'] as const).map((period) => use(period, 30_000)),
    use('2026-01', 90_000),
    use('2026-02', 90_000),
  ]),
];
