import { describe, expect, it } from '@jest/globals';
import { deviceUnlockCommands, type MessageType } from '@tierline/contracts';
import { parseDeviceUnlockPolicy } from '@tierline/device-unlock';
import type { ErasableStore, EventStore } from '@tierline/kernel';
import { memoryStore, someCircumstances } from '@tierline/kernel/testing';
import { digest, directory, guard, readPolicies, seals, validated } from '@tierline/platform';
import { commands } from './commands.js';

const policies = readPolicies(
  new URL('../../../libs/device-unlock/policies/', import.meta.url),
  'device-unlock',
  parseDeviceUnlockPolicy,
);
const imei = '490154203237518';
const imeisvOfTheSameDevice = '4901542032375101';
const subject = '6b9f8a3e-7c1d-5e2f-9a4b-1c2d3e4f5a6b';
const sale = {
  device: { kind: 'imei', value: imei },
  purchasedOn: '2025-11-28',
  seller: 'Phone House',
  price: { amountMinor: 79_900, currency: 'EUR' },
  receiptNumber: 'R-17 b',
};

const key = Buffer.alloc(32, 1);
const contracts = Object.values(deviceUnlockCommands) as readonly MessageType[];

/** The application on a store of its own; commands are numbered, so each is a new one. */
function service(store: ErasableStore = memoryStore()) {
  const parts = { store, digest, policies, build: 'b1' };
  const handle = commands(parts, guard(directory(store, 'device_unlock', key), seals(store, 'device_unlock', key)));
  let number = 0;
  const request = (type: string, body: object, channel = 'phone') => {
    number += 1;
    const contract = contracts.find(({ name }) => name === type);
    if (!contract) throw new Error(`there is no command ${type}`);
    const id = `00000000-0000-5000-8000-${String(number).padStart(12, '0')}` as typeof someCircumstances.id;
    const actor = { id: 'ada', role: channel === 'store' ? 'store-clerk' : 'tier2-agent', channel };
    const data = validated(contract, body);
    return handle({ ...someCircumstances, type, data, id, subject, actor, envelope: { correlationId: 'case' } });
  };
  return { store, request, record: (data: object = sale) => request('RecordPurchase', data, 'system') };
}

async function awaitingProof() {
  const { request, ...rest } = service();
  await request('RequestActivationUnlock', { customerId: 'c1', device: sale.device });
  await request('AnswerCredentials', { credentials: 'unknown' });
  return { request, ...rest };
}

const typesIn = async (store: EventStore) =>
  (await store.read(`device_unlock.activation_lock_request-${subject}` as never)).map(({ type }) => type);

describe('a proof of purchase', () => {
  it('DU-07: waits while the maker has no record', async () => {
    const { request, store } = await awaitingProof();
    await request('SubmitProof', { proof: { kind: 'purchase', ...sale } });
    expect((await typesIn(store)).at(-1)).toBe('PurchaseRecordMissing');
  });

  it('DU-03: matches the record of the device, and cites its stream and revision', async () => {
    const { request, record, store } = await awaitingProof();
    await record();
    await request('SubmitProof', { proof: { kind: 'purchase', ...sale } });
    const events = await store.read(`device_unlock.activation_lock_request-${subject}` as never);
    expect(events.at(-1)).toMatchObject({
      type: 'ProofMatched',
      data: { record: { stream: expect.stringMatching(/^device_unlock\.purchase_record-/), revision: 0 } },
      metadata: { command: { facts: { purchase: { revision: 0 } } } },
    });
  });

  it('DU-14: is of the same device by its IMEISV', async () => {
    const { request, record, store } = await awaitingProof();
    await record({ ...sale, device: { kind: 'imeisv', value: imeisvOfTheSameDevice } });
    await request('SubmitProof', { proof: { kind: 'purchase', ...sale, receiptNumber: 'r-17B' } });
    expect((await typesIn(store)).at(-1)).toBe('ProofMatched');
  });

  it('DU-03: is refused with the receipt of another device', async () => {
    const { request, record, store } = await awaitingProof();
    await record();
    const device = { kind: 'serial', value: 'F2LXJ0ABCD12' };
    await request('SubmitProof', { proof: { kind: 'purchase', ...sale, device } });
    expect((await typesIn(store)).at(-1)).toBe('ProofRefused');
  });

  it.each(['phone', 'store'])('DU-04, DU-05: is not an identity document, on channel %s', async (channel) => {
    const { request, store } = await awaitingProof();
    const proof = { kind: 'identity-document', document: 'drivers-licence' };
    expect(await request('SubmitProof', { proof }, channel)).toMatchObject({ outcome: 'accepted' });
    expect((await typesIn(store)).at(-1)).toBe('ProofRefused');
  });
});

describe('what is stored', () => {
  it('holds neither IMEI nor receipt number', async () => {
    const twin = memoryStore();
    const { request, record } = service(twin);
    await record();
    await request('RequestActivationUnlock', { customerId: 'c1', device: sale.device });
    await request('AnswerCredentials', { credentials: 'unknown' });
    await request('SubmitProof', { proof: { kind: 'purchase', ...sale } });
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
  expect(await service(twin).request('RemoveActivationLock', {})).toEqual({
    outcome: 'unknown-stream',
  });
  expect(twin.streams.size).toBe(0);
});
