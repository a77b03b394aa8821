import { describe, expect, it } from '@jest/globals';
import { deviceUnlockTopics } from '@tierline/contracts';
import { CARRIER_UNLOCK_REQUEST, DEVICE, type DeviceToken } from '@tierline/device-unlock';
import type { EventMetadata, Instant, StoredEvent } from '@tierline/kernel';
import { memoryStore } from '@tierline/kernel/testing';
import { publishedEvents } from '@tierline/platform';
import { publishedEvent } from '../publishing/publish.js';
import { account, agent, sale, service, subject, typesIn, wish } from '../testing/service.js';
import { unlockCodes } from './unlock-codes.js';

const bo = { ...agent, id: 'bo' };
const stolen = { device: sale.device, condition: 'stolen', holds: true, occurredAt: '2026-03-02T09:00:00.000Z' };

async function granted(store = memoryStore()) {
  const found = service(store);
  await found.tell('RecordAccountStanding', account);
  await found.request('RequestCarrierUnlock', wish);
  return { ...found, store };
}

describe('the code of a device', () => {
  it('DU-13: has 16 digits, is the same whenever it is asked for, and another one under another secret', () => {
    const codes = unlockCodes(Buffer.alloc(32, 1));
    const [one, two] = ['device-1', 'device-2'].map((device) => codes.codeOf(device as DeviceToken));
    expect(one).toMatch(/^\d{16}$/);
    expect(codes.codeOf('device-1' as DeviceToken)).toBe(one);
    expect(two).not.toBe(one);
    expect(unlockCodes(Buffer.alloc(32, 2)).codeOf('device-1' as DeviceToken)).not.toBe(one);
  });

  it('DU-13: is shown to the actor who asks first, again until acknowledged, and each time is an event', async () => {
    const { showCode, request, store } = await granted();
    const { code } = await showCode();
    expect(code).toMatch(/^\d{16}$/);
    expect((await showCode()).code).toBe(code);
    expect(await showCode({ actor: bo })).toMatchObject({
      execution: { outcome: 'refused', reason: 'code-shown-to-another-actor', rule: 'DU-13' },
      code: undefined,
    });
    expect(await request('AcknowledgeCode', {})).toMatchObject({ outcome: 'accepted' });
    expect(await showCode()).toMatchObject({ execution: { reason: 'code-acknowledged' }, code: undefined });
    expect((await typesIn(store, DEVICE)).filter((type) => type === 'CodeShown')).toHaveLength(2);
    expect((await typesIn(store, CARRIER_UNLOCK_REQUEST)).at(-1)).toBe('CarrierUnlockCompleted');
  });

  it('DU-13: is not in the answer to a repeated command, which shows nothing', async () => {
    const { showCode, number } = await granted();
    await showCode();
    const again = await showCode({ number: number() });
    expect(again).toMatchObject({ execution: { outcome: 'accepted', repeated: true }, code: undefined });
  });

  it('DU-13: is no longer shown after the time of the policy', async () => {
    const { showCode } = await granted();
    await showCode({ at: '2026-03-02T10:00:00.000Z' as Instant });
    expect((await showCode({ at: '2026-03-02T10:30:00.000Z' as Instant })).code).toMatch(/^\d{16}$/);
    expect(await showCode({ at: '2026-03-02T10:30:00.001Z' as Instant })).toMatchObject({
      execution: { reason: 'code-showing-expired' },
      code: undefined,
    });
  });

  it('DU-09: is void when a theft is reported before anybody saw it', async () => {
    const { showCode, tell, store } = await granted();
    await tell('RecordDeviceStatus', stolen);
    expect(await showCode()).toMatchObject({ execution: { outcome: 'refused' }, code: undefined });
    expect(await typesIn(store, DEVICE)).toContain('UnlockRevoked');
  });

  it('DU-09: is not shown again once a theft is reported, which says that it cannot be taken back', async () => {
    const { showCode, tell, store } = await granted();
    await showCode();
    await tell('RecordDeviceStatus', stolen);
    expect(await showCode()).toMatchObject({ execution: { reason: 'device-stolen', rule: 'DU-09' }, code: undefined });
    expect(await typesIn(store, DEVICE)).toContain('UnlockBeyondRevocation');
  });

  it('DU-13: is neither shown nor asked for in vain where there is none', async () => {
    const { showCode, request } = service();
    expect(await showCode()).toEqual({ execution: { outcome: 'unknown-stream' }, code: undefined });
    await request('RequestCarrierUnlock', wish);
    expect(await showCode()).toMatchObject({ execution: { reason: 'no-code-for-this-request' }, code: undefined });
  });

  it('DU-13: stands nowhere in clear: not in the store, and in nothing that is published', async () => {
    const { showCode, request, store, desk } = await granted();
    const { code = 'none was shown' } = await showCode();
    await request('AcknowledgeCode', {});
    const events = [...store.streams.values()].flat() as StoredEvent<EventMetadata>[];
    const text = (value: unknown) =>
      JSON.stringify(value, (_, each: unknown) => (typeof each === 'bigint' ? String(each) : each));
    expect(text(events)).toContain('sealed1:');
    expect(text(events)).not.toContain(code);
    const publish = publishedEvents(deviceUnlockTopics, publishedEvent);
    const own = events.filter(({ stream }) => stream.startsWith('device_unlock.'));
    const published = text(await Promise.all(own.map(publish)));
    expect(published).toContain('CarrierUnlockCompleted');
    expect(published).not.toMatch(/sealed1:|\d{16}/);
    expect(text(await desk.answer(subject))).not.toContain(code);
  });
});
