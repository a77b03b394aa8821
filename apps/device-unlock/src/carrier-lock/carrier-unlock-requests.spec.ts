import { describe, expect, it } from '@jest/globals';
import { CARRIER_UNLOCK_REQUEST, DEVICE } from '@tierline/device-unlock';
import type { Instant } from '@tierline/kernel';
import {
  account,
  agent,
  clerk,
  eventsIn,
  imei,
  sale,
  service,
  subject,
  travel,
  typesIn,
  wish,
} from '../testing/service.js';

const other = '7c0f8a3e-7c1d-5e2f-9a4b-1c2d3e4f5a6b';
const stolen = { device: sale.device, condition: 'stolen', holds: true, occurredAt: '2026-03-02T09:00:00.000Z' };
const standing = (value: number, attitude = 'neutral') => ({
  customerId: 'c1',
  value,
  attitude,
  asOf: '2026-03-01T00:00:00.000Z',
});
const newAccount = { ...account, activeSince: '2026-02-20', commitment: 'running' };

/** A customer who asks, with what was told before. */
async function asked(body: object, ...told: readonly (readonly [type: string, body: object])[]) {
  const found = service();
  for (const [type, fact] of told) await found.tell(type, fact);
  const execution = await found.request('RequestCarrierUnlock', body);
  return { ...found, execution, answer: await found.desk.answer(subject) };
}

describe('a request for a carrier unlock', () => {
  it('DU-11: is granted at once when every condition holds, as an entitlement, by each channel', async () => {
    for (const actor of [agent, clerk]) {
      const { request, tell, desk } = service();
      await tell('RecordAccountStanding', account);
      expect(await request('RequestCarrierUnlock', wish, { actor })).toMatchObject({ outcome: 'accepted' });
      expect(await desk.answer(subject)).toEqual({
        status: 'granted',
        outcome: 'entitled',
        dueAt: '2026-03-05T05:00:00.000Z',
      });
    }
  });

  it('DU-11: cites account and device, and names the day of the decision in the zone of the policy', async () => {
    const { store } = await asked(wish, ['RecordAccountStanding', account]);
    const [, granted] = await eventsIn(store, CARRIER_UNLOCK_REQUEST, subject);
    expect(granted).toMatchObject({
      type: 'CarrierUnlockGranted',
      data: {
        account: { stream: expect.stringMatching(/account_standing/), revision: 0 },
        device: { stream: expect.stringMatching(/device_unlock\.device-/), revision: 0 },
      },
      metadata: { command: { facts: { today: '2026-03-02' } } },
    });
  });

  it('DU-11: stays open while billing has said nothing, and is answered once it has', async () => {
    const { answer, request, tell, desk } = await asked(wish);
    expect(answer).toMatchObject({ status: 'open', waitsFor: 'account-standing-unknown' });
    await tell('RecordAccountStanding', account);
    expect(await request('AnswerCarrierUnlock', {})).toMatchObject({ outcome: 'accepted' });
    expect(await desk.answer(subject)).toMatchObject({ status: 'granted', outcome: 'entitled' });
  });

  it.each([
    ['a commitment that runs', { commitment: 'running' }],
    ['a fee that is owed', { feeOwed: { amountMinor: 17_500, currency: 'USD' } }],
    ['too few days', { activeSince: '2026-02-20' }],
    ["somebody else's account", { customerId: 'c2' }],
  ])('DU-11: is denied for %s, and the device is free for others', async (_, change) => {
    const { answer, store } = await asked(wish, ['RecordAccountStanding', { ...account, ...change }]);
    expect(answer).toMatchObject({ status: 'denied', outcome: 'entitled' });
    expect((await typesIn(store, DEVICE)).at(-1)).toBe('UnlockReservationReleased');
  });

  it('DU-09: is denied for a stolen device, whatever the account says', async () => {
    const { answer, store } = await asked(wish, ['RecordAccountStanding', account], ['RecordDeviceStatus', stolen]);
    expect(answer).toMatchObject({ status: 'denied' });
    expect(await typesIn(store, DEVICE)).not.toContain('UnlockReserved');
  });

  it('DU-13: waits while the same device is being unlocked for another customer', async () => {
    const { request, desk } = await asked(wish, ['RecordAccountStanding', account]);
    await request('RequestCarrierUnlock', { ...wish, customerId: 'c2' }, { subject: other });
    expect(await desk.answer(other)).toMatchObject({ status: 'denied' });
    const { request: ask, desk: front } = await asked(wish);
    await ask('RequestCarrierUnlock', { ...wish, customerId: 'c2' }, { subject: other });
    expect(await front.answer(other)).toMatchObject({ status: 'open', waitsFor: 'device-not-reserved' });
  });

  it.each([
    [0, 'good', 'granted'],
    [0, 'neutral', 'denied'],
    [1, 'good', 'denied'],
    [3, 'neutral', 'granted'],
    [3, 'bad', 'denied'],
  ])(
    'DU-12: for a journey at value %i with a %s attitude is %s, at our discretion',
    async (value, attitude, status) => {
      const facts = [
        ['RecordAccountStanding', newAccount],
        ['CustomerStandingChanged', standing(value, attitude)],
      ] as const;
      const { answer, store } = await asked({ ...wish, travel }, ...facts);
      expect(answer).toMatchObject({ status, outcome: 'discretionary' });
      const [requested] = await eventsIn(store, CARRIER_UNLOCK_REQUEST, subject);
      expect(requested?.data).toMatchObject({ travel });
    },
  );

  it('DU-12: for a journey is an entitlement of a customer of any value once the conditions hold', async () => {
    for (const value of [0, 1, 3]) {
      const told = [
        ['RecordAccountStanding', account],
        ['CustomerStandingChanged', standing(value, 'bad')],
      ] as const;
      expect((await asked({ ...wish, travel }, ...told)).answer).toMatchObject({
        status: 'granted',
        outcome: 'entitled',
      });
    }
  });

  it.each([
    ['the TAC of an IMEI', { kind: 'imei', value: imei }, '49015420'],
    ['DU-14: a TAC that nobody knows', { kind: 'imei', value: '000000000000000' }, '00000000'],
    ['none for a serial number', { kind: 'serial', value: 'F2LXJ0ABCD12' }, null],
  ])('keeps %s', async (_, device, tac) => {
    const { store } = await asked({ ...wish, device });
    expect((await eventsIn(store, CARRIER_UNLOCK_REQUEST, subject))[0]?.data).toMatchObject({ tac });
  });

  it('DU-11: is one request however often it comes, with the deadline that it had at first', async () => {
    const { request, desk, store } = await asked(wish);
    const again = { number: 1, at: '2026-03-09T10:00:00.000Z' as Instant };
    expect(await request('RequestCarrierUnlock', wish, again)).toMatchObject({ outcome: 'accepted', repeated: true });
    expect(await desk.answer(subject)).toMatchObject({ dueAt: '2026-03-05T05:00:00.000Z' });
    expect(await typesIn(store, DEVICE)).toEqual(['UnlockReserved']);
  });
});
