import { specify } from '@tierline/kernel/testing';
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { OfferStep } from './customer.commands.js';
import { customerDecider } from './customer.decider.js';
import type { CustomerEvent, Forfeiture, OfferPart } from './customer.events.js';
import { lineEnded, plan } from './testing/facts.js';
import { at, by, cleo, command, day, line, policy, sam } from './testing/fixtures.js';
import { decided } from './testing/story.js';
import type { OfferId, OrderId } from './values.js';

const given = specify(customerDecider, policy);
const offerId = 'offer-1' as OfferId;
const of = { customerId: cleo, offerId };
const unlimited = plan('order-1', 3_000, { plan: 'unlimited-2009', data: 'grandfathered-unlimited' });
const make = (...parts: OfferPart[]) => command('MakeOffer', { ...of, lineId: line, parts });
const made = (...parts: OfferPart[]): CustomerEvent => ({
  type: 'OfferMade',
  data: { ...of, at, lineId: line, parts },
});
const step = (type: OfferStep['type']) => command(type, of) as OfferStep;
const lost: Forfeiture = { offerId, lineId: line, plan: 'unlimited-2009', orderId: 'order-1' as OrderId };
const disclosed: CustomerEvent = { type: 'ForfeitureDisclosed', data: { ...of, at, channel: 'phone', ...lost } };
const consented: CustomerEvent = { type: 'ForfeitureConsented', data: { ...of, at, channel: 'phone', ...lost } };
const forfeited: CustomerEvent = { type: 'GrandfatheredPlanForfeited', data: { customerId: cleo, at, ...lost } };
const accepted: CustomerEvent = { type: 'OfferAccepted', data: { ...of, at, channel: 'phone' } };
const declined: CustomerEvent = { type: 'OfferDeclined', data: { ...of, at, channel: 'phone' } };
const phone = [unlimited.fact, made('new-phone')] as const;

describe('an offer', () => {
  it('CV-19: is made', () => given(unlimited.fact).when(make('new-phone')).then(made('new-phone')));
  it('CV-19: is made once', () =>
    given(...phone)
      .when(make('new-phone'))
      .thenNothing());
  it('CV-19: is refused under the id of another', () =>
    given(...phone)
      .when(make('renewal'))
      .thenRejected('offer-already-exists', 'CV-19'));
  it.each<OfferPart>(['new-phone', 'renewal'])(
    'CV-19: with a %s cannot be accepted before the loss of an unlimited plan was disclosed and consented to',
    (part) => {
      const offered = [unlimited.fact, made(part)];
      given(...offered)
        .when(step('AcceptOffer'))
        .thenRejected('forfeiture-not-disclosed', 'CV-19');
      given(...offered, disclosed)
        .when(step('AcceptOffer'))
        .thenRejected('forfeiture-not-consented', 'CV-19');
      given(...offered, disclosed, consented)
        .when(step('AcceptOffer'))
        .then(forfeited, accepted);
    },
  );
  it.each<[string, readonly CustomerEvent[]]>([
    ['with a part that does not end the plan', [unlimited.fact, made('accessory', 'plan')]],
    ['on a line with another plan', [plan('order-1', 3_000, { data: 'unlimited' }).fact, made('new-phone')]],
    [
      'on a line whose plan was taken in place of the unlimited one',
      [unlimited.fact, plan('order-2', 9_000).fact, made('new-phone')],
    ],
    ['on a line that nothing is known of', [made('new-phone')]],
  ])('CV-19: %s is accepted at once, and has nothing to disclose', (_, offered) => {
    given(...offered)
      .when(step('AcceptOffer'))
      .then(accepted);
    given(...offered)
      .when(step('DiscloseForfeiture'))
      .thenRejected('nothing-to-forfeit', 'CV-19');
    given(...offered)
      .when(step('ConsentToForfeiture'))
      .thenRejected('nothing-to-forfeit', 'CV-19');
  });
  it('CV-19: costs the plan that the line has, also when one that it had before is told later', () => {
    const newer = plan('order-2', 9_000, { takenOn: day('2025-01-01') });
    given(newer.fact, ...phone)
      .when(step('AcceptOffer'))
      .then(accepted);
  });
  it('CV-19: takes the plan once: a second offer finds nothing left to lose', () => {
    const second = { ...of, offerId: 'offer-2' as OfferId };
    given(...phone, disclosed, consented, forfeited, accepted, {
      ...{ type: 'OfferMade', data: { ...second, at, lineId: line, parts: ['renewal'] } },
    })
      .when(command('AcceptOffer', second))
      .then({ type: 'OfferAccepted', data: { ...second, at, channel: 'phone' } });
  });
  it('CV-19: is declined, and lost nobody a plan', () => {
    given(...phone)
      .when(step('DeclineOffer'))
      .then(declined);
    given(...phone, declined)
      .when(step('DeclineOffer'))
      .thenNothing();
    given(...phone, declined)
      .when(step('AcceptOffer'))
      .thenRejected('offer-already-answered', 'CV-19');
  });
  it('CV-19: is accepted once', () => {
    given(...phone, disclosed, consented, forfeited, accepted)
      .when(step('AcceptOffer'))
      .thenNothing();
    given(...phone, disclosed, consented, forfeited, accepted)
      .when(step('DeclineOffer'))
      .thenRejected('offer-already-answered', 'CV-19');
  });
  it('CV-19: is unknown until it was made', () =>
    given(unlimited.fact).when(step('AcceptOffer')).thenRejected('offer-unknown', 'CV-19'));
});

describe('the disclosure of a loss', () => {
  it('CV-19: tells plan, time and channel', () =>
    given(...phone)
      .when(step('DiscloseForfeiture'))
      .then(disclosed));
  it('CV-19: is made once', () =>
    given(...phone, disclosed)
      .when(step('DiscloseForfeiture'))
      .thenNothing());
  it('CV-19: comes before the consent', () =>
    given(...phone)
      .when(step('ConsentToForfeiture'))
      .thenRejected('forfeiture-not-disclosed', 'CV-19'));
  it('CV-19: leads to a consent, with time and channel, once', () => {
    given(...phone, disclosed)
      .when(step('ConsentToForfeiture'))
      .then(consented);
    given(...phone, disclosed, consented)
      .when(step('ConsentToForfeiture'))
      .thenNothing();
  });
  it('CV-19: comes too late when the offer was answered', () => {
    given(...phone, declined)
      .when(step('DiscloseForfeiture'))
      .thenRejected('offer-already-answered', 'CV-19');
    given(...phone, disclosed, declined)
      .when(step('ConsentToForfeiture'))
      .thenRejected('offer-already-answered', 'CV-19');
  });
  it('CV-19: of one plan is none of another', () => {
    const newer = plan('order-2', 3_500, { plan: 'unlimited-2010', data: 'grandfathered-unlimited' });
    given(...phone, disclosed, consented, newer.fact)
      .when(step('AcceptOffer'))
      .thenRejected('forfeiture-not-disclosed', 'CV-19');
  });
});

it('CV-19: no interleaving loses a plan that was not disclosed and consented to before', () =>
  fc.assert(
    fc.property(
      fc.array(
        fc.constantFrom(
          ...[
            unlimited.record,
            plan('order-2', 4_000, { data: 'grandfathered-unlimited' }).record,
            lineEnded('line-1').record,
          ],
          ...[make('new-phone'), step('DiscloseForfeiture'), step('ConsentToForfeiture')],
          ...[step('AcceptOffer'), by(sam, step('AcceptOffer')), step('DeclineOffer')],
        ),
        { maxLength: 15 },
      ),
      (commands) => {
        const { events } = decided([unlimited.record, make('new-phone'), ...commands]);
        const lostAt = events.findIndex(({ type }) => type === 'GrandfatheredPlanForfeited');
        const loss = events[lostAt];
        if (loss?.type !== 'GrandfatheredPlanForfeited') return;
        const of = (type: CustomerEvent['type']) =>
          events.findIndex(
            (event) => event.type === type && 'orderId' in event.data && event.data.orderId === loss.data.orderId,
          );
        expect(of('ForfeitureDisclosed')).toBeGreaterThanOrEqual(0);
        expect(of('ForfeitureConsented')).toBeGreaterThan(of('ForfeitureDisclosed'));
        expect(lostAt).toBeGreaterThan(of('ForfeitureConsented'));
        expect(events[lostAt + 1]?.type).toBe('OfferAccepted');
      },
    ),
    { numRuns: 2_000 },
  ));
