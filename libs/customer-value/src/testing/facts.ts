import { addDays, addMonths, type Instant, type LocalDate } from '@tierline/kernel';
import type { AccountClass, CustomerFact } from '../customer-facts.events.js';
import type { RecordFact } from '../customer.commands.js';
import type { Attitude, BillId, CommitmentId, ComplaintId, LineId, OrderId } from '../values.js';
import { at, cleo, command, day, line, todayFact, usd } from './fixtures.js';

/** What tells a fact, as the command and as the event that it becomes. */
export interface Told {
  readonly record: RecordFact;
  readonly fact: CustomerFact;
}

type Type = CustomerFact['type'];
type DataOf<T extends Type> = Omit<Extract<CustomerFact, { type: T }>['data'], 'at' | 'customerId'>;

const told = <T extends Exclude<Type, 'BillPaid'>>(type: T, data: DataOf<T>): Told => {
  const own = { customerId: cleo, ...data };
  // A fact's command is its data under its own name.
  return {
    record: command(`Record${type}`, own) as unknown as RecordFact,
    fact: { type, data: { ...own, at } } as unknown as CustomerFact,
  };
};

const firstDue = day('2024-01-15');

export const opened = (openedOn = '2024-01-01') =>
  told('CustomerOpened', { openedOn: day(openedOn), zone: 'America/New_York' });
export const billIssued = (index: number, amountMinor = 5_000) =>
  told('BillIssued', {
    ...{ billId: `bill-${index}` as BillId, amount: usd(amountMinor) },
    ...{ issuedOn: addMonths(day('2024-01-01'), index), dueOn: addMonths(firstDue, index) },
  });
/** A bill for each month, by number. `daysAfterDue`: 5 is the last day that is on time. */
export function billPaid(index: number, daysAfterDue = 0, amountMinor = 5_000): Told {
  const dueOn = addMonths(firstDue, index);
  const paidOn = addDays(dueOn, daysAfterDue);
  const latestOnTimeOn = addDays(dueOn, 5);
  const bill = { customerId: cleo, billId: `bill-${index}` as BillId, amount: usd(amountMinor), dueOn };
  const punctuality = paidOn <= latestOnTimeOn ? 'on-time' : 'late';
  return {
    record: command(
      'RecordBillPaid',
      { ...bill, paidAt: `${paidOn}T16:00:00.000Z` as Instant },
      { zone: todayFact.zone, paidOn, latestOnTimeOn },
    ),
    fact: { type: 'BillPaid', data: { ...bill, at, latestOnTimeOn, paidOn, punctuality } },
  };
}
export const billLate = (index: number) => billPaid(index, 6);
export const billingError = (index: number, billedMinor: number, owedMinor: number) =>
  told('BillingErrorFound', {
    ...{ billId: `bill-${index}` as BillId, billed: usd(billedMinor), owed: usd(owedMinor) },
    foundOn: day('2026-02-01'),
  });
export const plan = (order: string, monthlyMinor: number, change: Partial<DataOf<'PlanTaken'>> = {}) =>
  told('PlanTaken', {
    ...{ orderId: order as OrderId, lineId: line, plan: `plan-${monthlyMinor}`, monthly: usd(monthlyMinor) },
    ...{ data: 'metered', takenOn: day('2024-01-01'), ...change },
  });
export const device = (order: string, priceMinor: number, lineId = line) =>
  told('DeviceTaken', {
    ...{ orderId: order as OrderId, lineId, equipment: 'smartphone', price: usd(priceMinor) },
    takenOn: day('2024-01-01'),
  });
export const lineAdded = (lineId: string) =>
  told('LineAdded', { lineId: lineId as LineId, addedOn: day('2024-01-01') });
export const lineEnded = (lineId: string, endedOn = '2026-01-01') =>
  told('LineEnded', { lineId: lineId as LineId, endedOn: day(endedOn) });
export const account = (classificationId: string, each: AccountClass, asOf = '2025-01-01') =>
  told('AccountClassified', { classificationId, account: each, asOf: day(asOf) });
export const commitment = (change: Partial<DataOf<'CommitmentBegun'>> = {}) =>
  told('CommitmentBegun', {
    ...{ commitmentId: 'commitment-1' as CommitmentId, lineId: line, begunOn: day('2025-03-02') },
    ...{ months: 24, equipment: 'smartphone', ...change },
  });
export const renewal = (begunOn: LocalDate) =>
  told('CommitmentRenewed', {
    ...{ commitmentId: 'commitment-2' as CommitmentId, lineId: line, begunOn },
    ...{ months: 24, equipment: 'smartphone' },
  });
export const complaint = (id: string, creditMinor: number | null, madeOn = '2025-10-01') =>
  told('ComplaintMade', {
    ...{ complaintId: id as ComplaintId, category: 'billing', madeOn: day(madeOn) },
    credit: creditMinor === null ? null : usd(creditMinor),
  });
export const faultVerified = (id: string, daysWithoutService = 3) =>
  told('FaultVerified', {
    ...{ complaintId: id as ComplaintId, lineId: line, daysWithoutService },
    verifiedOn: day('2025-11-01'),
  });
export const rated = (ratingId: string, attitude: Attitude, ratedAt = '2026-02-01T10:00:00.000Z') =>
  told('AttitudeRated', { ratingId, attitude, ratedBy: 'agent-ada', ratedFrom: 'call-1', ratedAt: ratedAt as Instant });
export const threat = (threatId: string) =>
  told('ChurnThreatened', { threatId, competitor: 'other-carrier', threatenedAt: at });

/** Many of a kind, by number. */
export const times = <Each>(count: number, each: (index: number) => Each): readonly Each[] =>
  Array.from({ length: count }, (_, index) => each(index));
export const factsOf = (all: readonly Told[]): readonly CustomerFact[] => all.map(({ fact }) => fact);
