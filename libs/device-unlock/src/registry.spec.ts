import { describe, expect, it } from '@jest/globals';
import { ACTIVATION_LOCK_REQUEST } from './activation-lock-request.events.js';
import { PURCHASE_RECORD } from './purchase-record.events.js';
import { DEVICE_UNLOCK_EVENTS, deviceUnlockRegistry } from './registry.js';

describe('the registry of device unlock', () => {
  it.each(Object.keys(DEVICE_UNLOCK_EVENTS))('knows %s', (type) =>
    expect(() => deviceUnlockRegistry.check({ type, data: {} })).not.toThrow(),
  );

  it.each(['CommandRefused', 'CommandHadNoEffect'])('lets %s stand in any of its streams', (type) =>
    expect(() => deviceUnlockRegistry.check({ type, data: {} })).not.toThrow(),
  );

  it.each(['ProofAccepted', 'proofmatched', '', 'constructor', 'toString'])(
    'refuses %j, which it does not know',
    (type) => expect(() => deviceUnlockRegistry.check({ type, data: {} })).toThrow('is not an event of device unlock'),
  );

  it('DU-01: the store can tell the kinds of stream apart by what precedes the first hyphen', () => {
    const categories = [ACTIVATION_LOCK_REQUEST, PURCHASE_RECORD];
    expect(new Set(categories).size).toBe(categories.length);
    for (const category of categories) expect(category).toMatch(/^device_unlock\.[a-z_]+$/);
  });
});
