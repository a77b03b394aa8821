import { specify } from '@tierline/kernel/testing';
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { AccountStanding } from './account-standing.events.js';
import { judgeTravel, type Criterion, type Travel } from './carrier-conditions.js';
import { carrierUnlockRequestDecider } from './carrier-unlock-request.decider.js';
import type { CarrierUnlockRequest, CarrierUnlockRequestEvent } from './carrier-unlock-request.events.js';
import { CUSTOMER_STANDING } from './customer-standing.events.js';
import { BLOCKING_CONDITIONS } from './device.events.js';
import { ATTITUDES, GENEROSITY_ORDER, type Attitude, type CustomerValue } from './policy-values.js';
import {
  account,
  answered,
  answerUnlock,
  customer,
  facts,
  granted,
  requested,
  running,
  today,
  travel,
  unlock,
} from './testing/carrier-unlocks.js';
import { ada, at, fact, policy, requestId } from './testing/fixtures.js';
import { cite, type CustomerId, type LocalDate } from './values.js';

const given = specify(carrierUnlockRequestDecider, policy);
const { travelUnlock } = policy.values;
const bound = (value: CustomerValue, attitude: Attitude, rest: Partial<AccountStanding> = {}) =>
  facts({ account: { ...running, ...rest }, customer: { ...customer, value, attitude } });
const discretionary = (
  type: 'CarrierUnlockGranted' | 'CarrierUnlockDenied',
  rest: ReturnType<typeof facts>,
  trip = travel,
): CarrierUnlockRequestEvent => {
  const criteria = judgeTravel(trip, rest.customer.value ?? customer, rest.today, travelUnlock);
  const discretion = { criteria, customer: cite(fact(CUSTOMER_STANDING, customer)) };
  return { type, data: { requestId, at, ...answered(rest), outcome: 'discretionary', discretion } };
};

describe('an unlock for a journey before the conditions hold', () => {
  it.each<[CustomerValue, Attitude, 'CarrierUnlockGranted' | 'CarrierUnlockDenied']>([
    [0, 'good', 'CarrierUnlockGranted'],
    [0, 'neutral', 'CarrierUnlockDenied'],
    [1, 'good', 'CarrierUnlockDenied'],
    [3, 'neutral', 'CarrierUnlockGranted'],
    [3, 'bad', 'CarrierUnlockDenied'],
    [5, 'bad', 'CarrierUnlockGranted'],
  ])('DU-12: at value %d with a %s attitude is %s, at our discretion', (value, attitude, type) => {
    const rest = bound(value, attitude);
    given(requested({ travel })).when(answerUnlock(rest)).then(discretionary(type, rest));
  });

  it('DU-12: is not considered without a journey', () => {
    const rest = bound(5, 'good');
    given(requested())
      .when(answerUnlock(rest))
      .then({ type: 'CarrierUnlockDenied', data: { requestId, at, ...answered(rest), outcome: 'entitled' } });
  });

  it('DU-12: is not answered while nothing is known of the customer', () =>
    given(requested({ travel }))
      .when(answerUnlock(facts({ account: running, customer: null })))
      .thenRejected('customer-standing-unknown', 'DU-12'));

  it('DU-11: is an entitlement to whoever meets the conditions, journey or not, known customer or not', () =>
    given(requested({ travel }))
      .when(answerUnlock(facts({ customer: null })))
      .then(granted));

  it.each<[string, Partial<Travel>, Criterion]>([
    [
      'is too long',
      { until: '2026-06-08' as LocalDate },
      { criterion: 'trip-length', result: 'not-met', days: 91, longestDays: 90 },
    ],
    [
      'ends before it begins',
      { until: '2026-03-09' as LocalDate },
      { criterion: 'trip-length', result: 'not-met', days: 0, longestDays: 90 },
    ],
    [
      'is too far off',
      { from: '2026-04-02' as LocalDate, until: '2026-04-03' as LocalDate },
      { criterion: 'trip-near', result: 'not-met', daysBefore: 31, earliestDaysBefore: 30 },
    ],
    [
      'is over',
      { from: '2026-02-20' as LocalDate, until: '2026-03-01' as LocalDate },
      { criterion: 'trip-near', result: 'not-met', daysBefore: -10, earliestDaysBefore: 30 },
    ],
  ])('DU-12: is no when the journey %s', (_, change, criterion) => {
    const trip = { ...travel, ...change };
    const rest = bound(5, 'good');
    given(requested({ travel: trip }))
      .when(answerUnlock(rest))
      .then(discretionary('CarrierUnlockDenied', rest, trip));
    expect(judgeTravel(trip, customer, today, travelUnlock).filter(({ result }) => result === 'not-met')).toStrictEqual(
      [criterion],
    );
  });
});

const days = fc.integer({ min: 1, max: 28 }).map((day) => `2026-02-${String(day).padStart(2, '0')}` as LocalDate);
const accounts: fc.Arbitrary<AccountStanding> = fc.record({
  device: fc.constant(account.device),
  customerId: fc.constantFrom(account.customerId, 'customer-dan' as CustomerId),
  activeSince: fc.constantFrom(account.activeSince, '2026-02-20' as LocalDate),
  commitment: fc.constantFrom('none' as const, 'running' as const, 'ended' as const, 'bought-out' as const),
  feeOwed: fc.record({ amountMinor: fc.constantFrom(0, 20_500), currency: fc.constant('USD') }),
  asOf: fc.constant(account.asOf),
});
const values = fc.constantFrom(...GENEROSITY_ORDER);
const attitudes = fc.constantFrom(...ATTITUDES);
const blocks = fc.oneof({ weight: 3, arbitrary: fc.constant([]) }, fc.subarray([...BLOCKING_CONDITIONS]));
const open = (trip: Travel | undefined): CarrierUnlockRequest => ({
  status: 'open',
  unlock: { ...unlock, dueAt: at, ...(trip && { travel: trip }) },
});
const outcome = (state: CarrierUnlockRequest, rest: ReturnType<typeof facts>, actor = ada) => {
  const decision = carrierUnlockRequestDecider.decide({ ...answerUnlock(rest), actor }, state, policy);
  const [event] = 'rejected' in decision ? [] : decision;
  const isAnswer = event?.type === 'CarrierUnlockGranted' || event?.type === 'CarrierUnlockDenied';
  return { decision, answer: isAnswer ? event : undefined };
};

describe('of any two customers', () => {
  it('DU-11: the more valued or kinder one is entitled to exactly what the other is entitled to', () => {
    let entitlements = 0;
    fc.assert(
      fc.property(accounts, blocks, values, values, attitudes, attitudes, (each, blockedBy, a, b, c, d) => {
        const [one, other] = [[a, c] as const, [b, d] as const].map(([value, attitude]) =>
          outcome(
            open(travel),
            facts({ account: each, device: { blockedBy }, customer: { ...customer, value, attitude } }),
          ),
        );
        if (one?.answer?.data.outcome !== 'entitled') return;
        entitlements += 1;
        expect(other?.answer).toStrictEqual(one.answer);
      }),
    );
    expect(entitlements).toBeGreaterThan(0);
  });

  it('DU-12: the more valued or kinder one never fares worse for a journey', () =>
    fc.assert(
      fc.property(fc.nat(5), fc.nat(5), fc.nat(2), fc.nat(2), (rank, more, mood, kinder) => {
        const at = (r: number, m: number) =>
          outcome(open(travel), bound(GENEROSITY_ORDER[Math.min(r, 5)] ?? 0, ATTITUDES[Math.min(m, 2)] ?? 'bad')).answer
            ?.type;
        if (at(rank, mood) === 'CarrierUnlockGranted')
          expect(at(rank + more, mood + kinder)).toBe('CarrierUnlockGranted');
      }),
    ));

  it("DU-09: neither gets a blocked or somebody else's device unlocked, for a journey or at all", () =>
    fc.assert(
      fc.property(
        accounts,
        blocks,
        values,
        attitudes,
        fc.option(fc.constant(travel), { nil: undefined }),
        (each, blockedBy, value, attitude, trip) => {
          const { answer } = outcome(
            open(trip),
            facts({ account: each, device: { blockedBy }, customer: { ...customer, value, attitude } }),
          );
          if (blockedBy.length > 0 || each.customerId !== account.customerId)
            expect(answer?.type).toBe('CarrierUnlockDenied');
          else expect(answer).toBeDefined();
        },
      ),
    ));
});

it('DU-05: the same facts get the same answer, whoever asks and by which channel', () =>
  fc.assert(
    fc.property(
      accounts,
      blocks,
      values,
      attitudes,
      days,
      fc.string(),
      (each, blockedBy, value, attitude, today, id) => {
        const rest = facts({ account: each, device: { blockedBy }, customer: { ...customer, value, attitude }, today });
        const clerk = { id, role: 'store-clerk', channel: 'store', employer: 'contractor', site: id };
        expect(outcome(open(travel), rest, clerk)).toStrictEqual(outcome(open(travel), rest));
      },
    ),
  ));
