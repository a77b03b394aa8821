import type { LocalDate } from '@tierline/kernel';
import type { GrantedBefore, PaymentHistory } from './concession-terms.js';
import type { AttitudeRated, Commitment, CustomerFact, PlanTaken } from './customer-facts.events.js';
import type { Customer } from './customer.js';
import type { Attitude, LineId } from './values.js';

const ofType = <Type extends CustomerFact['type']>(
  { facts }: Pick<Customer, 'facts'>,
  type: Type,
): readonly Extract<CustomerFact, { type: Type }>[] =>
  facts.filter((fact): fact is Extract<CustomerFact, { type: Type }> => fact.type === type);

/** How the customer met the staff when somebody rated it last, in whatever order the ratings came (RT-21). */
export const attitudeOf = (customer: Pick<Customer, 'facts'>): Attitude | null =>
  ofType(customer, 'AttitudeRated').reduce<AttitudeRated | null>(
    (latest, each) => (latest === null || each.data.ratedAt >= latest.data.ratedAt ? each : latest),
    null,
  )?.data.attitude ?? null;

/** The commitments of lines that have not ended by a day, renewed ones included. That a line ends can be told the day before. */
export function commitmentsOf(customer: Pick<Customer, 'facts'>, on: LocalDate): readonly Commitment[] {
  const endings = ofType(customer, 'LineEnded').filter(({ data: { endedOn } }) => endedOn <= on);
  const ended = new Set(endings.map(({ data: { lineId } }) => lineId));
  return [...ofType(customer, 'CommitmentBegun'), ...ofType(customer, 'CommitmentRenewed')]
    .map(({ data }) => data)
    .filter(({ lineId }) => !ended.has(lineId));
}

/** Length of history, payment history and amount paid (CV-10). */
export function paymentHistoryOf(customer: Pick<Customer, 'facts'>): PaymentHistory {
  const bills = ofType(customer, 'BillPaid').map(({ data }) => data);
  return {
    openedOn: ofType(customer, 'CustomerOpened').at(0)?.data.openedOn ?? null,
    bills: bills.length,
    onTimeBills: bills.filter(({ punctuality }) => punctuality === 'on-time').length,
    paidMinor: bills.reduce((sum, { amount }) => sum + amount.amountMinor, 0),
  };
}

/** What the customer was granted at our discretion, and when. */
export const grantedBefore = ({ concessions }: Pick<Customer, 'concessions'>): readonly GrantedBefore[] =>
  [...concessions.values()].flatMap(({ type, data }) =>
    type === 'ConcessionDenied' ? [] : [{ grantedMinor: data.granted.amountMinor, decidedOn: data.decidedOn }],
  );

/** The plans that a line has had, from the one that was taken first to the one that it has. */
export const plansOf = (customer: Pick<Customer, 'facts'>, lineId: LineId): readonly PlanTaken['data'][] =>
  ofType(customer, 'PlanTaken')
    .map(({ data }) => data)
    .filter((plan) => plan.lineId === lineId)
    .toSorted((one, other) => (one.takenOn < other.takenOn ? -1 : one.takenOn > other.takenOn ? 1 : 0));

/** The grandfathered unlimited plan that a line still has (CV-19). */
export function grandfatheredPlan(
  customer: Pick<Customer, 'facts' | 'forfeited'>,
  lineId: LineId,
): PlanTaken['data'] | null {
  const plan = plansOf(customer, lineId).at(-1);
  const isLost = plan === undefined || customer.forfeited.includes(plan.orderId);
  return isLost || plan.data !== 'grandfathered-unlimited' ? null : plan;
}

/** Whether a review of unusual usage is open (CV-21). */
export const isUnderReview = ({ reviews }: Pick<Customer, 'reviews'>): boolean =>
  [...reviews.values()].some(({ status }) => status === 'open');
