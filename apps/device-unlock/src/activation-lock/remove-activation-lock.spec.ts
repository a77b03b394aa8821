import { describe, expect, it } from '@jest/globals';
import { ACTIVATION_LOCK_REQUEST, DEVICE } from '@tierline/device-unlock';
import type { ErasableStore, StreamName } from '@tierline/kernel';
import { memoryStore } from '@tierline/kernel/testing';
import { awaitingProof, eventsIn, readyForRemoval, sale, subject, typesIn } from '../testing/service.js';

const other = '7c0f8a3e-7c1d-5e2f-9a4b-1c2d3e4f5a6b';
const stolen = { device: sale.device, condition: 'stolen', holds: true, occurredAt: '2026-03-02T09:00:00.000Z' };

describe('the removal of an activation lock', () => {
  it('DU-10: is decided on the stream of the device, which the request cites', async () => {
    const { request, store } = await readyForRemoval();
    expect(await request('RemoveActivationLock', {})).toMatchObject({ outcome: 'accepted' });
    expect(await typesIn(store, DEVICE)).toEqual(['UnlockReserved', 'UnlockIssued']);
    expect((await eventsIn(store, ACTIVATION_LOCK_REQUEST, subject)).at(-1)).toMatchObject({
      type: 'ActivationLockRemoved',
      data: { unlock: { stream: expect.stringMatching(/^device_unlock\.device-/), revision: 1 } },
    });
  });

  it('DU-13: takes place once, however often the same command comes', async () => {
    const { request, number, store } = await readyForRemoval();
    await request('RemoveActivationLock', {});
    const again = await request('RemoveActivationLock', {}, { number: number() });
    expect(again).toMatchObject({ outcome: 'accepted', repeated: true });
    expect(await typesIn(store, DEVICE)).toHaveLength(2);
  });

  it('DU-09: is refused for a device that was reported stolen, and the request is closed', async () => {
    const { request, tell, store } = await readyForRemoval();
    await tell('RecordDeviceStatus', stolen);
    expect(await request('RemoveActivationLock', {})).toMatchObject({
      outcome: 'refused',
      reason: 'device-blocked',
      rule: 'DU-09',
    });
    expect(await typesIn(store, DEVICE)).not.toContain('UnlockIssued');
    expect((await eventsIn(store, ACTIVATION_LOCK_REQUEST, subject)).at(-1)).toMatchObject({
      type: 'ActivationUnlockDenied',
      data: { reason: 'device-blocked', because: ['stolen'] },
    });
  });

  it('DU-09: stands after a theft that was reported later, and the device says that it cannot be taken back', async () => {
    const { request, tell, store } = await readyForRemoval();
    await request('RemoveActivationLock', {});
    await tell('RecordDeviceStatus', stolen);
    expect((await typesIn(store, DEVICE)).slice(-2)).toEqual(['DeviceStatusReported', 'UnlockBeyondRevocation']);
  });

  it('DU-09: does not happen when the theft is reported between the reservation and the unlock', async () => {
    const twin = memoryStore();
    const reserved = Promise.withResolvers<undefined>();
    const store: ErasableStore & Pick<typeof twin, 'streams'> = {
      ...twin,
      append: async (stream: StreamName, events, expected) => {
        const appended = await twin.append(stream, events, expected);
        if (!events.some(({ type }) => type === 'UnlockReserved')) return appended;
        reserved.resolve(undefined);
        // Meanwhile the report gets in line for the device, before the unlock does.
        await new Promise(setImmediate);
        return appended;
      },
    };
    const { request, tell } = await readyForRemoval(store);
    const theft = reserved.promise.then(() => tell('RecordDeviceStatus', stolen));
    expect(await request('RemoveActivationLock', {})).toMatchObject({ outcome: 'refused', reason: 'device-blocked' });
    await theft;
    expect(await typesIn(store, DEVICE)).toEqual([
      'UnlockReserved',
      'DeviceStatusReported',
      'CommandRefused',
      'UnlockReservationReleased',
    ]);
  });

  it('DU-10: leaves the device alone while the customer has not agreed to the erasure', async () => {
    const { request, tell, store } = await awaitingProof();
    await tell('RecordPurchase', sale);
    await request('SubmitProof', { proof: { kind: 'purchase', ...sale } });
    expect(await request('RemoveActivationLock', {})).toMatchObject({ reason: 'erasure-not-consented', rule: 'DU-10' });
    expect(await typesIn(store, DEVICE)).toEqual([]);
  });

  it('leaves the device alone when the request has moved since its sender saw it', async () => {
    const { request, store } = await readyForRemoval();
    expect(await request('RemoveActivationLock', {}, { ifStateRevision: 1 })).toMatchObject({
      outcome: 'precondition-failed',
    });
    expect(await typesIn(store, DEVICE)).toEqual([]);
    const [{ revision } = { revision: -1 }] = (await eventsIn(store, ACTIVATION_LOCK_REQUEST, subject)).slice(-1);
    expect(await request('RemoveActivationLock', {}, { ifStateRevision: revision })).toMatchObject({
      outcome: 'accepted',
    });
  });

  it('DU-13: is denied to nobody because somebody else had the same device unlocked before', async () => {
    const { request, store } = await readyForRemoval();
    await request('RemoveActivationLock', {});
    const second = { subject: other };
    await request('RequestActivationUnlock', { customerId: 'c2', device: sale.device }, second);
    await request('AnswerCredentials', { credentials: 'unknown' }, second);
    await request('SubmitProof', { proof: { kind: 'purchase', ...sale } }, second);
    await request('ConsentToErasure', { erasesTheDevice: true }, second);
    expect(await request('RemoveActivationLock', {}, second)).toMatchObject({ outcome: 'accepted' });
    expect((await typesIn(store, DEVICE)).filter((type) => type === 'UnlockIssued')).toHaveLength(2);
  });
});
