import { outcomeSamples } from './neighbours.js';
import type { Samples } from './sample.js';

const usd = (amountMinor: number) => ({ amountMinor, currency: 'USD' });
const commitment = {
  ...{ commitmentId: 'commitment-1', lineId: 'line-1', begunOn: '2025-01-31', months: 24, equipment: 'smartphone' },
};
const plan = {
  ...{ orderId: 'order-1', lineId: 'line-1', plan: 'family-5gb', monthly: usd(4_500) },
  ...{ data: 'metered', takenOn: '2025-01-31' },
};
const paid = { billId: 'bill-1', amount: usd(4_500), dueOn: '2026-02-15', paidAt: '2026-02-14T22:30:00.000Z' };
const usage = {
  ...{ customerId: 'customer-1', period: '2026-02', megabytes: 12_000, plan: 'family-5gb' },
  quantiles: { p95: 5_000, p99: 9_000 },
};
const classified = { classificationId: 'class-1', asOf: '2026-01-01' };
const asOf = '2026-02-28T09:30:00.000Z';
const standing = { customerId: 'customer-1', attitude: 'neutral', asOf };
const offer = { offerId: 'offer-1' };
const concession = { concessionId: 'concession-1', kind: 'credit' };
const decided = { customerId: 'customer-1', ...concession, outcome: 'discretionary' };
const entitled = { customerId: 'customer-1', claim: 'billing-error', claimId: 'bill-1', outcome: 'entitled' };
const flag = { flagId: 'line-1:2026-02' };

/** Messages of customer value. */
export const customerValueSamples: Samples = {
  ...outcomeSamples,
  'RecordCustomerOpened.v1': {
    valid: [
      { openedOn: '2025-01-31', zone: 'America/New_York' },
      { openedOn: '2025-01-31', zone: 'UTC' },
    ],
    invalid: [
      { why: 'a zone that is no place', field: 'zone', data: { openedOn: '2025-01-31', zone: '+01:00' } },
      { why: 'a day that does not exist', field: 'openedOn', data: { openedOn: '2025-02-29', zone: 'UTC' } },
    ],
  },
  'RecordPlanTaken.v1': {
    valid: [plan, { ...plan, data: 'grandfathered-unlimited' }],
    invalid: [{ why: 'half a cent', field: 'monthly.amountMinor', data: { ...plan, monthly: usd(4_500.5) } }],
  },
  'RecordDeviceTaken.v1': {
    valid: [
      {
        ...{ orderId: 'order-1', lineId: 'line-1', equipment: 'smartphone', price: usd(79_900) },
        takenOn: '2025-01-31',
      },
    ],
  },
  'RecordLineAdded.v1': { valid: [{ lineId: 'line-2', addedOn: '2025-06-30' }] },
  'RecordLineEnded.v1': { valid: [{ lineId: 'line-2', endedOn: '2026-06-30' }] },
  'RecordAccountClassified.v1': {
    valid: [
      { ...classified, account: { class: 'consumer' } },
      { ...classified, account: { class: 'small-business' } },
      { ...classified, account: { class: 'corporate', yearlySpend: usd(20_000_000) } },
    ],
    invalid: [
      {
        why: 'a corporate account without its spend',
        field: 'account.yearlySpend',
        data: { ...classified, account: { class: 'corporate' } },
      },
    ],
  },
  'RecordCommitmentBegun.v1': {
    valid: [commitment],
    invalid: [{ why: 'no month at all', field: 'months', data: { ...commitment, months: 0 } }],
  },
  'RecordCommitmentRenewed.v1': { valid: [{ ...commitment, months: 12 }] },
  'RecordBillIssued.v1': {
    valid: [{ billId: 'bill-1', amount: usd(4_500), issuedOn: '2026-02-01', dueOn: '2026-02-15' }],
  },
  'RecordBillPaid.v1': {
    valid: [paid],
    invalid: [{ why: 'a day in place of a moment', field: 'paidAt', data: { ...paid, paidAt: '2026-02-14' } }],
  },
  'RecordBillingErrorFound.v1': {
    valid: [{ billId: 'bill-1', billed: usd(9_000), owed: usd(4_500), foundOn: '2026-02-20' }],
  },
  'ReportUsage.v1': {
    valid: [usage],
    invalid: [
      { why: 'a month that does not exist', field: 'period', data: { ...usage, period: '2026-13' } },
      { why: 'less than nothing', field: 'megabytes', data: { ...usage, megabytes: -1 } },
    ],
  },
  'AnswerUsageReview.v1': {
    valid: [{ ...flag, answer: 'cleared' }],
    invalid: [{ why: 'an assertion of what the data was for', field: 'answer', data: { ...flag, answer: 'guilty' } }],
  },
  'OpenUsageReview.v1': { valid: [{ customerId: 'customer-1', ...flag, lineId: 'line-1', period: '2026-02' }] },
  'ClaimFaultsOfLine.v1': { valid: [{ customerId: 'customer-1', lineId: 'line-1' }] },
  'ClaimEntitlement.v1': {
    valid: [
      { customerId: 'customer-1', claim: { kind: 'billing-error', billId: 'bill-1' } },
      { customerId: 'customer-1', claim: { kind: 'verified-fault', complaintId: 'complaint-1' } },
    ],
  },
  'RecordComplaintMade.v1': {
    valid: [
      { complaintId: 'complaint-1', category: 'billing', madeOn: '2026-02-20' },
      { complaintId: 'complaint-1', category: 'dropped-calls', credit: usd(1_000), madeOn: '2026-02-20' },
    ],
  },
  'QuoteTerminationFee.v1': { valid: [{ lineId: 'line-1' }] },
  'DecideConcession.v1': {
    valid: [{ ...concession, requested: usd(2_000) }],
    invalid: [
      {
        why: 'a value number that nobody asked for',
        field: 'value',
        data: { ...concession, requested: usd(2_000), value: 5 },
      },
    ],
  },
  'DecideConcessionOtherwise.v1': {
    valid: [
      { concessionId: 'concession-1', amount: usd(3_000), reason: 'loyalty' },
      { concessionId: 'concession-1', amount: usd(0), reason: 'other', remark: 'Asked for the third time.' },
    ],
  },
  'ReadConcessionRemark.v1': { valid: [{ concessionId: 'concession-1' }] },
  'ForgetCustomer.v1': { valid: [{ customerId: 'customer-1' }] },
  'ActivatePolicy.v1': {
    valid: [{ policy: 'customer-value', version: 2 }],
    invalid: [{ why: 'a policy of another context', field: 'policy', data: { policy: 'device-unlock', version: 2 } }],
  },
  'MakeOffer.v1': {
    valid: [{ ...offer, lineId: 'line-1', parts: ['new-phone', 'renewal'] }],
    invalid: [
      { why: 'an offer of nothing', field: 'parts', data: { ...offer, lineId: 'line-1', parts: [] } },
      { why: 'a part twice', field: 'parts', data: { ...offer, lineId: 'line-1', parts: ['plan', 'plan'] } },
    ],
  },
  'DiscloseForfeiture.v1': { valid: [offer] },
  'ConsentToForfeiture.v1': { valid: [offer] },
  'AcceptOffer.v1': { valid: [offer] },
  'DeclineOffer.v1': { valid: [offer] },
  'CustomerStandingChanged.v1': {
    valid: [{ ...standing, value: 3 }],
    invalid: [{ why: 'a value number beyond 5', field: 'value', data: { ...standing, value: 6 } }],
  },
  'ValueChanged.v1': {
    valid: [
      {
        ...{ ...standing, from: 0, to: 2, policyVersion: 1 },
        reasons: [{ cause: 'merit', facts: [{ fact: 'BillPaid', id: 'bill-1' }] }],
      },
    ],
  },
  'ConcessionDecided.v1': {
    valid: [
      { ...decided, decision: 'granted', granted: usd(2_000) },
      { ...decided, decision: 'denied' },
    ],
  },
  'EntitlementDecided.v1': {
    valid: [
      { ...entitled, decision: 'granted', granted: usd(4_500) },
      { ...entitled, decision: 'denied' },
    ],
  },
  'UsageFlagRaised.v1': {
    valid: [{ customerId: 'customer-1', ...flag, flag: 'unusual-usage', lineId: 'line-1', period: '2026-02' }],
    invalid: [
      {
        why: 'another flag than that the use is unusual',
        field: 'flag',
        data: { customerId: 'customer-1', ...flag, flag: 'guilty', lineId: 'line-1', period: '2026-02' },
      },
    ],
  },
  'UsageFlagClosed.v1': { valid: [{ customerId: 'customer-1', ...flag, answer: 'confirmed' }] },
  'GrandfatheredPlanForfeited.v1': {
    valid: [{ customerId: 'customer-1', ...offer, lineId: 'line-1', plan: 'unlimited-2009' }],
  },
};
