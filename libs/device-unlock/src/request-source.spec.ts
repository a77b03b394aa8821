import { specify } from '@tierline/kernel/testing';
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { requestSourceDecider } from './request-source.decider.js';
import type { RequestSource } from './request-source.events.js';
import { ada, policy } from './testing/fixtures.js';
import { block, blocked, deskOrigin, exceeded, ora, period, review, reviewed } from './testing/request-sources.js';

const given = specify(requestSourceDecider, policy);
const { decide, evolve, initial } = requestSourceDecider;
const afterOne = { ...period, afterReviews: 1 };

describe('a source', () => {
  it('DU-15: is blocked by a count that has exceeded both limits, and says by which', () =>
    given().when(block()).then(blocked()));
  it('DU-15: is not blocked by a count that goes on', () =>
    given()
      .when(block({ totals: { ...exceeded, status: 'open' } }))
      .thenRejected('limits-not-exceeded', 'DU-15'));
  it('DU-15: is blocked once, whoever tells it', () => given(blocked()).when(block()).thenNothing());
  it('DU-15: is not blocked for what was counted before its review', () =>
    given(blocked(), reviewed).when(block()).thenNothing());
  it('DU-15: is blocked again by what is counted after its review', () => {
    const decision = decide(block({ of: afterOne }), { status: 'open', reviews: 1 }, policy);
    expect(decision).toMatchObject([{ type: 'SourceBlocked', data: { count: { revision: 101 } } }]);
  });
});

describe('the review of a source', () => {
  it('DU-15: lifts the block, and says who has reviewed it and why', () =>
    given(blocked()).when(review).then(reviewed));
  it('DU-15: changes nothing of a source that is not blocked', () => {
    given(blocked(), reviewed).when(review).thenNothing();
    given().when(review).thenNothing();
  });
  it('DU-15: is refused to whoever the source is', () => {
    const own = { ...review, actor: { ...ada, employer: 'partner' } };
    given(blocked(deskOrigin)).when(own).thenRejected('own-source', 'DU-15');
    given(blocked(deskOrigin))
      .when({ ...own, actor: ora })
      .then(reviewed);
  });
  it('DU-15: is for somebody of the same name at another employer, or behind another door', () => {
    const namesake = { ...review, actor: { ...ada, employer: 'carrier' } };
    const by = { ...reviewed, data: { ...reviewed.data, reviewer: ada.id } };
    given(blocked(deskOrigin))
      .when(namesake)
      .then(by as typeof reviewed);
    given(blocked({ door: 'store-system', id: ada.id }))
      .when({ ...review, actor: ada })
      .then(by as typeof reviewed);
  });
});

it('DU-15: a source is open exactly when as many blocks were lifted as there were', () =>
  fc.assert(
    fc.property(fc.array(fc.constantFrom('block', 'review')), (story) => {
      let state: RequestSource = initial;
      let [blocks, reviews] = [0, 0];
      for (const step of story) {
        const of = { ...period, afterReviews: state.reviews };
        const decision = decide(step === 'block' ? block({ of }) : review, state, policy);
        if ('rejected' in decision) throw new Error(decision.rejected);
        blocks += decision.filter(({ type }) => type === 'SourceBlocked').length;
        reviews += decision.filter(({ type }) => type === 'SourceReviewed').length;
        state = decision.reduce(evolve, state);
        expect(state.status).toBe(blocks === reviews ? 'open' : 'blocked');
        expect(state.reviews).toBe(reviews);
      }
    }),
  ));
