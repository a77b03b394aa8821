import { describe, expect, it } from '@jest/globals';
import type { EventMetadata } from '@tierline/kernel';
import { account, awaitingProof, receipt, sale, service, subject, system, wish } from './testing/service.js';

const otherDevice = { kind: 'serial', value: 'C02XK1ABJG5J' };
const asOf = '2026-03-01T00:00:00.000Z';
const status = { device: sale.device, condition: 'stolen', holds: true, occurredAt: asOf };
const seller = { seller: 'Mall Kiosk', standing: 'liquidating', asOf };
const customer = { customerId: 'c1', value: 3, attitude: 'neutral', asOf };

const { value: to, ...rest } = customer;
const moved = { ...rest, from: 0, to, reasons: [], policyVersion: 1 };

/** Facts by their command: as they come, about something else, and about the same with another content. */
const facts = [
  ['RecordPurchase', sale, { device: otherDevice }, { seller: 'Kiosk' }],
  ['RecordDeviceStatus', status, { device: otherDevice }, { holds: false }],
  ['RecordSellerStanding', seller, { seller: 'Phone House' }, { standing: 'authorised' }],
  ['RecordAccountStanding', account, { device: otherDevice }, { commitment: 'none' }],
  ['CustomerStandingChanged', customer, { customerId: 'c2' }, { value: 4 }],
  ['ValueChanged', moved, { customerId: 'c2' }, { to: 4 }],
] as const;

describe.each(facts)('the id of %s', (type, fact, elsewhere, otherwise) => {
  const told = async () => {
    const { request, store } = service();
    const first = await request(type, fact, { actor: system });
    expect(first).toMatchObject({ outcome: 'accepted', repeated: false });
    const again = (change: object, subject?: string) =>
      request(type, { ...fact, ...change }, { actor: system, number: 1, ...(subject !== undefined && { subject }) });
    return { first, again, store };
  };

  it('brings the stored answer when the fact comes again', async () => {
    const { first, again } = await told();
    expect(await again({})).toEqual({ ...first, repeated: true });
  });

  it.each([
    ['something else, whatever its sender calls it', elsewhere],
    ['the same otherwise', otherwise],
  ])('is told to be used when it comes with a fact about %s', async (_, change) => {
    const { again, store } = await told();
    const before = new Map(store.streams);
    expect(await again(change, 'another-subject')).toEqual({ outcome: 'command-id-reused' });
    for (const [stream, events] of store.streams) {
      if (stream.startsWith('device_unlock.')) expect(before.get(stream)).toEqual(events);
    }
  });
});

describe('the id of a command whose sender names the aggregate', () => {
  it('is told to be used when it comes again for that aggregate with other content', async () => {
    const { request, number } = service();
    await request('RequestActivationUnlock', wish);
    const change = { ...wish, device: otherDevice };
    expect(await request('RequestActivationUnlock', change, { number: number() })).toEqual({
      outcome: 'command-id-reused',
    });
  });

  it('is told to be used when it was a retailer’s answer, and comes with another one', async () => {
    const { request, followUp, number } = await awaitingProof();
    await request('SubmitProof', receipt);
    await followUp();
    const answer = { answer: { kind: 'not-sold' } };
    expect(await request('RecordRetailerAnswer', answer, { actor: system })).toMatchObject({ outcome: 'accepted' });
    const again = { actor: system, number: number() };
    expect(await request('RecordRetailerAnswer', { answer: { kind: 'sold', ...sale } }, again)).toEqual({
      outcome: 'command-id-reused',
    });
    expect(await request('RecordRetailerAnswer', answer, again)).toMatchObject({ outcome: 'accepted', repeated: true });
  });

  it('is another command where it names another aggregate', async () => {
    const { request, number } = service();
    await request('RequestActivationUnlock', wish);
    const elsewhere = { number: number(), subject: subject.replace(/^6/, '7') };
    expect(await request('RequestActivationUnlock', wish, elsewhere)).toMatchObject({
      outcome: 'accepted',
      repeated: false,
    });
  });

  it('leads to steps of its own there, also on a device that both aggregates are about', async () => {
    const { request, number, store } = service();
    await request('RequestCarrierUnlock', wish);
    await request('RequestCarrierUnlock', wish, { number: number(), subject: subject.replace(/^6/, '7') });
    const [device] = [...store.streams].filter(([stream]) => stream.startsWith('device_unlock.device-'));
    const ids = device?.[1].map(({ metadata }) => (metadata as EventMetadata).$causationId) ?? [];
    expect(device?.[1].map(({ type }) => type)).toEqual(['UnlockReserved', 'CommandRefused']);
    expect(new Set(ids).size).toBe(2);
  });
});
