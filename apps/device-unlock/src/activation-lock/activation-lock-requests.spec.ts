import { describe, expect, it } from '@jest/globals';
import { ACTIVATION_LOCK_REQUEST } from '@tierline/device-unlock';
import type { EventStore } from '@tierline/kernel';
import { memoryStore } from '@tierline/kernel/testing';
import {
  agent,
  awaitingProof,
  clerk,
  eventsIn,
  imei,
  imeisvOfTheSameDevice,
  licence,
  receipt,
  sale,
  service,
  subject,
  typesIn,
} from '../testing/service.js';

const lastOf = async (store: EventStore) => (await typesIn(store, ACTIVATION_LOCK_REQUEST, subject)).at(-1);

describe('a proof of purchase', () => {
  it('DU-07: waits while the maker has no record', async () => {
    const { request, store } = await awaitingProof();
    await request('SubmitProof', receipt);
    expect(await lastOf(store)).toBe('PurchaseRecordMissing');
  });

  it('DU-03: matches the record of the device, and cites its stream and revision', async () => {
    const { request, tell, store } = await awaitingProof();
    await tell('RecordPurchase', sale);
    await request('SubmitProof', receipt);
    expect((await eventsIn(store, ACTIVATION_LOCK_REQUEST, subject)).at(-1)).toMatchObject({
      type: 'ProofMatched',
      data: { record: { stream: expect.stringMatching(/^device_unlock\.purchase_record-/), revision: 0 } },
      metadata: { command: { facts: { purchase: { revision: 0 } } } },
    });
  });

  it('DU-14: is of the same device by its IMEISV', async () => {
    const { request, tell, store } = await awaitingProof();
    await tell('RecordPurchase', { ...sale, device: { kind: 'imeisv', value: imeisvOfTheSameDevice } });
    await request('SubmitProof', { proof: { ...receipt.proof, receiptNumber: 'r-17B' } });
    expect(await lastOf(store)).toBe('ProofMatched');
  });

  it('DU-03: is refused with the receipt of another device', async () => {
    const { request, tell, store } = await awaitingProof();
    await tell('RecordPurchase', sale);
    const device = { kind: 'serial', value: 'F2LXJ0ABCD12' };
    await request('SubmitProof', { proof: { ...receipt.proof, device } });
    expect(await lastOf(store)).toBe('ProofRefused');
  });

  it.each([agent, clerk])('DU-04, DU-05: is not an identity document, as $channel', async (actor) => {
    const { request, store } = await awaitingProof();
    expect(await request('SubmitProof', licence, { actor })).toMatchObject({ outcome: 'accepted' });
    expect(await lastOf(store)).toBe('ProofRefused');
  });

  it.each([
    ['PHONE  house', 'liquidating'],
    ['Phone House', 'unauthorised'],
  ])('DU-08: flags the seller that the register knows as %j, %s', async (seller, standing) => {
    const { request, tell, store } = await awaitingProof();
    await tell('RecordSellerStanding', { seller, standing, asOf: '2026-01-01T00:00:00.000Z' });
    await request('SubmitProof', receipt);
    const events = await eventsIn(store, ACTIVATION_LOCK_REQUEST, subject);
    expect(events.slice(-2)).toMatchObject([
      { type: 'SellerFlagged', data: { standing, warranty: 'none', register: { revision: 0 } } },
      { type: 'PurchaseRecordMissing' },
    ]);
  });

  it('DU-08: flags nobody whom the register knows as authorised, or does not know', async () => {
    for (const seller of ['Phone House', 'Somebody Else']) {
      const { request, tell, store } = await awaitingProof();
      await tell('RecordSellerStanding', { seller, standing: 'authorised', asOf: '2026-01-01T00:00:00.000Z' });
      await request('SubmitProof', receipt);
      expect(await typesIn(store, ACTIVATION_LOCK_REQUEST, subject)).not.toContain('SellerFlagged');
    }
  });
});

describe('what is stored', () => {
  it('holds neither IMEI nor receipt number', async () => {
    const twin = memoryStore();
    const { request, tell } = await awaitingProof(twin);
    await tell('RecordPurchase', sale);
    await request('SubmitProof', receipt);
    const stored = JSON.stringify([...twin.streams], (_, value: unknown) =>
      typeof value === 'bigint' ? String(value) : value,
    );
    expect(stored).toContain('ProofMatched');
    expect(stored).not.toContain(imei.slice(0, 14));
    expect(stored).not.toMatch(/R-?17/i);
  });
});

it('asks for a request that does not exist in vain, and makes none', async () => {
  const twin = memoryStore();
  expect(await service(twin).request('RemoveActivationLock', {})).toEqual({ outcome: 'unknown-stream' });
  expect(twin.streams.size).toBe(0);
});
