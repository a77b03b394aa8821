import { specify } from '@tierline/kernel/testing';
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { MOST_AWAITING } from './awaited.js';
import { customerStandingDecider } from './customer-standing.decider.js';
import type { CustomerStandingEvent } from './customer-standing.events.js';
import { purchaseRecordDecider } from './purchase-record.decider.js';
import {
  purchaseRecordOf,
  type PurchaseRecordAwaited,
  type PurchaseRecorded,
  type PurchaseRecordState,
} from './purchase-record.events.js';
import { customer } from './testing/carrier-unlocks.js';
import { at, cleo, command, phone, policy, purchase, requestId } from './testing/fixtures.js';
import type { RequestId } from './values.js';

const second = 'request-2' as RequestId;

describe('a purchase record that is awaited', () => {
  const given = specify(purchaseRecordDecider, policy);
  const awaits = (seenRecords = 0, by = requestId) =>
    command('AwaitPurchaseRecord', { device: phone, requestId: by, seenRecords });
  const awaited = (by = requestId, isThere = false): PurchaseRecordAwaited => ({
    type: 'PurchaseRecordAwaited',
    data: { device: phone, requestId: by, isThere, at },
  });
  const recorded: PurchaseRecorded = { type: 'PurchaseRecorded', data: { ...purchase, at } };
  const record = command('RecordPurchase', purchase);

  it('DU-07: keeps the requests that wait, each once', () => {
    given().when(awaits()).then(awaited());
    given(awaited()).when(awaits()).thenNothing();
    given(awaited()).when(awaits(0, second)).then(awaited(second));
  });

  it('DU-07: names them when it comes, and no longer after that', () => {
    given(awaited(), awaited(second)).when(record).then(recorded, awaited(requestId, true), awaited(second, true));
    const other = { ...purchase, seller: 'Kiosk' };
    given(awaited(), recorded, awaited(requestId, true))
      .when(command('RecordPurchase', other))
      .then({ type: 'PurchaseRecordContradicted', data: { ...other, differsIn: ['seller'], at } });
  });

  it('DU-07: tells a request at once that looked before it came', () =>
    given(recorded).when(awaits(0)).then(awaited(requestId, true)));

  it('DU-07: that contradicts another is awaited for what settles it', () =>
    given(recorded).when(awaits(1)).then(awaited()));

  it('DU-07: is told to requests without the others who wait', () => {
    const waiting: PurchaseRecordState = { status: 'recorded', purchase, awaitedBy: [requestId] };
    expect(purchaseRecordOf(waiting)).toStrictEqual({ status: 'recorded', purchase });
    expect(purchaseRecordOf({ status: 'none', awaitedBy: [requestId] })).toBeNull();
  });

  it('DU-07: never sets more requests going than may wait for one thing, and refuses one more', () =>
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 2 * MOST_AWAITING }), (number) => {
        let state = purchaseRecordDecider.initial;
        const decisions = Array.from({ length: number }, (_, index) => {
          const by = `request-${String(index)}` as RequestId;
          const decision = purchaseRecordDecider.decide(awaits(0, by), state, policy);
          if (!('rejected' in decision)) state = decision.reduce(purchaseRecordDecider.evolve, state);
          return decision;
        });
        const refused = decisions.filter((decision) => 'rejected' in decision);
        expect(refused).toHaveLength(Math.max(0, number - MOST_AWAITING));
        for (const each of refused) expect(each).toMatchObject({ rejected: 'too-many-requests-wait', rule: 'DU-07' });
        expect(purchaseRecordDecider.decide(record, state, policy)).toMatchObject({
          length: 1 + Math.min(number, MOST_AWAITING),
        });
      }),
    ));
});

describe('the standing of a customer that is awaited', () => {
  const given = specify(customerStandingDecider, policy);
  const awaits = (by = requestId) => command('AwaitCustomerStanding', { customerId: cleo, requestId: by });
  const awaited = (by = requestId, isThere = false): CustomerStandingEvent => ({
    type: 'CustomerStandingAwaited',
    data: { customerId: cleo, requestId: by, isThere, at },
  });
  const standing = { ...customer, customerId: cleo };
  const reported: CustomerStandingEvent = { type: 'CustomerStandingReported', data: { ...standing, at } };

  it('DU-12: keeps the requests that wait, each once, and names them when it comes', () => {
    given().when(awaits()).then(awaited());
    given(awaited()).when(awaits()).thenNothing();
    given(awaited(), awaited(second))
      .when(command('RecordCustomerStanding', standing))
      .then(reported, awaited(requestId, true), awaited(second, true));
  });

  it('DU-12: tells a request at once that looked before it came', () =>
    given(reported).when(awaits()).then(awaited(requestId, true)));

  it('DU-12: is awaited by no more requests than may wait for one thing', () => {
    const waiting = Array.from({ length: MOST_AWAITING }, (_, index) =>
      awaited(`request-${String(index)}` as RequestId),
    );
    given(...waiting)
      .when(awaits('one-more' as RequestId))
      .thenRejected('too-many-requests-wait', 'DU-12');
  });
});
