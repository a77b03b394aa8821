import { specify } from '@tierline/kernel/testing';
import { describe, expect, it } from '@jest/globals';
import { activationLockRequestDecider } from './activation-lock-request.decider.js';
import type { ActivationUnlock } from './activation-lock-request.events.js';
import {
  request,
  answer,
  requested,
  asked,
  selfService,
  required,
  credentialsAsked,
  proofRequired,
  proofPending,
  proofMatched,
  erasureConsented,
  unlocked,
  bySelf,
} from './testing/activation-lock.js';
import { policy, at, cleo, otherPhone, phone, requestId, command } from './testing/fixtures.js';
import type { CustomerId, TradeInId } from './values.js';

const given = specify(activationLockRequestDecider, policy);

describe('a request to remove an activation lock', () => {
  it('DU-02: asks for the credentials at once', () => given().when(request()).then(requested, asked));

  it('DU-16: is as good without a trade-in', () => {
    const plain = { requestId, customerId: cleo, device: phone };
    given()
      .when(command('RequestActivationUnlock', plain))
      .then({ type: 'ActivationUnlockRequested', data: { ...plain, at } }, asked);
  });

  it('DU-01: that comes again changes nothing', () =>
    given(...proofRequired)
      .when(request())
      .thenNothing());

  it.each<[string, Partial<ActivationUnlock>]>([
    ['customer', { customerId: 'customer-dan' as CustomerId }],
    ['device', { device: otherPhone }],
    ['trade-in', { tradeInId: 'trade-in-2' as TradeInId }],
  ])('DU-01: is refused when its id belongs to that of another %s', (_, change) =>
    given(...credentialsAsked)
      .when(request(change))
      .thenRejected('request-already-exists', 'DU-01'),
  );

  it('DU-01: is no request to remove a carrier lock, and knows none of its commands', () => {
    const carrier = { ...request(), type: 'RequestCarrierUnlock' } as never;
    expect(() => activationLockRequestDecider.decide(carrier, { status: 'none' }, policy)).toThrow('no case handles');
  });
});

describe('the answer about the credentials', () => {
  it('DU-02: known closes the request, since the customer unlocks by themselves', () =>
    given(...credentialsAsked)
      .when(answer('known'))
      .then(selfService));
  it('DU-02: unknown makes the proof of purchase necessary', () =>
    given(...credentialsAsked)
      .when(answer('unknown'))
      .then(required));

  it.each(
    [proofRequired, proofPending, proofMatched, erasureConsented].map(
      (history) => [history.at(-1)?.type, history] as const,
    ),
  )('DU-02: known helps as well after %s, and unknown is no news then', (_, history) => {
    given(...history)
      .when(answer('known'))
      .then(selfService);
    given(...history)
      .when(answer('unknown'))
      .thenNothing();
  });

  it('DU-02: known again changes nothing', () =>
    given(...bySelf)
      .when(answer('known'))
      .thenNothing());
  it('DU-02: unknown is refused once the customer has unlocked by themselves', () =>
    given(...bySelf)
      .when(answer('unknown'))
      .thenRejected('closed-by-self-service', 'DU-02'));
  it('DU-10: known is refused once the lock is removed', () =>
    given(...unlocked)
      .when(answer('known'))
      .thenRejected('already-unlocked', 'DU-10'));
  it('DU-10: unknown is no news once the lock is removed', () =>
    given(...unlocked)
      .when(answer('unknown'))
      .thenNothing());
  it('DU-01: is refused where nothing was requested', () =>
    given().when(answer('known')).thenRejected('request-unknown', 'DU-01'));
});
