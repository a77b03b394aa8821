import { describe, expect, it } from '@jest/globals';
import { customerValueCommands } from '@tierline/contracts';
import { fieldsRefused } from '@tierline/platform/testing';
import * as told from './testing/told.js';
import { usd, type Told } from './testing/told.js';

type Command = keyof typeof customerValueCommands;
type Fault = readonly [what: string, body: object, field: string];

const but = ([, body]: Told, change: object): object => ({ ...body, ...change });
const without = ([, body]: Told, field: string): object =>
  Object.fromEntries(Object.entries(body).filter(([name]) => name !== field));
const flag = { flagId: 'line-1:2026-02' };
const claim = { kind: 'billing-error', billId: 'bill-1' };
const corporate = { class: 'corporate', yearlySpend: usd(1) };
const offerStep: readonly Fault[] = [
  ['CV-19: another channel than the door’s', { offerId: 'offer-1', channel: 'phone' }, 'channel'],
  ['an offer without id', {}, 'offerId'],
];
const commitment = (wish: Told): readonly Fault[] => [
  ['CV-13: no month at all', but(wish, { months: 0 }), 'months'],
  ['CV-13: a day that does not exist', but(wish, { begunOn: '2026-02-29' }), 'begunOn'],
  ['CV-15: no equipment', without(wish, 'equipment'), 'equipment'],
];

/** What no door lets in, for every command: what is wrong, and the field that the answer has to name. */
const faults: Readonly<Record<Command, readonly Fault[]>> = {
  recordCustomerOpened: [
    ['a zone that is no place', but(told.opened(), { zone: '+01:00' }), 'zone'],
    ['a zone that nobody knows', but(told.opened(), { zone: 'Mars/Base' }), 'zone'],
    ['CV-01: a value of its own', but(told.opened(), { value: 5 }), 'value'],
    ['a day before the calendar', but(told.opened(), { openedOn: '0000-12-31' }), 'openedOn'],
  ],
  recordPlanTaken: [
    ['a fraction of a minor unit', but(told.plan(1), { monthly: usd(0.5) }), 'monthly.amountMinor'],
    ['an amount below nothing', but(told.plan(1), { monthly: usd(-1) }), 'monthly.amountMinor'],
    ['CV-19: a kind of data that is not sold', but(told.plan(1), { data: 'endless' }), 'data'],
  ],
  recordDeviceTaken: [
    [
      'a currency that nobody knows',
      but(told.device(1), { price: { amountMinor: 1, currency: 'XYZ' } }),
      'price.currency',
    ],
  ],
  recordLineAdded: [['a line without id', without(told.line('l'), 'lineId'), 'lineId']],
  recordLineEnded: [['a moment for a day', but(told.lineEnded, { endedOn: '2026-01-01T00:00:00.000Z' }), 'endedOn']],
  recordAccountClassified: [
    [
      'CV-04: a corporate account without its spend',
      but(told.classified({}), { account: { class: 'corporate' } }),
      'account.yearlySpend',
    ],
    [
      'CV-05: the spend of a small business',
      but(told.classified({}), { account: { ...corporate, class: 'small-business' } }),
      'account.yearlySpend',
    ],
    ['a class that there is not', but(told.classified({}), { account: { class: 'vip' } }), 'account.class'],
  ],
  recordCommitmentBegun: commitment(told.commitment),
  recordCommitmentRenewed: commitment(told.renewal),
  recordBillIssued: [['a bill without due day', without(told.issued, 'dueOn'), 'dueOn']],
  recordBillPaid: [
    ['CV-02: its own word on whether it was on time', but(told.paid(1), { punctuality: 'on-time' }), 'punctuality'],
    ['a moment without a zone', but(told.paid(1), { paidAt: '2026-01-10T16:00:00.000' }), 'paidAt'],
    ['a moment before the calendar', but(told.paid(1), { paidAt: '0000-06-01T00:00:00.000Z' }), 'paidAt'],
    ['a moment whose day ends the calendar', but(told.paid(1), { paidAt: '9999-12-31T12:00:00.000Z' }), 'paidAt'],
  ],
  recordBillingErrorFound: [['what was owed as text', but(told.billedTooMuch, { owed: '65' }), 'owed']],
  reportUsage: [
    ['a month that does not exist', but(told.usage('2026-01'), { period: '2026-13' }), 'period'],
    ['half a megabyte', but(told.usage('2026-01'), { megabytes: 0.5 }), 'megabytes'],
    ['CV-20: what it was used for', but(told.usage('2026-01'), { tethering: true }), 'tethering'],
    ['CV-20: no quantiles', without(told.usage('2026-01'), 'quantiles'), 'quantiles'],
  ],
  answerUsageReview: [
    ['CV-21: an answer that there is not', { ...flag, answer: 'guilty' }, 'answer'],
    ['CV-21: a flag that can be none', { flagId: 'line-1', answer: 'cleared' }, 'flagId'],
  ],
  attitudeRated: [['RT-21: an attitude that there is not', but(told.rating('grumpy'), {}), 'attitude']],
  churnThreatened: [['RT-28: no competitor', without(told.threat, 'competitor'), 'competitor']],
  faultVerified: [
    ['CV-23: fewer days than none', but(told.fault('c1'), { daysWithoutService: -1 }), 'daysWithoutService'],
  ],
  recordComplaintMade: [
    ['RT-29: a category that there is not', but(told.complaint('c1'), { category: 'mood' }), 'category'],
    ['CV-06: null for no credit', but(told.complaint('c1'), { credit: null }), 'credit'],
  ],
  quoteTerminationFee: [['a day of the asker’s choice', { lineId: 'line-1', today: '2026-03-02' }, 'today']],
  decideConcession: [
    ['CV-09: a kind that is not ours to give', but(told.asksCredit(1), { kind: 'cash' }), 'kind'],
    ['RT-14: an outcome of its own', but(told.asksCredit(1), { outcome: 'entitled' }), 'outcome'],
    ['an amount below nothing', but(told.asksCredit(1), { requested: usd(-1) }), 'requested.amountMinor'],
  ],
  decideConcessionOtherwise: [
    ['CV-09: no reason', without(told.otherwise(1), 'reason'), 'reason'],
    ['a remark beyond bounds', but(told.otherwise(1), { remark: 'x'.repeat(501) }), 'remark'],
  ],
  makeOffer: [
    ['RT-17: an offer of nothing', but(told.offer, { parts: [] }), 'parts'],
    ['RT-17: a part that there is not', but(told.offer, { parts: ['yacht'] }), 'parts'],
  ],
  discloseForfeiture: offerStep,
  consentToForfeiture: offerStep,
  acceptOffer: offerStep,
  declineOffer: offerStep,
  openUsageReview: [
    ['no customer', { ...flag, lineId: 'line-1', period: '2026-02' }, 'customerId'],
    ['a flag that can be none', { flagId: 'x', customerId: 'c', lineId: 'l', period: '2026-02' }, 'flagId'],
  ],
  claimEntitlement: [
    ['RT-14: an amount of its own', { customerId: 'cleo', claim, amount: usd(1) }, 'amount'],
    ['RT-14: a claim that there is not', { customerId: 'cleo', claim: { ...claim, kind: 'kindness' } }, 'claim.kind'],
  ],
  claimFaultsOfLine: [['no line', { customerId: 'cleo' }, 'lineId']],
};

describe.each(Object.entries(faults) as [Command, readonly Fault[]][])('%s', (command, wrong) => {
  it.each(wrong)('is let in by no door with %s, and the field is named', (_, body, field) => {
    expect(fieldsRefused(customerValueCommands[command], body)).toContain(field);
  });
});
