import { policyBook } from '@tierline/kernel';
import { recordCommands, specify } from '@tierline/kernel/testing';
import { describe, expect, it } from '@jest/globals';
import { explainActivationLockRequest } from './activation-lock-explanation.js';
import { activationLockRequestDecider } from './activation-lock-request.decider.js';
import { explainCarrierUnlockRequest } from './carrier-unlock-explanation.js';
import { carrierUnlockRequestDecider } from './carrier-unlock-request.decider.js';
import { evolveRequestSource, newSource, REQUEST_SOURCE, type RequestSource } from './request-source.events.js';
import * as lock from './testing/activation-lock.js';
import * as carrier from './testing/carrier-unlocks.js';
import { fact, policy } from './testing/fixtures.js';
import { blocked, reviewed } from './testing/request-sources.js';

const sourceAt = (value: RequestSource, revision: number) => ({ source: fact(REQUEST_SOURCE, value, revision) });
const stopped = sourceAt(evolveRequestSource(newSource, blocked()), 0);
const unknown = sourceAt(newSource, -1);
const lifted = sourceAt([blocked(), reviewed].reduce(evolveRequestSource, newSource), 1);

const requestActivation = (facts: object) => ({ ...lock.request(), facts });
const requestCarrier = (facts: object) => ({ ...carrier.request(), facts: { ...carrier.request().facts, ...facts } });

describe('a request for an activation lock', () => {
  const given = specify(activationLockRequestDecider, policy);
  it.each([unknown, lifted])('DU-15: is taken from a source that is not blocked', (facts) =>
    given().when(requestActivation(facts)).then(lock.requested, lock.asked),
  );
  it('DU-15: is refused from a source that is blocked', () =>
    given().when(requestActivation(stopped)).thenRejected('source-blocked', 'DU-15'));
  it('DU-15: goes on when its source is blocked afterwards', () =>
    given(lock.requested, lock.asked).when(requestActivation(stopped)).thenNothing());
});

describe('a request for a carrier lock', () => {
  const given = specify(carrierUnlockRequestDecider, policy);
  it.each([unknown, lifted])('DU-15: is taken from a source that is not blocked', (facts) =>
    given().when(requestCarrier(facts)).then(carrier.requested()),
  );
  it('DU-15: is refused from a source that is blocked', () =>
    given().when(requestCarrier(stopped)).thenRejected('source-blocked', 'DU-15'));
  it('DU-15: goes on when its source is blocked afterwards', () =>
    given(carrier.requested()).when(requestCarrier(stopped)).thenNothing());
});

it('DU-15: the explanation of a refusal names the counts, where they stand, and what would have helped', async () => {
  const activation = await recordCommands(activationLockRequestDecider, policy, [requestActivation(stopped)]);
  const unlock = await recordCommands(carrierUnlockRequestDecider, policy, [requestCarrier(stopped)]);
  const { value, ...place } = stopped.source;
  for (const explained of [
    explainActivationLockRequest(activation)[0],
    explainCarrierUnlockRequest(unlock, policyBook([policy]))[0],
  ]) {
    expect(explained).toMatchObject({
      refusal: { reason: 'source-blocked', rule: 'DU-15' },
      facts: expect.arrayContaining([{ name: 'source', value, place }]) as unknown,
      counterfactuals: [{ kind: 'source-reviewed' }],
    });
    expect(value).toMatchObject({ status: 'blocked', block: { requests: 101, duplicates: 11, month: '2026-03' } });
  }
});
