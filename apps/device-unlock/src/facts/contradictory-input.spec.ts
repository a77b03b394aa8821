import { describe, expect, it } from '@jest/globals';
import {
  ACTIVATION_LOCK_REQUEST,
  CARRIER_UNLOCK_REQUEST,
  DEVICE,
  PURCHASE_RECORD,
  RETAILER_ENQUIRY,
} from '@tierline/device-unlock';
import type { Instant } from '@tierline/kernel';
import {
  askedRetailer,
  awaitingProof,
  eventsIn,
  readyForRemoval,
  receipt,
  sale,
  service,
  subject,
  typesIn,
  wish,
} from '../testing/service.js';

const other = '7c0f8a3e-7c1d-5e2f-9a4b-1c2d3e4f5a6b';
const proof = (change: object) => ({ proof: { ...receipt.proof, ...change } });
const sold = { answer: { kind: 'sold', ...sale } };

describe('an amount', () => {
  const judged = async (recorded: object, shown: object) => {
    const { request, tell, store } = await awaitingProof();
    await tell('RecordPurchase', { ...sale, price: recorded });
    await request('SubmitProof', proof({ price: shown }));
    return (await typesIn(store, ACTIVATION_LOCK_REQUEST, subject)).at(-1);
  };

  it.each(['JPY', 'BHD', 'EUR'])(
    'DU-03: is compared in whole minor units of its currency, however many digits %s has',
    async (currency) => {
      const recorded = { amountMinor: 100_000, currency };
      expect(await judged(recorded, { amountMinor: 101_000, currency })).toBe('ProofMatched');
      expect(await judged(recorded, { amountMinor: 101_001, currency })).toBe('ProofRefused');
    },
  );

  it('DU-03: is never the same as that amount of another currency', async () => {
    const yen = { amountMinor: 100_000, currency: 'JPY' };
    expect(await judged(yen, { ...yen, currency: 'USD' })).toBe('ProofRefused');
  });
});

describe('a purchase record that contradicts an earlier one', () => {
  it('DU-07: is kept and flagged, and does not win by being the later', async () => {
    const { request, tell, store } = await awaitingProof();
    await tell('RecordPurchase', { ...sale, seller: 'Kiosk' });
    await tell('RecordPurchase', sale);
    expect(await typesIn(store, PURCHASE_RECORD)).toEqual(['PurchaseRecorded', 'PurchaseRecordContradicted']);
    await request('SubmitProof', receipt);
    expect((await eventsIn(store, ACTIVATION_LOCK_REQUEST, subject)).at(-1)).toMatchObject({
      type: 'PurchaseRecordMissing',
      data: { reason: 'records-contradict', matches: { length: 2 } },
    });
  });
});

describe("a request for a device that another customer's open request holds", () => {
  it('DU-13: waits when it is about the carrier lock', async () => {
    const { request, desk } = service();
    await request('RequestCarrierUnlock', wish);
    await request('RequestCarrierUnlock', { ...wish, customerId: 'c2' }, { subject: other });
    expect(await desk.answer(other)).toMatchObject({ status: 'open', waitsFor: 'device-not-reserved' });
  });

  it('DU-13: is denied when it is about the activation lock and everything else is right', async () => {
    const { request, store } = await readyForRemoval();
    await request('RequestCarrierUnlock', { ...wish, customerId: 'c2' }, { subject: other });
    expect(await request('RemoveActivationLock', {})).toMatchObject({
      outcome: 'refused',
      reason: 'unlock-not-issued',
    });
    expect((await eventsIn(store, ACTIVATION_LOCK_REQUEST, subject)).at(-1)).toMatchObject({
      type: 'ActivationUnlockDenied',
      data: { reason: 'reserved-for-another-request' },
    });
    expect(await typesIn(store, DEVICE)).not.toContain('UnlockIssued');
  });
});

describe('a request that comes again', () => {
  it.each([
    ['RequestActivationUnlock', ACTIVATION_LOCK_REQUEST],
    ['RequestCarrierUnlock', CARRIER_UNLOCK_REQUEST],
  ])('DU-01: by the same %s is answered as before, and changes nothing', async (type, category) => {
    const { request, store } = service();
    await request(type, wish);
    const before = await eventsIn(store, category, subject);
    expect(await request(type, wish, { number: 1 })).toMatchObject({ outcome: 'accepted', repeated: true });
    expect(await eventsIn(store, category, subject)).toEqual(before);
  });

  it.each(['RequestActivationUnlock', 'RequestCarrierUnlock'])(
    'DU-01: by another %s for the same id is no effect, and for another customer it is refused',
    async (type) => {
      const { request } = service();
      await request(type, wish);
      expect(await request(type, wish)).toMatchObject({ outcome: 'no-effect' });
      expect(await request(type, { ...wish, customerId: 'c2' })).toMatchObject({
        outcome: 'refused',
        reason: 'request-already-exists',
        rule: 'DU-01',
      });
    },
  );

  it.each(['RequestActivationUnlock', 'RequestCarrierUnlock'])(
    'DU-01: under the id of another %s is a mistake of its sender',
    async (type) => {
      const { request } = service();
      await request(type, wish);
      expect(await request(type, { ...wish, customerId: 'c2' }, { number: 1 })).toEqual({
        outcome: 'command-id-reused',
      });
    },
  );
});

describe('the answer of a retailer', () => {
  it('DU-07: that comes after the deadline is told to be late, and decides like one in time', async () => {
    const { tell, request, followUp, store } = await askedRetailer();
    const late = '2026-03-20T10:00:00.000Z' as Instant;
    await request('RecordRetailerAnswer', sold, { at: late });
    await followUp();
    expect((await eventsIn(store, RETAILER_ENQUIRY, subject)).at(-1)).toMatchObject({
      type: 'RetailerAnswered',
      data: { isLate: true },
    });
    expect(await typesIn(store, ACTIVATION_LOCK_REQUEST, subject)).toContain('ProofMatched');
    expect(await tell('RecordRetailerAnswer', { answer: { kind: 'not-sold' } })).toMatchObject({ outcome: 'accepted' });
    expect((await typesIn(store, RETAILER_ENQUIRY, subject)).at(-1)).toBe('RetailerContradictedItself');
  });
});
