import { describe, expect, it } from '@jest/globals';
import { ACTIVATION_LOCK_REQUEST, CARRIER_UNLOCK_REQUEST, RETAILER_ENQUIRY, TRADE_IN } from '@tierline/device-unlock';
import {
  account,
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

const stolen = { device: sale.device, condition: 'stolen', holds: true, occurredAt: '2026-03-02T09:00:00.000Z' };
const standing = (each: string) => ({ seller: sale.seller, standing: each, asOf: '2026-01-01T00:00:00.000Z' });

describe('a trade-in', () => {
  const tradeIn = { ...wish, tradeInId: 't1' };

  it('DU-16: is linked to its request, and told that the lock was removed', async () => {
    const { request, tell, followUp, store } = service();
    await request('RequestActivationUnlock', tradeIn);
    await followUp();
    expect(await typesIn(store, TRADE_IN, 't1')).toEqual(['TradeInLinked']);
    await request('AnswerCredentials', { credentials: 'unknown' });
    await tell('RecordPurchase', sale);
    await request('SubmitProof', receipt);
    await request('ConsentToErasure', { erasesTheDevice: true });
    await request('RemoveActivationLock', {});
    await followUp();
    expect((await eventsIn(store, TRADE_IN, 't1')).slice(1)).toMatchObject([
      { type: 'TradeInTold', data: { outcome: 'unlocked', requestId: subject, request: { revision: 6 } } },
    ]);
  });

  it.each([
    [
      'self-service',
      async ({ request }: ReturnType<typeof service>) => request('AnswerCredentials', { credentials: 'known' }),
    ],
  ])('DU-16: is told of %s', async (outcome, end) => {
    const found = service();
    await found.request('RequestActivationUnlock', tradeIn);
    await end(found);
    await found.followUp();
    expect((await eventsIn(found.store, TRADE_IN, 't1')).at(-1)).toMatchObject({
      type: 'TradeInTold',
      data: { outcome },
    });
  });

  it('DU-16: is told of a carrier unlock that was denied', async () => {
    const { request, tell, followUp, store } = service();
    await tell('RecordAccountStanding', { ...account, customerId: 'c2' });
    await request('RequestCarrierUnlock', tradeIn);
    await followUp();
    expect((await eventsIn(store, TRADE_IN, 't1')).at(-1)).toMatchObject({ data: { outcome: 'denied' } });
  });

  it('DU-16: is linked to no request that does not exist', async () => {
    const { tell, store } = service();
    const link = { requestId: subject, lock: 'activation', tradeInId: 't1' };
    expect(await tell('LinkTradeIn', link)).toEqual({ outcome: 'unknown-stream' });
    expect(await typesIn(store, TRADE_IN)).toEqual([]);
  });

  it('DU-16: is told nothing by a request that blocks none', async () => {
    const { followUp, store } = await readyForRemoval();
    await followUp();
    expect(await typesIn(store, TRADE_IN)).toEqual([]);
  });
});

describe('a purchase that the maker does not know', () => {
  it('DU-07: is asked of the retailer, with a deadline, whose answer decides', async () => {
    const { request, tell, followUp, store } = await awaitingProof();
    await tell('RecordSellerStanding', standing('authorised'));
    await request('SubmitProof', receipt);
    await followUp();
    expect((await eventsIn(store, RETAILER_ENQUIRY, subject)).at(0)).toMatchObject({
      type: 'RetailerAsked',
      data: { seller: 'Phone House', dueAt: '2026-03-10T04:00:00.000Z' },
    });
    await tell('RecordRetailerAnswer', { answer: { kind: 'sold', ...sale } });
    await followUp();
    expect(await typesIn(store, ACTIVATION_LOCK_REQUEST, subject)).toContain('ProofMatched');
  });

  it('DU-07: is no proof when the retailer denies the sale', async () => {
    const { request, tell, followUp, store } = await awaitingProof();
    await tell('RecordSellerStanding', standing('authorised'));
    await request('SubmitProof', receipt);
    await followUp();
    await tell('RecordRetailerAnswer', { answer: { kind: 'not-sold' } });
    await followUp();
    const events = await eventsIn(store, ACTIVATION_LOCK_REQUEST, subject);
    expect(events).toContainEqual(expect.objectContaining({ data: expect.objectContaining({ reason: 'not-sold' }) }));
  });

  it('DU-08: is not proven by the word of a seller who may not confirm', async () => {
    const { request, tell, followUp, store } = await awaitingProof();
    await tell('RecordSellerStanding', standing('liquidating'));
    await request('SubmitProof', receipt);
    await followUp();
    await tell('RecordRetailerAnswer', { answer: { kind: 'sold', ...sale } });
    await followUp();
    expect(await typesIn(store, ACTIVATION_LOCK_REQUEST, subject)).not.toContain('ProofMatched');
  });

  it('DU-07: is not known to a retailer that nobody has asked', async () => {
    const { tell } = service();
    expect(await tell('RecordRetailerAnswer', { answer: { kind: 'not-sold' } })).toEqual({ outcome: 'unknown-stream' });
  });
});

describe('a carrier unlock', () => {
  it('DU-11: is answered as soon as billing tells of the account', async () => {
    const { request, tell, followUp, desk } = service();
    await request('RequestCarrierUnlock', wish);
    await tell('RecordAccountStanding', account);
    await followUp();
    expect(await desk.answer(subject)).toMatchObject({ status: 'granted', outcome: 'entitled' });
  });

  it('DU-09: is revoked when a theft is reported before anybody saw the code', async () => {
    const { request, tell, followUp, store } = service();
    await tell('RecordAccountStanding', account);
    await request('RequestCarrierUnlock', wish);
    await tell('RecordDeviceStatus', stolen);
    await followUp();
    expect((await eventsIn(store, CARRIER_UNLOCK_REQUEST, subject)).map(({ type }) => type)).toContain(
      'CarrierUnlockRevoked',
    );
  });
});
