import { describe, expect, it } from '@jest/globals';
import type { CustomerFact } from '@tierline/customer-value';
import type { Instant } from '@tierline/kernel';
import { dayIn } from '@tierline/platform';
import { ada, customerStream, service, type Service } from '../testing/service.js';
import { commitment, opened, tell, usd, type Told } from '../testing/told.js';
import { policies } from '../testing/policies.js';

/** Five days after it was due: still on time in New York, where it is the evening, and late in London. */
const evening: Told = [
  'RecordBillPaid',
  { billId: 'bill-1', amount: usd(5_000), dueOn: '2026-01-10', paidAt: '2026-01-16T04:30:00.000Z' },
];
const billOf = async (found: Service) => {
  const bill = (await found.customer()).facts.find((fact: CustomerFact) => fact.type === 'BillPaid');
  return bill?.type === 'BillPaid' ? bill.data : undefined;
};
const factsOfLast = (found: Service) => found.stored().at(-1)?.metadata.command?.facts;

describe('the day on which a bill was paid', () => {
  it.each([
    ['America/New_York', '2026-01-15', 'on-time'],
    ['Europe/London', '2026-01-16', 'late'],
    ['Pacific/Kiritimati', '2026-01-16', 'late'],
  ])('CV-02: is that of the account’s zone: in %s it is %s, and the bill %s', async (zone, paidOn, punctuality) => {
    const found = await tell(service(), opened(zone), evening);
    expect(await billOf(found)).toMatchObject({ paidOn, punctuality, latestOnTimeOn: '2026-01-15' });
    expect(factsOfLast(found)).toMatchObject({ zone: { name: zone, from: 'account' } });
  });

  it('CV-02: is that of the policy’s zone while nobody has told the account’s, and the decision says so', async () => {
    const found = await tell(service(), evening);
    expect(await billOf(found)).toMatchObject({ paidOn: '2026-01-15', punctuality: 'on-time' });
    expect(factsOfLast(found)).toMatchObject({ zone: { name: 'America/New_York', from: 'policy' } });
  });

  it('CV-22: stays as it was decided when the account turns out to be elsewhere, and the bill is still the same bill', async () => {
    const found = await tell(service(), evening, opened('Europe/London'));
    expect(await found.request(...evening)).toMatchObject({ outcome: 'no-effect' });
    expect(await billOf(found)).toMatchObject({ paidOn: '2026-01-15' });
  });

  it('CV-22: counts in the account’s zone from then on', async () => {
    const next: Told = [evening[0], { ...evening[1], billId: 'bill-2' }];
    const found = await tell(service(), evening, opened('Europe/London'), next);
    expect((await found.customer()).facts.at(-1)).toMatchObject({
      data: { paidOn: '2026-01-16', punctuality: 'late' },
    });
  });

  it.each([
    ['the first day there is', '0001-01-01', '0001-01-02T00:00:00.000Z'],
    ['the last day there is', '9999-12-31', '9999-12-30T23:59:59.999Z'],
  ])('CV-02: is one that exists, also for a bill that is due on %s', async (_, dueOn, paidAt) => {
    for (const zone of ['Pacific/Kiritimati', 'Pacific/Niue']) {
      const found = await tell(service(), opened(zone));
      expect(await found.request(evening[0], { ...evening[1], dueOn, paidAt })).toMatchObject({ outcome: 'accepted' });
    }
  });
});

describe('today', () => {
  it.each([
    ['Asia/Tokyo', '2026-03-02', 12],
    ['America/New_York', '2026-03-01', 11],
  ])('CV-13: is the day in the account’s zone: in %s it is %s, after %d full months', async (zone, on, fullMonths) => {
    const found = await tell(service(), opened(zone), commitment);
    await found.request(
      'QuoteTerminationFee',
      { lineId: 'line-1' },
      { actor: ada, at: '2026-03-02T03:00:00.000Z' as Instant },
    );
    const quoted = found.store.streams.get(customerStream() as never)?.at(-1);
    expect(quoted).toMatchObject({ type: 'TerminationFeeQuoted', data: { on, fullMonths } });
  });
});

it('RT-30: every policy that this build carries names a zone that is known', () => {
  const { values } = policies.activeAt('2026-03-02T10:00:00.000Z' as Instant);
  expect(dayIn('2026-03-02T10:00:00.000Z' as Instant, values.accounts.zone)).toBe('2026-03-02');
});
