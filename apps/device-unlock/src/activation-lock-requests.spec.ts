import { describe, expect, it } from '@jest/globals';
import type { DeviceUnlockCommandV1 } from '@tierline/contracts';
import { parseDeviceUnlockPolicy } from '@tierline/device-unlock';
import type { EventStore } from '@tierline/kernel';
import { memoryStore, someCircumstances } from '@tierline/kernel/testing';
import { digest, directory, readPolicies, type ReceivedCommand } from '@tierline/platform';
import { activationLockRequests, type ActivationLockCommandV1 } from './activation-lock-requests.js';
import { purchaseRecords } from './purchase-records.js';
import { tokens } from './tokens.js';

const policies = readPolicies(
  new URL('../../../libs/device-unlock/policies/', import.meta.url),
  'device-unlock',
  parseDeviceUnlockPolicy,
);
const imei = '490154203237518';
const imeisvOfTheSameDevice = '4901542032375101';
const subject = '6b9f8a3e-7c1d-5e2f-9a4b-1c2d3e4f5a6b';
const sale = {
  device: { kind: 'imei' as const, value: imei },
  purchasedOn: '2025-11-28',
  seller: 'Phone House',
  price: { amountMinor: 79_900, currency: 'EUR' },
  receiptNumber: 'R-17 b',
};

/** The application on a store of its own; commands are numbered, so each is a new one. */
function service(store: EventStore = memoryStore()) {
  const parts = {
    store,
    digest,
    policies,
    tokens: tokens(directory(store, 'device_unlock', Buffer.alloc(32, 1))),
    build: 'b1',
  };
  const requests = activationLockRequests(parts);
  const records = purchaseRecords(parts);
  let number = 0;
  const received = (message: DeviceUnlockCommandV1, channel: string): ReceivedCommand & DeviceUnlockCommandV1 => {
    number += 1;
    const id = `00000000-0000-5000-8000-${String(number).padStart(12, '0')}` as typeof someCircumstances.id;
    const actor = { id: 'ada', role: channel === 'store' ? 'store-clerk' : 'tier2-agent', channel };
    return { ...someCircumstances, ...message, id, subject, actor, envelope: { correlationId: 'case' } };
  };
  return {
    store,
    request: (message: ActivationLockCommandV1, channel = 'phone') =>
      requests(received(message, channel) as ReceivedCommand & ActivationLockCommandV1),
    record: (data = sale) => records({ ...received({ type: 'RecordPurchase', data }, 'system'), data }),
  };
}

async function awaitingProof() {
  const { request, ...rest } = service();
  await request({ type: 'RequestActivationUnlock', data: { customerId: 'c1', device: sale.device } });
  await request({ type: 'AnswerCredentials', data: { credentials: 'unknown' } });
  return { request, ...rest };
}

const typesIn = async (store: EventStore) =>
  (await store.read(`device_unlock.activation_lock_request-${subject}` as never)).map(({ type }) => type);

describe('a proof of purchase', () => {
  it('DU-07: waits while the maker has no record', async () => {
    const { request, store } = await awaitingProof();
    await request({ type: 'SubmitProof', data: { proof: { kind: 'purchase', ...sale } } });
    expect((await typesIn(store)).at(-1)).toBe('PurchaseRecordMissing');
  });

  it('DU-03: matches the record of the device, and cites its stream and revision', async () => {
    const { request, record, store } = await awaitingProof();
    await record();
    await request({ type: 'SubmitProof', data: { proof: { kind: 'purchase', ...sale } } });
    const events = await store.read(`device_unlock.activation_lock_request-${subject}` as never);
    expect(events.at(-1)).toMatchObject({
      type: 'ProofMatched',
      data: { record: { stream: expect.stringMatching(/^device_unlock\.purchase_record-/), revision: 0 } },
      metadata: { command: { facts: { purchase: { revision: 0 } } } },
    });
  });

  it('DU-14: is of the same device by its IMEISV', async () => {
    const { request, record, store } = await awaitingProof();
    await record({ ...sale, device: { kind: 'imeisv' as never, value: imeisvOfTheSameDevice } });
    await request({ type: 'SubmitProof', data: { proof: { kind: 'purchase', ...sale, receiptNumber: 'r-17B' } } });
    expect((await typesIn(store)).at(-1)).toBe('ProofMatched');
  });

  it('DU-03: is refused with the receipt of another device', async () => {
    const { request, record, store } = await awaitingProof();
    await record();
    const device = { kind: 'serial' as const, value: 'F2LXJ0ABCD12' };
    await request({ type: 'SubmitProof', data: { proof: { kind: 'purchase', ...sale, device } } });
    expect((await typesIn(store)).at(-1)).toBe('ProofRefused');
  });

  it.each(['phone', 'store'])('DU-04, DU-05: is not an identity document, on channel %s', async (channel) => {
    const { request, store } = await awaitingProof();
    const proof = { kind: 'identity-document' as const, document: 'drivers-licence' as const };
    expect(await request({ type: 'SubmitProof', data: { proof } }, channel)).toMatchObject({ outcome: 'accepted' });
    expect((await typesIn(store)).at(-1)).toBe('ProofRefused');
  });
});

describe('what is stored', () => {
  it('holds neither IMEI nor receipt number', async () => {
    const twin = memoryStore();
    const { request, record } = service(twin);
    await record();
    await request({ type: 'RequestActivationUnlock', data: { customerId: 'c1', device: sale.device } });
    await request({ type: 'AnswerCredentials', data: { credentials: 'unknown' } });
    await request({ type: 'SubmitProof', data: { proof: { kind: 'purchase', ...sale } } });
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
  expect(await service(twin).request({ type: 'RemoveActivationLock', data: {} })).toEqual({
    outcome: 'unknown-stream',
  });
  expect(twin.streams.size).toBe(0);
});
