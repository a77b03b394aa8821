import { describe, expect, it } from '@jest/globals';
import {
  ACTIVATION_LOCK_REQUEST,
  CARRIER_UNLOCK_REQUEST,
  CUSTOMER_STANDING,
  PURCHASE_RECORD,
} from '@tierline/device-unlock';
import fc from 'fast-check';
import {
  account,
  awaitingProof,
  eventsIn,
  receipt,
  sale,
  service,
  subject,
  travel,
  typesIn,
  wish,
} from '../testing/service.js';

const stolen = { device: sale.device, condition: 'stolen', holds: true, occurredAt: '2026-03-02T09:00:00.000Z' };
const newAccount = { ...account, activeSince: '2026-02-20', commitment: 'running' };
const standing = { customerId: 'c1', value: 3, attitude: 'good', asOf: '2026-03-01T00:00:00.000Z' };
const authorised = { seller: sale.seller, standing: 'authorised', asOf: '2026-01-01T00:00:00.000Z' };
const other = '7c0f8a3e-7c1d-5e2f-9a4b-1c2d3e4f5a6b';

describe('a proof that could not be decided', () => {
  it('DU-07: is looked at again as soon as the maker tells of the sale', async () => {
    const { request, tell, followUp, store } = await awaitingProof();
    await request('SubmitProof', receipt);
    await followUp();
    expect(await typesIn(store, PURCHASE_RECORD)).toEqual(['PurchaseRecordAwaited']);
    await tell('RecordPurchase', sale);
    await followUp();
    expect(await typesIn(store, ACTIVATION_LOCK_REQUEST, subject)).toContain('ProofMatched');
  });

  it('DU-07: is looked at again when the sale is told of before anybody waits for it', async () => {
    const { request, tell, followUp, store } = await awaitingProof();
    await request('SubmitProof', receipt);
    await tell('RecordPurchase', sale);
    await followUp();
    expect(await typesIn(store, ACTIVATION_LOCK_REQUEST, subject)).toContain('ProofMatched');
    expect((await eventsIn(store, PURCHASE_RECORD)).at(1)).toMatchObject({
      type: 'PurchaseRecordAwaited',
      data: { isThere: true },
    });
  });

  it('DU-07: is refused by the record that comes, when it does not match that', async () => {
    const { request, tell, followUp, store } = await awaitingProof();
    await request('SubmitProof', receipt);
    await followUp();
    await tell('RecordPurchase', { ...sale, price: { amountMinor: 1, currency: 'EUR' } });
    await followUp();
    expect((await eventsIn(store, ACTIVATION_LOCK_REQUEST, subject)).at(-1)).toMatchObject({
      type: 'ProofRefused',
      data: { reason: 'fields-differ' },
    });
  });

  it('DU-07: stays undecided while the records contradict one another, and looking again ends', async () => {
    const { request, tell, followUp, store } = await awaitingProof();
    await request('SubmitProof', receipt);
    await tell('RecordPurchase', sale);
    await tell('RecordPurchase', { ...sale, seller: 'Kiosk' });
    await followUp();
    const [, , , , last] = await eventsIn(store, ACTIVATION_LOCK_REQUEST, subject);
    expect(last).toMatchObject({ type: 'PurchaseRecordMissing', data: { reason: 'records-contradict' } });
    expect(await typesIn(store, ACTIVATION_LOCK_REQUEST, subject)).not.toContain('ProofMatched');
  });

  it('DU-07: of each of several requests for one device is looked at again', async () => {
    const { request, tell, followUp, store } = await awaitingProof();
    await request('RequestActivationUnlock', { customerId: 'c2', device: sale.device }, { subject: other });
    await request('AnswerCredentials', { credentials: 'unknown' }, { subject: other });
    for (const each of [subject, other]) await request('SubmitProof', receipt, { subject: each });
    await followUp();
    await tell('RecordPurchase', sale);
    await followUp();
    for (const each of [subject, other])
      expect(await typesIn(store, ACTIVATION_LOCK_REQUEST, each)).toContain('ProofMatched');
  });
});

describe('a carrier unlock that could not be answered', () => {
  it('DU-12: is looked at again as soon as something is known of the customer', async () => {
    const { request, tell, followUp, desk, store } = service();
    await tell('RecordAccountStanding', newAccount);
    await request('RequestCarrierUnlock', { ...wish, travel });
    expect(await desk.answer(subject)).toMatchObject({ status: 'open', waitsFor: 'customer-standing-unknown' });
    await followUp();
    expect((await typesIn(store, CUSTOMER_STANDING)).at(0)).toBe('CustomerStandingAwaited');
    await tell('CustomerStandingChanged', standing);
    await followUp();
    expect(await desk.answer(subject)).toMatchObject({ status: 'granted', outcome: 'discretionary' });
  });

  it('DU-12: is looked at again when the customer becomes known before anybody waits for it', async () => {
    const { request, tell, followUp, desk } = service();
    await tell('RecordAccountStanding', newAccount);
    await request('RequestCarrierUnlock', { ...wish, travel });
    await tell('CustomerStandingChanged', standing);
    await followUp();
    expect(await desk.answer(subject)).toMatchObject({ status: 'granted', outcome: 'discretionary' });
  });

  it('DU-09: is denied as soon as the device is reported stolen, although nothing is known of the account', async () => {
    const { request, tell, followUp, desk } = service();
    await request('RequestCarrierUnlock', wish);
    await tell('RecordDeviceStatus', stolen);
    await followUp();
    expect(await desk.answer(subject)).toMatchObject({ status: 'denied' });
  });

  it('DU-09: is left alone by a report that takes a condition back', async () => {
    const { request, tell, followUp, store } = service();
    await request('RequestCarrierUnlock', wish);
    await followUp();
    const before = await eventsIn(store, CARRIER_UNLOCK_REQUEST, subject);
    await tell('RecordDeviceStatus', { ...stolen, holds: false });
    await followUp();
    expect(await eventsIn(store, CARRIER_UNLOCK_REQUEST, subject)).toEqual(before);
  });
});

// Whatever comes first, and whenever it is followed up, the end is the same.
describe('the order in which facts come', () => {
  const shuffled = <Step extends string>(steps: readonly Step[]) =>
    fc.tuple(fc.shuffledSubarray([...steps], { minLength: steps.length }), fc.array(fc.boolean(), { maxLength: 4 }));

  it('DU-07: does not change what becomes of a proof', () =>
    fc.assert(
      fc.asyncProperty(shuffled(['submit', 'record', 'register']), async ([steps, pauses]) => {
        const { request, tell, followUp, store } = await awaitingProof();
        const does = {
          submit: () => request('SubmitProof', receipt),
          record: () => tell('RecordPurchase', sale),
          register: () => tell('RecordSellerStanding', authorised),
        };
        for (const [index, step] of steps.entries()) {
          await does[step]();
          if (pauses[index] === true) await followUp();
        }
        await followUp();
        expect((await typesIn(store, ACTIVATION_LOCK_REQUEST, subject)).at(-1)).toBe('ProofMatched');
      }),
      { numRuns: 30 },
    ));

  it('DU-11, DU-12: does not change how a request for a journey is answered', () =>
    fc.assert(
      fc.asyncProperty(shuffled(['ask', 'account', 'customer']), async ([steps, pauses]) => {
        const { request, tell, followUp, desk } = service();
        const does = {
          ask: () => request('RequestCarrierUnlock', { ...wish, travel }),
          account: () => tell('RecordAccountStanding', newAccount),
          customer: () => tell('CustomerStandingChanged', standing),
        };
        for (const [index, step] of steps.entries()) {
          await does[step]();
          if (pauses[index] === true) await followUp();
        }
        await followUp();
        expect(await desk.answer(subject)).toMatchObject({ status: 'granted', outcome: 'discretionary' });
      }),
      { numRuns: 30 },
    ));
});
