import type { Service } from './service.js';

/** A command's name, and what it says. */
export type Told = readonly [type: string, body: object];

export const usd = (amountMinor: number) => ({ amountMinor, currency: 'USD' });
const twoDigits = (number: number) => String(number).padStart(2, '0');

export const opened = (zone = 'America/New_York'): Told => ['RecordCustomerOpened', { openedOn: '2024-01-02', zone }];
/** The bill of a month of 2025, paid at noon in New York so many days after it was due; on time up to 5. */
export const paid = (month: number, daysAfterDue = 0): Told => [
  'RecordBillPaid',
  {
    ...{ billId: `bill-${String(month)}`, amount: usd(5_000), dueOn: `2025-${twoDigits(month)}-10` },
    paidAt: `2025-${twoDigits(month)}-${twoDigits(10 + daysAfterDue)}T16:00:00.000Z`,
  },
];
export const issued: Told = [
  'RecordBillIssued',
  { billId: 'bill-1', amount: usd(5_000), issuedOn: '2025-01-01', dueOn: '2025-01-10' },
];
export const billedTooMuch: Told = [
  'RecordBillingErrorFound',
  { billId: 'bill-1', billed: usd(9_000), owed: usd(6_500), foundOn: '2025-02-01' },
];
export const plan = (monthlyMinor: number, change: object = {}): Told => [
  'RecordPlanTaken',
  {
    ...{ orderId: `plan-${String(monthlyMinor)}`, lineId: 'line-1', plan: 'family-5gb', monthly: usd(monthlyMinor) },
    ...{ data: 'metered', takenOn: '2024-01-02', ...change },
  },
];
export const grandfathered = plan(3_000, { plan: 'unlimited-2009', data: 'grandfathered-unlimited' });
export const device = (priceMinor: number): Told => [
  'RecordDeviceTaken',
  {
    ...{ orderId: `device-${String(priceMinor)}`, lineId: 'line-1', equipment: 'smartphone' },
    ...{ price: usd(priceMinor), takenOn: '2024-01-02' },
  },
];
export const line = (lineId: string): Told => ['RecordLineAdded', { lineId, addedOn: '2024-01-02' }];
export const lineEnded: Told = ['RecordLineEnded', { lineId: 'line-2', endedOn: '2025-03-01' }];
export const classified = (account: object, asOf = '2025-01-01'): Told => [
  'RecordAccountClassified',
  { classificationId: `class-${asOf}`, account, asOf },
];
const term = { lineId: 'line-1', months: 24, equipment: 'smartphone' };
export const commitment: Told = [
  'RecordCommitmentBegun',
  { commitmentId: 'commitment-1', begunOn: '2025-03-02', ...term },
];
export const renewal: Told = [
  'RecordCommitmentRenewed',
  { commitmentId: 'commitment-2', begunOn: '2026-01-31', ...term },
];
export const complaint = (complaintId: string, creditMinor?: number): Told => [
  'RecordComplaintMade',
  {
    ...{ complaintId, category: 'dropped-calls', madeOn: '2025-10-01' },
    ...(creditMinor !== undefined && { credit: usd(creditMinor) }),
  },
];
export const fault = (complaintId: string, customerId = 'cleo'): Told => [
  'FaultVerified',
  { customerId, complaintId, lineId: 'line-1', daysWithoutService: 3, verifiedOn: '2025-11-01' },
];
export const rating = (attitude: string, ratedAt = '2026-02-01T10:00:00.000Z', customerId = 'cleo'): Told => [
  'AttitudeRated',
  { customerId, ratingId: `rating-${ratedAt}`, attitude, ratedBy: 'ada', ratedFrom: 'call-1', ratedAt },
];
export const threat: Told = [
  'ChurnThreatened',
  { customerId: 'cleo', threatId: 'threat-1', competitor: 'other-carrier', threatenedAt: '2026-02-01T10:00:00.000Z' },
];
/** What a line used in a month; 30 GB are usual for it. */
export const usage = (period: string, megabytes = 30_000): Told => [
  'ReportUsage',
  {
    ...{ customerId: 'cleo', period, megabytes, plan: 'unlimited-2009' },
    quantiles: { p95: 20_000, p99: 25_000 },
  },
];
export const asksCredit = (amountMinor: number, concessionId = 'concession-1'): Told => [
  'DecideConcession',
  { concessionId, kind: 'credit', requested: usd(amountMinor) },
];
export const otherwise = (amountMinor: number, rest: object = {}): Told => [
  'DecideConcessionOtherwise',
  { concessionId: 'concession-1', amount: usd(amountMinor), reason: 'loyalty', ...rest },
];
export const offer: Told = ['MakeOffer', { offerId: 'offer-1', lineId: 'line-1', parts: ['new-phone'] }];
export const step = (type: string): Told => [type, { offerId: 'offer-1' }];

/** Tells one after another; each must be accepted. */
export async function tell(found: Service, ...all: readonly Told[]): Promise<Service> {
  for (const [type, body] of all) {
    const subject = type === 'ReportUsage' ? { subject: 'line-1' } : {};
    const { outcome } = await found.request(type, body, subject);
    if (outcome !== 'accepted') throw new Error(`${type} is ${outcome}`);
  }
  return found;
}

/** So many bills on time, from January 2025 on. */
export const onTime = (bills: number): readonly Told[] => Array.from({ length: bills }, (_, index) => paid(index + 1));
