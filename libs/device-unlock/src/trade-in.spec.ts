import { specify } from '@tierline/kernel/testing';
import { describe, it } from '@jest/globals';
import { ACTIVATION_LOCK_REQUEST } from './activation-lock-request.events.js';
import { at, command, fact, otherPhone, phone, policy, requestId } from './testing/fixtures.js';
import { tradeInDecider } from './trade-in.decider.js';
import type { TradeInEvent, TradeInLink, UnlockOutcome } from './trade-in.events.js';
import { cite, type RequestId, type TradeInId } from './values.js';

const given = specify(tradeInDecider, policy);
const tradeInId = 'trade-in-1' as TradeInId;
const otherRequest = 'request-2' as RequestId;
const request = (outcome: UnlockOutcome | null, of = requestId) =>
  fact(ACTIVATION_LOCK_REQUEST, { requestId: of, outcome }, 5);

const link = (change: Partial<TradeInLink> = {}) =>
  command('LinkTradeIn', { tradeInId, requestId, device: phone, ...change });
const tell = (outcome: UnlockOutcome | null, of = requestId) =>
  command('TellTradeIn', { tradeInId, requestId: of }, { request: request(outcome, of) });
const linked = (of = requestId): TradeInEvent => ({
  type: 'TradeInLinked',
  data: { tradeInId, requestId: of, device: phone, at },
});
const told = (outcome: UnlockOutcome): TradeInEvent => ({
  type: 'TradeInTold',
  data: { tradeInId, requestId, outcome, request: cite(request(outcome)), at },
});

describe('a trade-in that a lock blocks', () => {
  it('DU-16: is linked to its request', () => given().when(link()).then(linked()));
  it('DU-16: is linked once', () => {
    given(linked()).when(link()).thenNothing();
    given(linked(), told('unlocked')).when(link()).thenNothing();
  });
  it('DU-16: stays linked to its request', () => {
    given(linked())
      .when(link({ requestId: otherRequest }))
      .thenRejected('linked-to-another-request', 'DU-16');
    given(linked())
      .when(link({ device: otherPhone }))
      .thenRejected('linked-to-another-request', 'DU-16');
  });
  it('DU-16: may be linked to another request after a denial, and not after an unlock', () => {
    given(linked(), told('denied'))
      .when(link({ requestId: otherRequest }))
      .then(linked(otherRequest));
    for (const outcome of ['unlocked', 'self-service'] as const)
      given(linked(), told(outcome))
        .when(link({ requestId: otherRequest }))
        .thenRejected('linked-to-another-request', 'DU-16');
  });
});

describe('the outcome of the request', () => {
  it.each<UnlockOutcome>(['unlocked', 'self-service', 'denied'])('DU-16: is told to its trade-in: %s', (outcome) =>
    given(linked()).when(tell(outcome)).then(told(outcome)),
  );
  it('DU-16: is told once', () => given(linked(), told('unlocked')).when(tell('unlocked')).thenNothing());
  it('DU-16: is not told while the request is open', () => {
    given(linked()).when(tell(null)).thenRejected('request-still-open', 'DU-16');
    given(linked())
      .when({ ...tell('unlocked'), facts: { request: request('unlocked', otherRequest) } })
      .thenRejected('request-still-open', 'DU-16');
  });
  it('DU-16: is told to no other trade-in', () => {
    given().when(tell('unlocked')).thenRejected('not-linked-to-this-request', 'DU-16');
    given(linked()).when(tell('unlocked', otherRequest)).thenRejected('not-linked-to-this-request', 'DU-16');
  });
});
