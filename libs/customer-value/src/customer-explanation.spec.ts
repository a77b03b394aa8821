import { addDays, addMonths, policyBook } from '@tierline/kernel';
import { recordCommands } from '@tierline/kernel/testing';
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { concessionCounterfactuals } from './concession-counterfactuals.js';
import { concessionTerms, grantableMinor, hasAuthority, type ConcessionInput } from './concession-terms.js';
import type { CustomerCommand, OfferStep } from './customer.commands.js';
import { customerDecider } from './customer.decider.js';
import type { ConcessionDenied } from './customer.events.js';
import { explainCustomer } from './customer-explanation.js';
import { ask, input, otherwise } from './testing/concessions.js';
import { commitment, plan, rated } from './testing/facts.js';
import { ada, bo, by, cleo, command, day, line, policy, sam, todayFact, today } from './testing/fixtures.js';
import {
  ATTITUDES,
  AUTHORITY_ROLES,
  CONCESSION_KINDS,
  GENEROSITY_ORDER,
  type FlagId,
  type LineId,
  type OfferId,
} from './values.js';

const { concessions: values } = policy.values;
const explained = async (...commands: readonly CustomerCommand[]) =>
  explainCustomer(await recordCommands(customerDecider, policy, commands), policyBook([policy]));
const lastOf = async (...commands: readonly CustomerCommand[]) => (await explained(...commands)).at(-1);

const quote = (on = today, lineId = line) =>
  command('QuoteTerminationFee', { customerId: cleo, lineId }, { ...todayFact, today: on });
const flag = { customerId: cleo, flagId: 'flag-1' as FlagId };
const review = command('OpenUsageReview', { ...flag, lineId: line, period: '2026-02' });
const offer = { customerId: cleo, offerId: 'offer-1' as OfferId };
const make = command('MakeOffer', { ...offer, lineId: line, parts: ['renewal' as const] });
const unlimited = plan('order-1', 3_000, { data: 'grandfathered-unlimited' }).record;
const step = (type: OfferStep['type']): OfferStep => command(type, offer);

describe('the explanation of a fee', () => {
  it('CV-13: tells formula, months and era, and when it will be less', async () => {
    const told = await lastOf(commitment().record, quote());
    expect(told).toMatchObject({
      ...{ outcome: 'accepted', rules: ['CV-13', 'CV-14', 'CV-18'], policy: { name: 'customer-value', version: 1 } },
      facts: [
        { name: 'zone', value: todayFact.zone },
        { name: 'today', value: today },
      ],
      decided: [{ type: 'TerminationFeeQuoted', data: { feeMinor: 20_500, fullMonths: 12 } }],
      counterfactuals: [{ kind: 'later', on: '2026-04-02', feeMinor: 19_500 }],
    });
  });

  it('CV-13, CV-18: is right about when it will be less: not a day before', async () => {
    const seen = { later: 0, never: 0 };
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom('2005-01-31', '2009-02-28', '2011-08-31', '2012-02-29'),
        fc.constantFrom('smartphone', 'basic-phone'),
        fc.integer({ min: 0, max: 26 }),
        async (begunOn, equipment, months) => {
          const held = commitment({ begunOn: day(begunOn), equipment }).record;
          const on = addDays(addMonths(day(begunOn), months), 20);
          const [, told] = await explained(held, quote(on));
          const fee = feeIn(told?.decided);
          const [later] = told?.counterfactuals ?? [];
          if (later?.kind !== 'later') {
            seen.never += 1;
            expect(fee).toBe(0);
            return;
          }
          seen.later += 1;
          expect(feeIn((await lastOf(held, quote(later.on)))?.decided)).toBe(later.feeMinor);
          expect(later.feeMinor).toBeLessThan(fee);
          expect(feeIn((await lastOf(held, quote(addDays(later.on, -1))))?.decided)).toBe(fee);
        },
      ),
      { numRuns: 100 },
    );
    expect(Math.min(seen.later, seen.never)).toBeGreaterThan(0);
  });
});

describe('the explanation of a concession', () => {
  it('CV-09, CV-11: tells what it rests on, and the rules', async () =>
    expect(await lastOf(rated('r1', 'good').record, ask(800))).toMatchObject({
      ...{ outcome: 'accepted', rules: ['CV-09', 'CV-11'], counterfactuals: [], actor: ada },
      decided: [{ type: 'ConcessionGranted', data: { terms: { value: 0, attitude: 'good' } } }],
    }));

  it('CV-09, RT-01: names who could have granted it, and how much whoever was asked could have', async () =>
    expect(await lastOf(rated('r1', 'good').record, by(bo, ask(1_100)))).toMatchObject({
      ...{ outcome: 'accepted', rules: ['RT-01'] },
      counterfactuals: [
        { kind: 'role', to: 'tier2-agent' },
        { kind: 'requested', atMostMinor: 1_000 },
      ],
    }));

  it.each<[string, CustomerCommand[], object[]]>([
    ['a review would have had to be closed', [review, ask(800)], [{ kind: 'before', events: ['UsageReviewClosed'] }]],
    [
      'the loss disclosed and consented to',
      [unlimited, make, step('AcceptOffer')],
      [{ kind: 'before', events: ['ForfeitureDisclosed', 'ForfeitureConsented'] }],
    ],
    [
      'the consent given',
      [unlimited, make, step('DiscloseForfeiture'), step('AcceptOffer')],
      [{ kind: 'before', events: ['ForfeitureConsented'] }],
    ],
    [
      'the loss disclosed',
      [unlimited, make, step('ConsentToForfeiture')],
      [{ kind: 'before', events: ['ForfeitureDisclosed'] }],
    ],
    ['an offer made', [unlimited, step('AcceptOffer')], [{ kind: 'before', events: ['OfferMade'] }]],
    [
      'a commitment begun',
      [unlimited, quote(today, 'line-2' as LineId)],
      [{ kind: 'before', events: ['CommitmentBegun'] }],
    ],
    ['a supervisor asked', [ask(800), by(ada, otherwise(800))], [{ kind: 'role', to: 'supervisor' }]],
    ['another id used', [ask(800), ask(700)], [{ kind: 'another-id' }]],
    [
      'an amount within bounds',
      [ask(9_000), by(sam, otherwise(9_000))],
      [{ kind: 'amount', atLeastMinor: 420, atMostMinor: 5_840 }],
    ],
  ])('CV-09, CV-19, CV-21: of a refusal says that %s', async (_, commands, why) => {
    const told = await lastOf(...commands);
    expect(told?.outcome).toBe('refused');
    expect(told?.counterfactuals).toStrictEqual(why);
  });
});

const inputs: fc.Arbitrary<ConcessionInput> = fc.record({
  kind: fc.constantFrom(...CONCESSION_KINDS),
  value: fc.constantFrom(...GENEROSITY_ORDER),
  attitude: fc.constantFrom(...ATTITUDES),
  history: fc.constant(input.history),
  granted: fc.nat(8_000).map((grantedMinor) => [{ grantedMinor, decidedOn: today }]),
  feeOwedMinor: fc.nat(60_000),
  on: fc.constant(today),
});

it('CV-09, CV-11: what would have had to be different for a concession leads to a yes', () => {
  const seen = new Set<string>();
  fc.assert(
    fc.property(
      inputs,
      fc.constantFrom(...AUTHORITY_ROLES),
      fc.integer({ min: 1, max: 90_000 }),
      (one, role, amountMinor) => {
        const grantable = (change: Partial<ConcessionInput>, requestedMinor = amountMinor) =>
          grantableMinor(
            one.kind,
            requestedMinor,
            concessionTerms({ ...one, ...change }, values).availableMinor,
            values,
          );
        const denied = denialOf(one, role, amountMinor);
        if (denied === null) return;
        for (const why of concessionCounterfactuals(denied, one, role, values)) {
          seen.add(why.kind);
          if (why.kind === 'role') expect(hasAuthority(why.to, one.kind, grantable({}), values)).toBe(true);
          if (why.kind === 'requested') {
            expect(grantable({}, why.atMostMinor)).toBeGreaterThan(0);
            if (denied.reason === 'beyond-authority')
              expect(hasAuthority(role, one.kind, grantable({}, why.atMostMinor), values)).toBe(true);
          }
          if (why.kind !== 'input') continue;
          expect(grantable(why.changes)).toBeGreaterThan(0);
          const { feeOwedMinor } = why.changes;
          if (
            feeOwedMinor !== undefined &&
            Object.keys(why.changes).length === 1 &&
            feeOwedMinor + 1 < one.feeOwedMinor
          )
            expect(grantable({ feeOwedMinor: feeOwedMinor + 1 })).toBe(0);
        }
      },
    ),
    { numRuns: 2_000 },
  );
  expect([...seen].sort()).toStrictEqual(['input', 'requested', 'role']);
});

/** What is denied, and `null` when it is granted. */
function denialOf(one: ConcessionInput, role: string, amountMinor: number): ConcessionDenied['data'] | null {
  const { data } = ask(amountMinor, one.kind);
  const terms = concessionTerms(one, values);
  const common = { ...data, at: command('Any', {}).at, outcome: 'discretionary', decidedOn: today, terms } as const;
  const granted = grantableMinor(one.kind, amountMinor, terms.availableMinor, values);
  if (granted === 0) return { ...common, reason: 'too-little-on-offer' };
  if (hasAuthority(role, one.kind, granted, values)) return null;
  const neededRole = AUTHORITY_ROLES.find((each) => hasAuthority(each, one.kind, granted, values)) ?? null;
  return { ...common, reason: 'beyond-authority', neededRole };
}

const feeIn = (decided: readonly { readonly data: object }[] | undefined): number =>
  (decided?.[0]?.data as { readonly feeMinor: number }).feeMinor;
