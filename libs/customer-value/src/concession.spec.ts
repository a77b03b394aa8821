import { specify } from '@tierline/kernel/testing';
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { ConcessionTerms } from './concession-terms.js';
import { customerDecider } from './customer.decider.js';
import type { CustomerEvent } from './customer.events.js';
import { ask, otherwise } from './testing/concessions.js';
import { best, good } from './testing/customers.js';
import { commitment, complaint, rated, threat, type Told } from './testing/facts.js';
import { ada, at, bo, by, cleo, command, policy, sam, today, usd } from './testing/fixtures.js';
import { afterFacts, decided } from './testing/story.js';
import type { Attitude, ConcessionId, FlagId, LineId } from './values.js';

const given = specify(customerDecider, policy);
const of = { customerId: cleo, at, concessionId: 'concession-1' as ConcessionId, kind: 'credit' as const };
const discretion = { outcome: 'discretionary' as const, decidedOn: today };
/** Of a customer of value 0 of whom nothing is known. */
const terms: ConcessionTerms = {
  ...{ value: 0, attitude: 'neutral', effort: 'low', feeOwedMinor: 0, ceilingMinor: 1_500, worthMinor: 840 },
  ...{ feeReductionMinor: 0, grantedLatelyMinor: 0, availableMinor: 840 },
};
const granted = (amountMinor: number, requestedMinor = amountMinor): CustomerEvent => ({
  type: 'ConcessionGranted',
  data: {
    ...{ ...of, ...discretion, requested: usd(requestedMinor), terms, granted: usd(amountMinor) },
    share: { byPolicyMinor: amountMinor, bySupervisorMinor: 0 },
  },
});
const kind = [...best, rated('r1', 'good')];
const answerTo = (facts: readonly Told[], ...commands: Parameters<typeof decided>[0]) =>
  decided([...facts.map(({ record }) => record), ...commands]).events.at(-1);
const flag = { customerId: cleo, flagId: 'flag-1' as FlagId };
const openReview = command('OpenUsageReview', { ...flag, lineId: 'line-1' as LineId, period: '2026-02' });
const closeReview = command('AnswerUsageReview', { ...flag, answer: 'confirmed' as const });

describe('a concession', () => {
  it('CV-09: is granted as the table says, with what it rests on', () => given().when(ask(800)).then(granted(800)));
  it('CV-09: is granted in part where a part is some use', () => given().when(ask(9_000)).then(granted(840, 9_000)));
  it('CV-09: is decided once', () => given(granted(800)).when(ask(800)).thenNothing());
  it('CV-09: is refused under the id of another', () =>
    given(granted(800)).when(ask(700)).thenRejected('concession-already-decided', 'CV-09'));
  it('CV-09: is refused in a currency that the policy does not know', () =>
    given()
      .when({ ...ask(800), data: { ...ask(800).data, requested: { amountMinor: 800, currency: 'EUR' } } })
      .thenRejected('currency-not-of-policy', 'CV-10'));
  it.each([0, -1])('CV-09: of %d is refused', (amountMinor) =>
    given().when(ask(amountMinor)).thenRejected('nothing-requested', 'CV-09'),
  );
  it('CV-09: is denied where the table gives nothing, and where a part is no use', () => {
    expect(answerTo([], ask(500, 'free-phone'))).toMatchObject({
      ...{ type: 'ConcessionDenied', data: { reason: 'too-little-on-offer', terms: { availableMinor: 0 } } },
    });
    expect(answerTo(good, ask(90_000, 'free-phone'))).toMatchObject({
      ...{ type: 'ConcessionDenied', data: { reason: 'too-little-on-offer', terms: { availableMinor: 14_000 } } },
    });
  });
  it('CV-09: that was granted is taken from the next', () => {
    const first = answerTo(kind, by(sam, ask(5_000)));
    const second = answerTo(kind, by(sam, ask(5_000)), by(sam, ask(5_000, 'credit', 'concession-2')));
    expect(first).toMatchObject({ data: { granted: usd(5_000), terms: { grantedLatelyMinor: 0 } } });
    expect(second).toMatchObject({ data: { granted: usd(1_000), terms: { grantedLatelyMinor: 5_000 } } });
  });
  it('CV-12: is possible with a good attitude and a high value, and not with a bad attitude and a low value', () => {
    expect(answerTo(kind, by(sam, ask(60_000, 'free-phone')))).toMatchObject({ type: 'ConcessionGranted' });
    expect(answerTo([...good, rated('r1', 'bad')], by(sam, ask(20_000, 'free-phone')))).toMatchObject({
      type: 'ConcessionDenied',
    });
  });
  it('CV-09: rests on the rating of the latest moment, in whatever order ratings come', () => {
    const early = rated('r0', 'bad', '2025-01-01T10:00:00.000Z');
    expect(answerTo([...kind, early], by(sam, ask(6_000)))).toMatchObject({ data: { terms: { attitude: 'good' } } });
  });
});

describe('authority', () => {
  it('CV-09, RT-01: that does not reach leads to whoever has it, under the same id', () => {
    expect(answerTo(kind, by(bo, ask(1_001)))).toMatchObject({
      data: { reason: 'beyond-authority', neededRole: 'tier2-agent' },
    });
    expect(answerTo(kind, by(bo, ask(1_000)))).toMatchObject({ type: 'ConcessionGranted' });
    expect(answerTo(kind, by(bo, ask(1_001)), by(ada, ask(1_001)))).toMatchObject({ type: 'ConcessionGranted' });
    const { events } = decided([...kind.map(({ record }) => record), by(bo, ask(1_001)), by(bo, ask(1_001))]);
    expect(events.filter(({ type }) => type === 'ConcessionDenied')).toHaveLength(1);
  });
  it('CV-09: of nobody reaches what is beyond the supervisor’s', () => {
    const low = { ...policy.values.concessions.authorityMinor.supervisor, credit: 1 };
    const { concessions } = policy.values;
    const strict = {
      ...policy,
      values: {
        ...policy.values,
        concessions: { ...concessions, authorityMinor: { 'tier1-agent': low, 'tier2-agent': low, supervisor: low } },
      },
    };
    expect(customerDecider.decide(by(sam, ask(800)), customerDecider.initial, strict)).toMatchObject([
      { data: { reason: 'beyond-authority', neededRole: null } },
    ]);
  });
});

describe('a supervisor', () => {
  it('CV-09: may give more than the table does, with a reason, and the share is told', () =>
    given(granted(800))
      .when(by(sam, otherwise(800)))
      .then({
        type: 'ConcessionDecidedOtherwise',
        data: {
          ...{ ...of, ...discretion, requested: usd(800), terms, granted: usd(800) },
          ...{ share: { byPolicyMinor: 800, bySupervisorMinor: 0 }, reason: 'loyalty', decidedBy: 'agent-sam' },
        },
      }));
  it('CV-09: tells apart what the table gives and what is on top of it, also below', () => {
    const big = [ask(9_000), by(sam, otherwise(5_840, 'our-mistake'))];
    expect(answerTo([], ...big)).toMatchObject({
      data: { granted: usd(5_840), share: { byPolicyMinor: 840, bySupervisorMinor: 5_000 }, reason: 'our-mistake' },
    });
    expect(answerTo([], ask(9_000), by(sam, otherwise(420, 'misuse')))).toMatchObject({
      data: { share: { byPolicyMinor: 840, bySupervisorMinor: -420 } },
    });
  });
  it('CV-09: is bound by the policy', () => {
    given(granted(840, 9_000))
      .when(by(sam, otherwise(5_841)))
      .thenRejected('beyond-discretion', 'CV-09');
    given(granted(840, 9_000))
      .when(by(sam, otherwise(419)))
      .thenRejected('beyond-discretion', 'CV-09');
  });
  it('CV-09: decides otherwise once, and what was given before is not counted against it', () => {
    const twice = [ask(9_000), by(sam, otherwise(5_840)), by(sam, otherwise(5_840))];
    expect(decided(twice).events).toHaveLength(2);
    expect(answerTo([], ...twice, by(sam, otherwise(5_000)))).toMatchObject({
      data: { share: { byPolicyMinor: 840, bySupervisorMinor: 4_160 } },
    });
  });
  it('CV-09: alone may do so, and only of what was decided', () => {
    given(granted(800))
      .when(by(ada, otherwise(800)))
      .thenRejected('not-a-supervisor', 'CV-09');
    given()
      .when(by(sam, otherwise(800)))
      .thenRejected('concession-unknown', 'CV-09');
  });
});

describe('an open flag', () => {
  it('CV-21: pauses what is discretionary, whoever asks, and closing it ends the pause', () => {
    const paused = decided([openReview]).events;
    given(...paused)
      .when(by(sam, ask(800)))
      .thenRejected('paused-for-review', 'CV-21');
    given(granted(800), ...paused)
      .when(by(sam, otherwise(800)))
      .thenRejected('paused-for-review', 'CV-21');
    given(...decided([openReview, closeReview]).events)
      .when(ask(800))
      .then(granted(800));
  });
});

describe('a threat to leave (story B3)', () => {
  it('CV-11: is not enough: it changes nothing of what is on offer', () =>
    fc.assert(
      fc.property(
        fc.constantFrom<Attitude>('bad', 'neutral', 'good'),
        fc.integer({ min: 1, max: 90_000 }),
        (mood, amount) => {
          const facts = [...best, rated('r1', mood)];
          expect(answerTo([...facts, threat('t1')], by(sam, ask(amount)))).toStrictEqual(
            answerTo(facts, by(sam, ask(amount))),
          );
        },
      ),
    ));

  it('CV-11: with much fee owed gets no better offer than with little', () => {
    const amounts = [[], [commitment({ months: 12 })], [commitment()]].map((owed) =>
      answerTo([...kind, ...owed], by(sam, ask(6_000))),
    );
    expect(amounts).toMatchObject([
      { data: { granted: usd(6_000), terms: { feeOwedMinor: 0 } } },
      { data: { granted: usd(6_000), terms: { feeOwedMinor: 0 } } },
      { data: { granted: usd(3_950), terms: { feeOwedMinor: 20_500 } } },
    ]);
  });

  it('CV-07, CV-12: gets 1 less than a new customer, and both less than 3', () => {
    const offers = [[complaint('c1', 500), complaint('c2', 500)], [], best].map((facts) => {
      const { customer } = afterFacts([...facts, rated('r1', 'good'), threat('t1')]);
      return [customer.value, customerDecider.decide(by(sam, ask(60_000)), customer, policy)];
    });
    expect(offers).toMatchObject([
      [1, [{ type: 'ConcessionDenied' }]],
      [0, [{ data: { granted: usd(1_200) } }]],
      [3, [{ data: { granted: usd(6_000) } }]],
    ]);
  });
});
