import { specify } from '@tierline/kernel/testing';
import { describe, expect, it } from '@jest/globals';
import type { RecordFact } from './customer.commands.js';
import { nameOf, type CustomerFact } from './customer-facts.events.js';
import { customerDecider } from './customer.decider.js';
import {
  account,
  billingError,
  billIssued,
  billLate,
  billPaid,
  commitment,
  complaint,
  device,
  faultVerified,
  lineAdded,
  lineEnded,
  opened,
  plan,
  rated,
  renewal,
  threat,
  type Told,
} from './testing/facts.js';
import { day, policy, usd } from './testing/fixtures.js';
import type { CustomerId, LineId } from './values.js';

const given = specify(customerDecider, policy);
const every: readonly Told[] = [
  opened(),
  billIssued(1),
  billPaid(1),
  billingError(1, 9_000, 6_500),
  plan('order-1', 5_000),
  device('order-2', 30_000),
  lineAdded('line-1'),
  lineEnded('line-1'),
  account('class-1', { class: 'consumer' }),
  commitment(),
  renewal(day('2026-01-01')),
  complaint('c1', 2_000),
  faultVerified('c1'),
  rated('r1', 'good'),
  threat('t1'),
];
const rows = every.map((told) => [told.fact.type, told] as const);

/** The same fact under the same id, and it says something else. */
const contradicting = ({ record }: Told): RecordFact => {
  const data = Object.entries(record.data).map(([name, value]: [string, unknown]) =>
    name.endsWith('On') || name === 'asOf'
      ? [name, '2023-01-01']
      : name.endsWith('At')
        ? [name, '2023-01-01T00:00:00.000Z']
        : [name, value],
  );
  const changed = { ...record, data: Object.fromEntries(data) as object } as RecordFact;
  return changed.type === 'RecordBillPaid'
    ? { ...changed, facts: { ...changed.facts, paidOn: day('2023-01-01') } }
    : changed;
};

describe('a fact that others tell', () => {
  it('CV-22: of every kind is here', () => expect(new Set(rows.map(([type]) => type)).size).toBe(15));

  it.each(rows)(
    'CV-22: %s is kept as it was told, also when it is the first that is heard of a customer',
    (_, { record, fact }) => given().when(record).then(fact),
  );
  it.each(rows)('CV-22: %s changes nothing when it is told again', (_, { record, fact }) =>
    given(fact).when(record).thenNothing(),
  );
  it.each(rows)('CV-22: %s is refused when it says something else under the same id', (_, told) =>
    given(told.fact).when(contradicting(told)).thenRejected('fact-contradicts-recorded', 'CV-22'),
  );
  it.each(rows)('CV-22: %s is refused on the stream of another customer', (_, { record, fact }) =>
    given(fact)
      .when({ ...record, data: { ...record.data, customerId: 'customer-dan' as CustomerId } } as RecordFact)
      .thenRejected('another-customer', 'CV-22'),
  );
  it.each(rows.filter(([, { fact }]) => JSON.stringify(fact).includes('"USD"')))(
    'CV-10: %s is refused in a currency that the policy does not know',
    (_, { record }) => {
      const inEuro = JSON.parse(JSON.stringify(record).replaceAll('"USD"', '"EUR"')) as RecordFact;
      given().when(inEuro).thenRejected('currency-not-of-policy', 'CV-10');
    },
  );

  it.each([
    ['a plan', plan('order-1', 5_000), plan('order-1', 5_000, { lineId: 'line-2' as LineId })],
    ['a device', device('order-1', 30_000), device('order-1', 30_000, 'line-2' as LineId)],
  ])('CV-22: is refused when it is %s of an order that was told for another line', (_, one, other) => {
    given(one.fact).when(other.record).thenRejected('order-of-another-line', 'CV-22');
    given(one.fact).when(one.record).thenNothing();
  });

  it.each<[string, Told, Told]>([
    ['a rating', rated('r1', 'bad', '2026-03-03T23:59:59.999Z'), rated('r1', 'bad', '2026-03-04T00:00:00.000Z')],
    ['a plan', plan('o1', 5_000, { takenOn: day('2026-03-03') }), plan('o1', 5_000, { takenOn: day('2026-03-04') })],
    ['a renewal', renewal(day('2026-03-03')), renewal(day('2026-03-04'))],
    ['a class', account('a1', { class: 'consumer' }, '2026-03-03'), account('a1', { class: 'consumer' }, '2026-03-04')],
  ])(
    'CV-22: is refused when it is %s of a day that has begun nowhere on earth, as the latest counts',
    (_, now, future) => {
      given().when(now.record).then(now.fact);
      given().when(future.record).thenRejected('dated-in-the-future', 'CV-22');
    },
  );

  it.each<[CustomerFact, object]>([
    [opened().fact, { fact: 'CustomerOpened', id: 'customer-cleo' }],
    [billPaid(3).fact, { fact: 'BillPaid', id: 'bill-3' }],
    [plan('order-7', 5_000).fact, { fact: 'PlanTaken', id: 'order-7' }],
  ])('CV-22: has a name in its customer’s stream', (fact, name) => expect(nameOf(fact)).toStrictEqual(name));
});

describe('a payment', () => {
  it('CV-02: is on time up to the last day of grace, and late from the day after', () => {
    given().when(billPaid(1, 5).record).then(billPaid(1, 5).fact);
    expect(billPaid(1, 5).fact).toMatchObject({ data: { punctuality: 'on-time', amount: usd(5_000) } });
    given().when(billLate(1).record).then(billLate(1).fact);
    expect(billLate(1).fact).toMatchObject({ data: { punctuality: 'late' } });
  });
});
