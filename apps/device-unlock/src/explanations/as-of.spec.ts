import { describe, expect, it } from '@jest/globals';
import { ActivationLockRequestAsOfV1, CarrierUnlockRequestAsOfV1, messageType } from '@tierline/contracts';
import type { Instant } from '@tierline/kernel';
import { digest, storeAsOf, validated } from '@tierline/platform';
import fc from 'fast-check';
import { activationLockAsOf, carrierUnlockAsOf } from './as-of.js';
import { account, agent, receipt, sale, service, subject, system, wish } from '../testing/service.js';

const activationContract = messageType('ActivationLockRequestAsOf', 1, ActivationLockRequestAsOfV1);
const carrierContract = messageType('CarrierUnlockRequestAsOf', 1, CarrierUnlockRequestAsOfV1);
const hour = (number: number) => `2026-03-02T${String(number).padStart(2, '0')}:00:00.000Z` as Instant;
const stolen = { device: sale.device, condition: 'stolen', holds: true, occurredAt: hour(9) };

/** Asked at ten, proof at eleven, the sale told of at twelve, a theft of nine o'clock reported at one, proof again at two. */
async function aDay() {
  const { request, store } = service();
  await request('RequestActivationUnlock', wish, { at: hour(10) });
  await request('AnswerCredentials', { credentials: 'unknown' }, { at: hour(10) });
  await request('SubmitProof', receipt, { at: hour(11) });
  await request('RecordPurchase', sale, { at: hour(12), actor: system });
  await request('RecordDeviceStatus', stolen, { at: hour(13), actor: system });
  await request('SubmitProof', receipt, { at: hour(14), actor: agent });
  return { store, tell: activationLockAsOf(store, digest) };
}
const factsOf = (document: { readonly facts: readonly object[] } | undefined) =>
  Object.fromEntries((document?.facts ?? []).map((each) => [(each as { name: string }).name, each]));

describe('a request as of a moment', () => {
  it('stands where it stood then, and stands today where no moment is given', async () => {
    const { tell } = await aDay();
    const status = async (until?: Instant) => (await tell(subject, until)).document?.state.status;
    expect(await status(hour(10))).toBe('proof-required');
    expect(await status(hour(11))).toBe('proof-pending');
    expect(await status(hour(13))).toBe('proof-pending');
    expect(await status(hour(14))).toBe('proof-matched');
    expect(await status()).toBe('proof-matched');
  });

  it('DU-09: does not know a theft that was reported afterwards, although it had happened before', async () => {
    const { tell } = await aDay();
    expect(factsOf((await tell(subject, hour(12))).document)['device']).toMatchObject({
      value: { blockedBy: [] },
      place: { revision: -1 },
    });
    expect(factsOf((await tell(subject, hour(13))).document)['device']).toMatchObject({
      value: { blockedBy: ['stolen'] },
      place: { revision: 0 },
    });
  });

  it('DU-07: knows the record of the maker from when it came, at the revision that it had', async () => {
    const { tell } = await aDay();
    expect(factsOf((await tell(subject, hour(11))).document)['purchase']).toMatchObject({ value: null });
    expect(factsOf((await tell(subject, hour(12))).document)['purchase']).toMatchObject({
      value: { status: 'recorded' },
      place: { stream: expect.stringMatching(/^device_unlock\.purchase_record-/), revision: 0 },
    });
  });

  it('DU-08: knows of the register what concerns the seller of the last receipt', async () => {
    const { tell } = await aDay();
    expect(factsOf((await tell(subject, hour(10))).document)).not.toHaveProperty('seller');
    expect(factsOf((await tell(subject, hour(11))).document)).toHaveProperty('seller');
  });

  it('is none before it was made, and none for an id that nobody has', async () => {
    const { tell } = await aDay();
    expect((await tell(subject, '2026-03-02T09:59:59.999Z')).document).toBeUndefined();
    expect((await tell('7c0f8a3e-7c1d-5e2f-9a4b-1c2d3e4f5a6b', undefined)).document).toBeUndefined();
  });

  it('is told by its contract, with the entity tag of then', async () => {
    const { tell } = await aDay();
    const { document, stateRevision } = await tell(subject, hour(11));
    expect(() => validated(activationContract, document)).not.toThrow();
    expect(stateRevision).toBe(3);
  });

  it('DU-11: of a carrier unlock tells of account and customer what was known', async () => {
    const { request, store } = service();
    await request('RequestCarrierUnlock', wish, { at: hour(10) });
    await request('RecordAccountStanding', account, { at: hour(11), actor: system });
    await request('AnswerCarrierUnlock', {}, { at: hour(12) });
    const tell = carrierUnlockAsOf(store, digest);
    const before = (await tell(subject, hour(10))).document;
    expect(before?.state.status).toBe('open');
    expect(factsOf(before)).toMatchObject({ account: { value: null }, customer: { value: null } });
    const after = (await tell(subject, hour(12))).document;
    expect(after?.state).toMatchObject({ status: 'granted', outcome: 'entitled' });
    expect(factsOf(after)['account']).toMatchObject({ value: { commitment: 'ended' }, place: { revision: 0 } });
    expect(() => validated(carrierContract, after)).not.toThrow();
  });
});

it('what is known never shrinks as time goes on, and nothing of it is from later', async () => {
  const { store } = await aDay();
  const streams = [...store.streams.keys()].filter((name) => !/_(?:directory|keys)\./.test(name));
  const hours = fc.integer({ min: 9, max: 15 });
  await fc.assert(
    fc.asyncProperty(hours, hours, fc.constantFrom(...streams), async (one, other, stream) => {
      const [early, late] = [Math.min(one, other), Math.max(one, other)];
      const read = async (until: number) => storeAsOf(store, hour(until)).read(stream);
      const [before, after] = [await read(early), await read(late)];
      expect(after.slice(0, before.length)).toEqual(before);
      for (const { data } of before) if ('at' in data) expect(String(data.at) <= hour(early)).toBe(true);
    }),
  );
});
