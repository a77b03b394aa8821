import { addDays, daysBetween, policyBook } from '@tierline/kernel';
import { recordCommands } from '@tierline/kernel/testing';
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { AccountStanding } from './account-standing.events.js';
import type { Travel } from './carrier-conditions.js';
import {
  explainCarrierUnlockRequest,
  type ConditionChange,
  type CriterionChange,
} from './carrier-unlock-explanation.js';
import { carrierUnlockRequestDecider, type CarrierUnlockRequestCommand } from './carrier-unlock-request.decider.js';
import type { CarrierUnlockRequest } from './carrier-unlock-request.events.js';
import type { CustomerStanding } from './customer-standing.events.js';
import { BLOCKING_CONDITIONS } from './device.events.js';
import type { DeviceStanding } from './device-standing.js';
import { ATTITUDES, GENEROSITY_ORDER } from './policy-values.js';
import {
  account,
  answerUnlock,
  customer,
  device,
  facts,
  missDeadline,
  request,
  running,
  today,
  travel,
} from './testing/carrier-unlocks.js';
import { carrierHolder } from './testing/devices.js';
import { policy } from './testing/fixtures.js';
import type { CustomerId } from './values.js';

const { decide, evolve, initial } = carrierUnlockRequestDecider;
const lastOf = async (...commands: CarrierUnlockRequestCommand[]) => {
  const history = await recordCommands(carrierUnlockRequestDecider, policy, commands);
  return explainCarrierUnlockRequest(history, policyBook([policy])).at(-1);
};

interface Case {
  readonly account: AccountStanding;
  readonly device: DeviceStanding;
  readonly customer: CustomerStanding;
  readonly travel: Travel;
}
const answerOf = (each: Case) => {
  const events = decide(request({ travel: each.travel }), initial, policy);
  const state = 'rejected' in events ? initial : events.reduce<CarrierUnlockRequest>(evolve, initial);
  const answer = decide(answerUnlock(facts(each)), state, policy);
  return 'rejected' in answer ? answer.rejected : answer.map(({ type }) => type);
};
const GRANTED = ['CarrierUnlockGranted'];

function withCondition(each: Case, change: ConditionChange): Case {
  switch (change.condition) {
    case 'not-blocked':
      return {
        ...each,
        device: { ...each.device, blockedBy: each.device.blockedBy.filter((one) => !change.cleared.includes(one)) },
      };
    case 'still-locked':
      return { ...each, device: { ...each.device, carrierUnlocked: false } };
    case 'own-account':
      return { ...each, account: { ...each.account, customerId: account.customerId } };
    case 'settled':
      return { ...each, account: { ...each.account, commitment: 'ended', feeOwed: account.feeOwed } };
    case 'days-active':
      return {
        ...each,
        account: { ...each.account, activeSince: addDays(each.account.activeSince, -change.moreDays) },
      };
  }
}

function withCriterion(each: Case, change: CriterionChange): Case {
  const { from, until } = each.travel;
  switch (change.criterion) {
    case 'attitude':
      return { ...each, customer: { ...each.customer, attitude: change.to } };
    case 'value':
      return { ...each, customer: { ...each.customer, value: change.to } };
    case 'trip-length':
      return { ...each, travel: { ...each.travel, until: addDays(from, change.to - 1) } };
    case 'trip-near': {
      const by = change.to - daysBetween(today, from);
      return { ...each, travel: { ...each.travel, from: addDays(from, by), until: addDays(until, by) } };
    }
  }
}

const cases: fc.Arbitrary<Case> = fc.record({
  account: fc.record({
    device: fc.constant(account.device),
    customerId: fc.constantFrom(account.customerId, account.customerId, 'customer-dan' as CustomerId),
    activeSince: fc.integer({ min: 0, max: 120 }).map((days) => addDays(today, -days)),
    commitment: fc.constantFrom('running' as const, 'ended' as const),
    feeOwed: fc.constantFrom(account.feeOwed, running.feeOwed),
    asOf: fc.constant(account.asOf),
  }),
  device: fc.record({
    blockedBy: fc.oneof({ weight: 3, arbitrary: fc.constant([]) }, fc.subarray([...BLOCKING_CONDITIONS])),
    carrierUnlocked: fc.boolean(),
    unlock: fc.constant({ status: 'reserved' as const, holder: carrierHolder }),
  }),
  customer: fc.record({
    customerId: fc.constant(customer.customerId),
    value: fc.constantFrom(...GENEROSITY_ORDER),
    attitude: fc.constantFrom(...ATTITUDES),
    asOf: fc.constant(customer.asOf),
  }),
  travel: fc
    .tuple(fc.integer({ min: -20, max: 60 }), fc.constantFrom(0, 6, 6, 6, 95))
    .map(([before, days]) => ({ country: 'PT', from: addDays(today, before), until: addDays(today, before + days) })),
});

describe('what would have had to be different', () => {
  it('DU-11, DU-12: leads to a yes, by entitlement and by discretion, and nothing less does', async () => {
    const seen = { entitlement: 0, discretion: 0 };
    await fc.assert(
      fc.asyncProperty(cases, async (each) => {
        const explained = await lastOf(request({ travel: each.travel }), answerUnlock(facts(each)));
        if (explained?.counterfactuals.length === 0) expect(answerOf(each)).toStrictEqual(GRANTED);
        for (const why of explained?.counterfactuals ?? []) {
          if (why.kind !== 'entitlement' && why.kind !== 'discretion') throw new Error(why.kind);
          seen[why.kind] += 1;
          const steps =
            why.kind === 'entitlement'
              ? why.changes.map((change) => (one: Case) => withCondition(one, change))
              : why.changes.map((change) => (one: Case) => withCriterion(one, change));
          const apply = (some: typeof steps) => some.reduce((one, step) => step(one), each);
          expect(answerOf(apply(steps))).toStrictEqual(GRANTED);
          if (why.kind === 'discretion')
            for (const step of steps)
              expect(answerOf(apply(steps.filter((other) => other !== step)))).not.toStrictEqual(GRANTED);
        }
      }),
      { numRuns: 300 },
    );
    expect(Math.min(seen.entitlement, seen.discretion)).toBeGreaterThan(0);
  });

  it.each<[CarrierUnlockRequestCommand[], object]>([
    [[request(), answerUnlock(facts({ account: null }))], { kind: 'fact', name: 'account' }],
    [
      [request({ travel }), answerUnlock(facts({ account: running, customer: null }))],
      { kind: 'fact', name: 'customer' },
    ],
    [[request(), answerUnlock(facts({ device: { unlock: { status: 'free' } } }))], { kind: 'device-reserved' }],
    [[request(), missDeadline], { kind: 'deadline-passed' }],
    [[request(), request({ tac: null })], { kind: 'another-request-id' }],
  ])('DU-11: of a refusal is what was missing', async (commands, why) =>
    expect((await lastOf(...commands))?.counterfactuals).toStrictEqual([why]),
  );
});

describe('the explanation of an answer', () => {
  it('DU-11: cites each fact that it rests on, and the rule', async () => {
    const explained = await lastOf(request(), answerUnlock(facts({ device: { ...device, blockedBy: ['stolen'] } })));
    expect(explained).toMatchObject({
      outcome: 'accepted',
      rules: ['DU-11', 'DU-09'],
      policy: { name: 'device-unlock', version: 1 },
    });
    expect(explained?.facts.map(({ name, place }) => [name, place?.revision])).toStrictEqual([
      ['device', 0],
      ['account', 0],
      ['customer', 0],
      ['today', undefined],
    ]);
  });

  it('DU-12: names discretion as what it was', async () => {
    const explained = await lastOf(request({ travel }), answerUnlock(facts({ account: running })));
    expect(explained).toMatchObject({
      rules: ['DU-12'],
      decided: [{ data: { outcome: 'discretionary' } }],
      counterfactuals: [],
    });
  });
});
