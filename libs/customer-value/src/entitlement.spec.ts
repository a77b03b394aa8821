import { specify, weakDigest } from '@tierline/kernel/testing';
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { entitledAmount, entitlementGrounds } from './entitled-amount.js';
import { entitlementDecider, type EntitlementInput } from './entitlement.decider.js';
import {
  entitlementId,
  type EntitlementClaim,
  type EntitlementEvent,
  type EntitlementGrounds,
} from './entitlement.events.js';
import { billingError, complaint, faultVerified, opened, plan, rated } from './testing/facts.js';
import { at, bo, by, cleo, command, customerFact, policy, sam, usd } from './testing/fixtures.js';
import { histories } from './testing/histories.js';
import { afterFacts, decided } from './testing/story.js';
import type { BillId, ComplaintId, CustomerId, FlagId, LineId } from './values.js';

const given = specify(entitlementDecider, policy);
const ofBill: EntitlementClaim = { kind: 'billing-error', billId: 'bill-1' as BillId };
const ofFault: EntitlementClaim = { kind: 'verified-fault', complaintId: 'c1' as ComplaintId };
const error: EntitlementGrounds = { kind: 'billing-error', billed: usd(9_000), owed: usd(6_500) };
const claim = (grounds: EntitlementGrounds | null, each: EntitlementClaim = ofBill) =>
  command('ClaimEntitlement', { customerId: cleo, claim: each }, { grounds: customerFact(grounds) });
const common = (revision = 4) => ({
  ...{ customerId: cleo, at, claim: ofBill, outcome: 'entitled' as const },
  customer: { stream: customerFact(null).stream, revision },
});
const granted: EntitlementEvent = {
  type: 'EntitlementGranted',
  data: { ...common(), granted: usd(2_500), grounds: error },
};
const denied = (reason: 'no-grounds' | 'nothing-owed', revision: number): EntitlementEvent => ({
  type: 'EntitlementDenied',
  data: { ...common(revision), reason },
});

describe('an entitlement', () => {
  it('CV-09: is granted to the cent, and cites what it rests on', () => given().when(claim(error)).then(granted));
  it('CV-09: is granted once', () => given(granted).when(claim(error)).thenNothing());
  it('CV-09: is denied without grounds, which may turn up later', () => {
    given().when(claim(null)).then(denied('no-grounds', -1));
    given(denied('no-grounds', -1)).when(claim(null)).thenNothing();
    given(denied('no-grounds', -1)).when(claim(error)).then(granted);
  });
  it('CV-09: is denied when nothing is owed', () =>
    given()
      .when(claim({ ...error, owed: usd(9_000) }))
      .then(denied('nothing-owed', 4)));

  it.each([
    [3_000, 1, 100],
    [3_001, 1, 101],
    [3_000, 0, 0],
    [3_000, 30, 3_000],
    [3_000, 45, 3_000],
  ])('CV-23: of a month that costs %d, %d days without service are worth %d', (monthly, days, worth) =>
    expect(
      entitledAmount(
        { kind: 'verified-fault', daysWithoutService: days, monthly: usd(monthly) },
        policy.values.entitlements,
      ),
    ).toStrictEqual(usd(worth)),
  );

  it('CV-09: has a stream of its own for each thing, so that nothing is granted twice', () => {
    const idOf = (customerId: string, claim: EntitlementClaim) =>
      entitlementId(weakDigest, { customerId: customerId as CustomerId, claim });
    const ids = [
      idOf('a', ofBill),
      idOf('b', ofBill),
      idOf('a', ofFault),
      idOf('a', { kind: 'billing-error', billId: 'x' as BillId }),
    ];
    expect(new Set(ids).size).toBe(4);
    expect(idOf('a', { ...ofBill })).toBe(ids[0]);
    const bill = (id: string): EntitlementClaim => ({ kind: 'billing-error', billId: id as BillId });
    expect(idOf('a', bill('b:billing-error:c'))).not.toBe(idOf('a:billing-error:b', bill('c')));
  });
});

describe('what an entitlement rests on', () => {
  const known = [
    opened(),
    plan('order-1', 6_000),
    billingError(1, 9_000, 6_500),
    complaint('c1', null),
    faultVerified('c1', 3),
  ];

  it('CV-09: is read from the facts of the customer', () => {
    const { customer } = afterFacts(known);
    expect(entitlementGrounds(customer, ofBill)).toStrictEqual(error);
    expect(entitlementGrounds(customer, ofFault)).toStrictEqual({
      ...{ kind: 'verified-fault', daysWithoutService: 3, monthly: usd(6_000) },
    });
  });
  it('CV-09: is nothing while nobody has told of it, or of the plan', () => {
    expect(entitlementGrounds(afterFacts([opened()]).customer, ofBill)).toBeNull();
    expect(entitlementGrounds(afterFacts([opened()]).customer, ofFault)).toBeNull();
    expect(entitlementGrounds(afterFacts([faultVerified('c1')]).customer, ofFault)).toBeNull();
  });

  it('CV-09, RT-14: has no place for value, attitude, flag or who asks, as the compiler sees it', () => {
    type Forbidden = 'value' | 'attitude' | 'reviews' | 'flag' | 'actor' | 'effort' | 'role';
    type NamesIn<T> = T extends object ? keyof T : never;
    type Named = NamesIn<EntitlementInput> | NamesIn<EntitlementInput['data']> | NamesIn<EntitlementGrounds>;
    const none: readonly Extract<Named, Forbidden>[] = [];
    expect(none satisfies readonly never[]).toStrictEqual([]);
  });

  it('CV-21, RT-14: is the same for every value, attitude, flag and actor', () =>
    fc.assert(
      fc.property(
        histories,
        fc.constantFrom('bad' as const, 'good' as const),
        fc.boolean(),
        (history, attitude, isFlagged) => {
          const others = history.filter(
            ({ fact }) => !['PlanTaken', 'FaultVerified', 'ComplaintMade'].includes(fact.type),
          );
          const flag = command('OpenUsageReview', {
            ...{ customerId: cleo, flagId: 'flag-1' as FlagId, lineId: 'line-1' as LineId, period: '2026-02' },
          });
          const { customer } = decided([
            ...[...others, rated('r1', attitude), ...known].map(({ record }) => record),
            ...(isFlagged ? [flag] : []),
          ]);
          for (const [each, plain] of [
            [ofBill, error],
            [ofFault, { kind: 'verified-fault', daysWithoutService: 3, monthly: usd(6_000) }],
          ] as const) {
            const grounds = entitlementGrounds(customer, each);
            expect(grounds).toStrictEqual(plain);
            const answers = [bo, sam].map((actor) =>
              entitlementDecider.decide(by(actor, claim(grounds, each)), { status: 'none' }, policy),
            );
            expect(answers[0]).toStrictEqual(answers[1]);
            expect(answers[0]).toMatchObject([{ type: 'EntitlementGranted' }]);
          }
        },
      ),
    ));
});
