import { describe, expect, it } from '@jest/globals';
import { UnregisteredEvent } from '@tierline/kernel';
import { DEVICE_UNLOCK_EVENTS, deviceUnlockRegistry } from './registry.js';
import { matched, missing, refused, requested } from './testing/activation-lock.js';

describe('the registry of device unlock', () => {
  it.each(Object.keys(DEVICE_UNLOCK_EVENTS))('knows what %s says, and lets no other data pass', (type) =>
    expect(() => deviceUnlockRegistry.check({ type, data: {} })).toThrow(/is missing/),
  );

  it.each([requested, matched, refused, missing])('lets $type pass as the decider makes it', (event) =>
    expect(() => deviceUnlockRegistry.check(event)).not.toThrow(),
  );

  it('lets a seller pass that is a blank, as the doors do', () => {
    const data = { ...missing.data, proof: { ...missing.data.proof, seller: ' ' } };
    expect(() => deviceUnlockRegistry.check({ type: missing.type, data })).not.toThrow();
  });

  it.each(['CommandRefused', 'CommandHadNoEffect'])('lets %s stand in any of its streams', (type) => {
    const data = { command: 'SubmitProof', ...(type === 'CommandRefused' && { reason: 'r', rule: 'DU-03' }) };
    expect(() => deviceUnlockRegistry.check({ type, data })).not.toThrow();
  });

  it.each(['ProofAccepted', 'proofmatched', '', 'constructor', 'toString'])(
    'refuses %j, which it does not know',
    (type) => expect(() => deviceUnlockRegistry.check({ type, data: {} })).toThrow('is not an event of device unlock'),
  );

  it('names every field that is wrong, and tells no value', () => {
    const { price: _, ...proof } = missing.data.proof;
    const data = { ...missing.data, proof: { ...proof, seller: 490154203237518, imei: '490154203237518' } };
    expect(() => deviceUnlockRegistry.check({ type: missing.type, data })).toThrow(
      new UnregisteredEvent(
        'PurchaseRecordMissing',
        'proof.imei is unknown; proof.seller must be a text that is not empty; proof.price is missing',
      ),
    );
  });

  it('DU-01: the store can tell the kinds of stream apart by what precedes the first hyphen', () => {
    const categories = new Set(Object.values(DEVICE_UNLOCK_EVENTS));
    expect(categories.size).toBe(11);
    for (const category of categories) expect(category).toMatch(/^device_unlock\.[a-z_]+$/);
  });
});
