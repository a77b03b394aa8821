import type { Instant, Message } from '@tierline/kernel';
import { specify } from '@tierline/kernel/testing';
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { accountStandingDecider } from './account-standing.decider.js';
import type { AccountStanding } from './account-standing.events.js';
import { customerStandingDecider } from './customer-standing.decider.js';
import type { CustomerStanding } from './customer-standing.events.js';
import { addReport, latestReport, type Report, type Reports } from './reports.js';
import { sellerStandingDecider } from './seller-standing.decider.js';
import type { SellerStanding } from './seller-standing.events.js';
import { at, cleo, command, otherPhone, phone, policy } from './testing/fixtures.js';
import { sellerId, type CustomerId, type LocalDate } from './values.js';

const asOf = '2026-03-01T00:00:00.000Z' as Instant;
const earlier = '2026-02-01T00:00:00.000Z' as Instant;
const told = <Type extends string, Data extends object>(
  type: Type,
  data: Data,
): Message<Type, Data & { at: Instant }> => ({
  type,
  data: { ...data, at },
});

describe('the standing of an account', () => {
  const given = specify(accountStandingDecider, policy);
  const standing: AccountStanding = {
    device: phone,
    customerId: cleo,
    activeSince: '2025-12-20' as LocalDate,
    commitment: 'running',
    feeOwed: { amountMinor: 20_500, currency: 'USD' },
    asOf,
  };
  const record = (change: Partial<AccountStanding> = {}) =>
    command('RecordAccountStanding', { ...standing, ...change });
  const recorded = told('AccountStandingReported', standing);

  it('DU-11: is kept', () => given().when(record()).then(recorded));
  it('DU-11: changes nothing when it is told again', () => given(recorded).when(record()).thenNothing());
  it('DU-11: is kept as well when it is older than what is known', () => {
    const change = { commitment: 'none', asOf: earlier } as const;
    given(recorded)
      .when(record(change))
      .then(told('AccountStandingReported', { ...standing, ...change }));
  });
  it('DU-11: is refused on the stream of another device', () =>
    given(recorded)
      .when(record({ device: otherPhone }))
      .thenRejected('report-on-another-device', 'DU-11'));
});

describe('the standing of a seller', () => {
  const given = specify(sellerStandingDecider, policy);
  const standing: SellerStanding = { seller: sellerId('Kiosk'), standing: 'liquidating', asOf };
  const record = (change: Partial<SellerStanding> = {}) => command('RecordSellerStanding', { ...standing, ...change });
  const recorded = told('SellerStandingReported', standing);

  it('DU-08: is kept', () => given().when(record()).then(recorded));
  it('DU-08: changes nothing when it is told again', () => given(recorded).when(record()).thenNothing());
  it('DU-08: is refused on the stream of another seller', () =>
    given(recorded)
      .when(record({ seller: sellerId('Other') }))
      .thenRejected('report-on-another-seller', 'DU-08'));
  it('DU-08: is found under each writing of the name', () =>
    expect(sellerId('  The  KIOSK ')).toBe(sellerId('the kiosk')));
});

describe('the standing of a customer', () => {
  const given = specify(customerStandingDecider, policy);
  const standing: CustomerStanding = { customerId: cleo, value: 3, attitude: 'neutral', asOf };
  const record = (change: Partial<CustomerStanding> = {}) =>
    command('RecordCustomerStanding', { ...standing, ...change });
  const recorded = told('CustomerStandingReported', standing);

  it('DU-12: is kept', () => given().when(record()).then(recorded));
  it('DU-12: changes nothing when it is told again', () => given(recorded).when(record()).thenNothing());
  it('DU-12: was lost when it was corrected back as of the same moment', () => {
    const [bad, good] = [{ ...standing, attitude: 'bad' } as const, { ...standing, attitude: 'good' } as const];
    given(told('CustomerStandingReported', bad), told('CustomerStandingReported', good))
      .when(command('RecordCustomerStanding', bad))
      .then(told('CustomerStandingReported', bad));
  });
  it('DU-12: is refused on the stream of another customer', () =>
    given(recorded)
      .when(record({ customerId: 'customer-dan' as CustomerId }))
      .thenRejected('report-on-another-customer', 'DU-12'));
});

describe('of several reports', () => {
  type Numbered = Report & { readonly number: number };
  const fold = (reports: readonly Numbered[]) =>
    latestReport(reports.reduce<Reports<Numbered>>(addReport, { status: 'unknown' }));

  it('the latest counts, in whatever order they came', () =>
    fc.assert(
      fc.property(
        fc
          .uniqueArray(fc.integer({ min: 10, max: 59 }), { minLength: 1, maxLength: 8 })
          .chain((all) => fc.tuple(fc.constant(all), fc.shuffledSubarray(all, { minLength: all.length }))),
        ([all, shuffled]) => {
          const numbered = shuffled.map((number) => ({
            number,
            asOf: `2026-03-01T00:00:${String(number)}.000Z` as Instant,
          }));
          expect(fold(numbered)?.number).toBe(Math.max(...all));
        },
      ),
    ));

  it('a correction for the same moment counts', () =>
    expect(
      fold([
        { asOf, number: 1 },
        { asOf, number: 2 },
      ]),
    ).toStrictEqual({ asOf, number: 2 }));

  it('there is none where nothing was reported', () => expect(fold([])).toBeNull());
});
