import { describe, expect, it } from '@jest/globals';
import {
  ACTIVATION_LOCK_REQUEST,
  CARRIER_UNLOCK_REQUEST,
  REQUEST_COUNT,
  REQUEST_SOURCE,
} from '@tierline/device-unlock';
import type { Actor, EventMetadata, Instant, StoredEvent } from '@tierline/kernel';
import { memoryStore } from '@tierline/kernel/testing';
import type { DocumentViewDefinition } from '@tierline/platform';
import { agent, clerk, eventsIn, service, wish } from '../testing/service.js';
import { ask, askAll, countsOf, refused, requestOf, review, sourceOf, stopped, wishes } from '../testing/traffic.js';
import { activationLockRequestsView } from '../views/activation-lock-requests.view.js';
import { carrierUnlockRequestsView } from '../views/carrier-unlock-requests.view.js';
import { deadlinesView } from '../views/deadlines.view.js';

const otherStore: Actor = { ...clerk, id: '/stores/4' };
const april = '2026-04-02T10:00:00.000Z' as Instant;

describe('a source of requests', () => {
  it('DU-15: is taken from up to the request that exceeds both limits, and refused from the next one on', async () => {
    const found = service();
    for (const each of wishes(101, 11)) expect(await ask(found, each)).toMatchObject({ outcome: 'accepted' });
    expect(await ask(found, { number: 200, device: 200 })).toMatchObject(refused);
    expect(await ask(found, { number: 201, device: 201, lock: 'carrier' })).toMatchObject(refused);
  });

  it.each([
    [100, 50],
    [101, 10],
    [110, 11],
  ])('DU-15: is taken from with %d requests and %d duplicates', async (all, duplicates) => {
    const found = await askAll(service(), wishes(all, duplicates));
    expect(await ask(found, { number: 200, device: 200 })).toMatchObject({ outcome: 'accepted' });
  });

  it('DU-15: is counted by requests for either lock together', async () => {
    const found = await askAll(service(), [
      { number: 1, device: 1 },
      { number: 2, device: 1, lock: 'carrier' },
    ]);
    const counted = await eventsIn(found.store, REQUEST_COUNT);
    expect(counted.map(({ data }) => data)).toMatchObject([{ isDuplicate: false }, { isDuplicate: true }]);
  });

  it('DU-15: leaves its refusal in the stream of the request, with the fact that it rests on', async () => {
    const found = await stopped();
    await ask(found, { number: 200, device: 200 });
    const [event] = await eventsIn(found.store, 'device_unlock.activation_lock_request', requestOf(200));
    expect(event).toMatchObject({ type: 'CommandRefused', data: { reason: 'source-blocked', rule: 'DU-15' } });
    expect((event?.metadata as EventMetadata).command?.facts).toMatchObject({
      source: {
        stream: `${REQUEST_SOURCE}-${sourceOf(clerk)}`,
        revision: 0,
        value: { status: 'blocked', block: { requests: 101, duplicates: 11, month: '2026-03' } },
      },
    });
  });

  it('DU-15: that is blocked keeps nobody else from being taken from', async () => {
    const found = await stopped();
    expect(await ask(found, { number: 200, device: 1, actor: otherStore })).toMatchObject({ outcome: 'accepted' });
    expect(await ask(found, { number: 201, device: 1, actor: agent })).toMatchObject({ outcome: 'accepted' });
  });

  it('DU-15: that is blocked goes on with what it had asked for before', async () => {
    const found = await stopped();
    const how = { subject: requestOf(1), actor: clerk };
    expect(await found.request('AnswerCredentials', { credentials: 'unknown' }, how)).toMatchObject({
      outcome: 'accepted',
    });
    expect(await ask(found, { number: 1, device: 1 })).toMatchObject({ outcome: 'accepted', repeated: true });
  });

  it('DU-15: stays blocked in the next month, and is not counted there', async () => {
    const found = await stopped();
    expect(await ask(found, { number: 200, device: 200, at: april })).toMatchObject(refused);
    expect(await countsOf(found, clerk, '2026-04')).toEqual([]);
  });

  it('DU-15: begins a month with a clean count, in the zone of the policy', async () => {
    const found = service();
    // Still March in New York.
    await ask(found, { number: 1, device: 1, at: '2026-04-01T03:59:59.999Z' as Instant });
    await ask(found, { number: 2, device: 1, at: '2026-04-01T04:00:00.000Z' as Instant });
    expect(await countsOf(found, clerk, '2026-03')).toEqual(['RequestCounted']);
    expect(await countsOf(found, clerk, '2026-04')).toEqual(['RequestCounted']);
  });
});

describe('a request', () => {
  it('DU-15: is counted once however often it is delivered, to whichever replica, and in whichever month', async () => {
    const found = service();
    const once = { number: 1, device: 1 };
    await ask(found, once);
    await ask(found, once);
    await ask(service(found.store), once);
    await ask(service(found.store), { ...once, at: april });
    expect(await countsOf(found, clerk, '2026-03')).toEqual(['RequestCounted']);
    expect(await countsOf(found, clerk, '2026-04')).toEqual([]);
  });

  it('DU-15: that was counted by a replica which died before it decided is not counted again', async () => {
    const store = memoryStore();
    const dying = {
      ...store,
      append: (...[stream, events, expected]: Parameters<typeof store.append>) => {
        if (stream.startsWith('device_unlock.activation_lock_request-')) throw new Error('killed');
        return store.append(stream, events, expected);
      },
    };
    await expect(ask(service(dying), { number: 1, device: 1 })).rejects.toThrow('killed');
    const found = service(store);
    expect(await ask(found, { number: 1, device: 1 })).toMatchObject({ outcome: 'accepted' });
    expect(await countsOf(found, clerk, '2026-03')).toEqual(['RequestCounted']);
  });

  it('DU-15: that there is already is not counted again under another id', async () => {
    const found = service();
    await ask(found, { number: 1, device: 1 });
    const body = { customerId: 'c1', device: { kind: 'serial', value: 'SERIAL000001' } };
    const again = await found.request('RequestActivationUnlock', body, { subject: requestOf(1), actor: clerk });
    expect(again).toMatchObject({ outcome: 'no-effect' });
    expect(await countsOf(found, clerk, '2026-03')).toEqual(['RequestCounted']);
  });

  it('DU-15: that was refused is taken under an id of its own once the source was reviewed', async () => {
    const found = await stopped();
    await ask(found, { number: 200, device: 200 });
    await review(found);
    expect(await ask(found, { number: 200, device: 200 })).toMatchObject({ ...refused, repeated: true });
    const body = { customerId: 'c1', device: { kind: 'serial', value: 'SERIAL000200' } };
    const again = await found.request('RequestActivationUnlock', body, { subject: requestOf(200), actor: clerk });
    expect(again).toMatchObject({ outcome: 'accepted' });
  });
});

it('DU-15: a request that was refused is shown to nobody, until it is taken', async () => {
  const found = await stopped();
  await ask(found, { number: 200, device: 200 });
  await ask(found, { number: 201, device: 201, lock: 'carrier' });
  const shown = async <Doc extends object>(view: DocumentViewDefinition<Doc>, category: string, number: number) =>
    ((await eventsIn(found.store, category, requestOf(number))) as StoredEvent<EventMetadata>[]).reduce<
      Doc | undefined
    >(view.fold, undefined);
  expect(await shown(activationLockRequestsView, ACTIVATION_LOCK_REQUEST, 200)).toBeUndefined();
  expect(await shown(carrierUnlockRequestsView, CARRIER_UNLOCK_REQUEST, 201)).toBeUndefined();
  expect(await shown(deadlinesView, CARRIER_UNLOCK_REQUEST, 201)).toBeUndefined();
  await review(found);
  await found.request('RequestCarrierUnlock', wish, { subject: requestOf(201), actor: clerk });
  expect(await shown(carrierUnlockRequestsView, CARRIER_UNLOCK_REQUEST, 201)).toMatchObject({ status: 'open' });
  expect(await shown(deadlinesView, CARRIER_UNLOCK_REQUEST, 201)).toHaveProperty('dueAt');
});
