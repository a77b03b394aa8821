import { addDays, isEqualJson, type LocalDate, type Policy } from '@tierline/kernel';
import type { RecordFact } from './customer.commands.js';
import { nameOf, type CustomerFact } from './customer-facts.events.js';
import type { ValueChanged, ValueReason } from './customer.events.js';
import type { Customer } from './customer.js';
import type { CustomerValuePolicyValues } from './policy-values.js';
import { no, type CustomerDecided } from './refuse.js';
import { standingWith } from './value-fold.js';
import { movesNumber } from './value-number.js';

/** Keeps a fact, in whatever order facts come, and moves the number when the facts say so (CV-22). */
export function decideFact(
  command: RecordFact,
  state: Customer,
  { values, version }: Policy<CustomerValuePolicyValues>,
): CustomerDecided {
  const fact = factOf(command);
  if (currenciesIn(fact.data).some((currency) => currency !== values.currency)) return no('currency-not-of-policy');
  const { id } = nameOf(fact);
  const known = state.facts.find((each) => each.type === fact.type && nameOf(each).id === id);
  if (known && isEqualJson(told(known), told(fact))) return [];
  if (known) return no(isOfAnotherLine(known, fact) ? 'order-of-another-line' : 'fact-contradicts-recorded');

  if (saysFuture(fact)) return no('dated-in-the-future');
  if (!movesNumber(fact)) return [fact];
  const { value, movements } = standingWith(state.facts, [fact], values);
  if (value === state.value) return [fact];
  const { customerId, at } = fact.data;
  const reasons = fact.type === 'FaultVerified' ? [creditTakenBack(fact)] : movements.map(reasonOf);
  const changed: ValueChanged = {
    type: 'ValueChanged',
    data: { customerId, at, from: state.value, to: value, reasons, policyVersion: version },
  };
  return [fact, changed];
}

function factOf(command: RecordFact): CustomerFact {
  const { at } = command;
  if (command.type === 'RecordComplaintMade') {
    const { credit } = command.data;
    // Nothing was won with a credit of nothing (CV-06).
    const won = credit === null || credit.amountMinor === 0 ? null : credit;
    return { type: 'ComplaintMade', data: { ...command.data, credit: won, at } };
  }
  if (command.type !== 'RecordBillPaid') {
    const type = command.type.slice('Record'.length);
    // The command is its fact's data under its fact's name.
    return { type, data: { ...command.data, at } } as CustomerFact;
  }
  const { customerId, billId, amount, dueOn } = command.data;
  const { paidOn, latestOnTimeOn } = command.facts;
  const punctuality = paidOn <= latestOnTimeOn ? 'on-time' : 'late';
  return { type: 'BillPaid', data: { customerId, at, billId, amount, dueOn, latestOnTimeOn, paidOn, punctuality } };
}

/** What holds from a day or a moment on, until another one of its kind does. */
const HOLDS_FROM = {
  PlanTaken: 'takenOn',
  DeviceTaken: 'takenOn',
  LineEnded: 'endedOn',
  AccountClassified: 'asOf',
  CommitmentBegun: 'begunOn',
  CommitmentRenewed: 'begunOn',
  AttitudeRated: 'ratedAt',
} as const satisfies { readonly [Type in CustomerFact['type']]?: keyof Extract<CustomerFact, { type: Type }>['data'] };

const dayOf = (text: string) => text.slice(0, 'YYYY-MM-DD'.length) as LocalDate;

/**
 * Whether the latest of its kind counts, and this one is of a day that has begun nowhere on earth yet: it would silence every one
 * that is told until then. The clocks of others may be ahead of ours by less than that.
 */
function saysFuture({ type, data }: CustomerFact): boolean {
  const from = Object.hasOwn(HOLDS_FROM, type) ? HOLDS_FROM[type as keyof typeof HOLDS_FROM] : undefined;
  const day = from && (data as unknown as Readonly<Record<string, string>>)[from];
  return day !== undefined && dayOf(day) > addDays(dayOf(data.at), 1);
}

const told = ({ data: { at: _, ...data } }: CustomerFact): object => data;

/** What was ordered for two lines under one id is no correction: each needs an id of its own. */
const isOfAnotherLine = (known: CustomerFact, fact: CustomerFact): boolean =>
  'orderId' in known.data && 'orderId' in fact.data && known.data.lineId !== fact.data.lineId;

const reasonOf = ({ cause, facts }: ValueReason): ValueReason => ({ cause, facts });

const creditTakenBack = (fact: Extract<CustomerFact, { type: 'FaultVerified' }>): ValueReason => ({
  cause: 'credit-taken-back',
  facts: [nameOf(fact), { fact: 'ComplaintMade', id: fact.data.complaintId }],
});

const currenciesIn = (data: object): readonly string[] =>
  Object.entries(data).flatMap(([name, value]: [string, unknown]) => {
    if (name === 'currency' && typeof value === 'string') return [value];
    return typeof value === 'object' && value !== null ? currenciesIn(value) : [];
  });
